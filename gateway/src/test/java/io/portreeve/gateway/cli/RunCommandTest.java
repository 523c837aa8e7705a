package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  private static final String ANY_PORT = "127.0.0.1:0";
  private static final Pattern CURL =
      Pattern.compile("try     curl -s (\\S+) ((?:-H '[^']*' )+)-d '(.*)'");

  @TempDir private Path directory = Path.of("");

  /** Runs until the gateway is up, does what is to be done with what it wrote, and stops it. */
  private Ran run(List<String> answers, String... args) {
    Endurance once =
        running -> {
          answers.add("up");
          running.close();
        };
    return Ran.in(directory, Map.of(), once, args);
  }

  @Test
  void quickstart_showsUrlKeyAndClientLines_andTheKeyStaysTheSame() {
    Ran first = run(new ArrayList<>(), "run", "--listen", ANY_PORT);
    Ran second = run(new ArrayList<>(), "run", "--listen", ANY_PORT);

    assertThat(first.code()).isZero();
    assertThat(first.outLines().getFirst())
        .matches("Portreeve guards demo at http://127\\.0\\.0\\.1:\\d+/mcp");
    assertThat(first.out())
        .contains("\nkey     ptr_", "\ntry     curl -s ", "\npaste   {\"mcpServers\"");
    assertThat(line(first, "key ")).isEqualTo(line(second, "key "));
    assertThat(directory.resolve(".portreeve")).isDirectory();
  }

  @Test
  void quickstart_answersItsOwnCurl_andHidesTheDestructiveTool() {
    var answers = new ArrayList<String>();
    var output = new StringWriter();
    Endurance asking =
        running -> {
          answers.add(curl(output.toString()));
          running.close();
        };

    int code = Ran.writing(output, directory, asking, "run", "--listen", ANY_PORT);

    assertThat(code).isZero();
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst())
        .contains("\"name\":\"add\"", "\"name\":\"write_note\"")
        .doesNotContain("delete_everything");
  }

  @Test
  void jsonReport_isOneLineThatScriptsRead() {
    Ran ran = run(new ArrayList<>(), "run", "--json", "--listen", ANY_PORT);

    assertThat(ran.outLines()).hasSize(1);
    assertThat(ran.out())
        .matches(
            "\\{\"url\":\"http://127\\.0\\.0\\.1:\\d+/mcp\",\"servers\":\\[\"demo\"],"
                + "\"insecure\":\\[],\"key\":\"ptr_\\w+\"}\\R");
  }

  @Test
  void configuredGateway_showsNoKey_andSaysWhatIsInsecure() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        """
        data: ./data
        authentication: {insecure-anonymous: {}}
        servers: {a: {url: "http://127.0.0.1:9/mcp"}}
        """);

    Ran ran = run(new ArrayList<>(), "run", "--listen", ANY_PORT);

    assertThat(ran.outLines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("insecure  authentication.insecure-anonymous  Accepts callers");
  }

  @Test
  void dataOption_keepsEverythingElsewhere() throws IOException {
    Files.writeString(
        directory.resolve("p.yaml"),
        "data: ./data\nservers: {a: {url: \"http://127.0.0.1:9/mcp\"}}\n");

    Ran ran =
        run(new ArrayList<>(), "run", "-c", "p.yaml", "--data", "other", "--listen", ANY_PORT);

    assertThat(ran.code()).isZero();
    assertThat(directory.resolve("other")).isDirectory();
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void upstreamOption_replacesTheOnlyServersReach_andNeedsExactlyOne() throws IOException {
    Files.writeString(
        directory.resolve("one.yaml"),
        "data: ./data\nservers: {a: {command: [no-such-program], directory: /}}\n");
    Files.writeString(
        directory.resolve("two.yaml"),
        "data: ./data\nservers: {a: {command: [x]}, b: {command: [y]}}\n");
    String url = "http://127.0.0.1:9/mcp";

    Ran one =
        run(new ArrayList<>(), "run", "-c", "one.yaml", "--upstream", url, "--listen", ANY_PORT);
    Ran two =
        run(new ArrayList<>(), "run", "-c", "two.yaml", "--upstream", url, "--listen", ANY_PORT);

    assertThat(one.code()).isZero();
    assertThat(two.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(two.errLines())
        .contains("two.yaml: --upstream: stands for the only server; keep one in the file");
  }

  @Test
  void addressThatOthersReach_isRefusedBeforeAnythingIsOpened() {
    var started = new ArrayList<String>();

    Ran ran = run(started, "run", "--listen", "0.0.0.0:0");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("listen: can be reached from other machines, without TLS");
    assertThat(started).isEmpty();
    assertThat(directory.resolve(".portreeve")).doesNotExist();
  }

  @Test
  void addressThatIsTaken_isUnavailable_inOneLine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Ran ran = run(new ArrayList<>(), "run", "--listen", "127.0.0.1:" + taken.getLocalPort());

      assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
      assertThat(ran.errLines())
          .hasSize(1)
          .first()
          .asString()
          .startsWith("portreeve: cannot start at 127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void exercise_startsAsksAndStops_andLeavesNothingBehind() throws IOException {
    Ran ran = Ran.in(directory, "exercise");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(directory).isEmptyDirectory();
  }

  private static String line(Ran ran, String start) {
    return ran.outLines().stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  private static String curl(String output) {
    Matcher curl = CURL.matcher(output);
    assertThat(curl.find()).isTrue();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(curl.group(1)))
            .POST(HttpRequest.BodyPublishers.ofString(curl.group(3)));
    Matcher header = Pattern.compile("-H '([^:]*): ([^']*)' ").matcher(curl.group(2));
    while (header.find()) {
      request.header(header.group(1), header.group(2));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }
}
