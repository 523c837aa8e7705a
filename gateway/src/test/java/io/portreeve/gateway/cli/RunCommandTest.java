package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(first.out())
        .contains("data    " + directory.resolve(".portreeve"))
        .contains(
            "each run writes that file anew", "`cp .portreeve/quickstart.yaml portreeve.yaml`")
        .contains(
            "the key is in `quickstart.key` there, good for 90 days; make another with `portreeve keys create --principal NAME`")
        .contains("to guard a server of your own: `portreeve run --upstream URL`");
  }

  @Test
  void afterTheQuickstart_everyCommandMeansItsConfigurationAndData() {
    Ran ran = run(new ArrayList<>(), "run", "--listen", ANY_PORT);
    String url = "http://" + ran.outLines().getFirst().replaceFirst(".* at http://", "");

    Ran check = Ran.in(directory, "check");
    assertThat(check.code()).isZero();
    assertThat(check.out()).startsWith(".portreeve/quickstart.yaml: right").contains("demo");
    assertThat(Ran.in(directory, "keys", "list").out()).contains("quickstart");
    assertThat(Ran.in(directory, "keys", "create", "--principal", "ann").err())
        .contains("this is the quickstart's .portreeve/quickstart.yaml", "\"url\":\"" + url + "\"");
    assertThat(Ran.in(directory, "pins", "list").code()).isZero();
    assertThat(Ran.in(directory, "audit", "verify").code()).isZero();
    assertThat(Ran.in(directory, "controls").code()).isZero();
  }

  @Test
  void keptConfiguration_isOneThatRunAccepts_whereverItIsCopied() throws IOException {
    run(new ArrayList<>(), "run", "--listen", ANY_PORT, "--data", "kept");
    Files.createDirectory(directory.resolve("elsewhere"));
    Files.copy(
        directory.resolve("kept").resolve("quickstart.yaml"),
        directory.resolve("elsewhere").resolve("portreeve.yaml"));

    Ran ran = run(new ArrayList<>(), "run", "-c", "elsewhere/portreeve.yaml", "--listen", ANY_PORT);

    assertThat(ran.out()).contains("data    " + directory.resolve("kept"));
    assertThat(ran.code()).isZero();
  }

  @Test
  void whereNothingRan_aCommandSaysHowToBegin() {
    Ran ran = Ran.in(directory, "audit", "show");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.errLines())
        .containsExactly(
            "portreeve: no configuration: no -c FILE was given, and there is no portreeve.yaml here;"
                + " name one, or begin with `portreeve run`");
  }

  @Test
  void quickstartInFrontOfAServer_saysThatEverythingIsAllowed_andHowToNarrowIt() {
    Ran ran =
        run(new ArrayList<>(), "run", "--upstream", "http://127.0.0.1:9/mcp", "--listen", ANY_PORT);

    assertThat(ran.out())
        .contains("policy  whoever has the key may use EVERYTHING that this server offers")
        .contains("`cp .portreeve/quickstart.yaml portreeve.yaml`, edit its `policy`");
  }

  /** A newcomer's first doctor and first scan told him of what he had not done. */
  @Test
  void quickstart_saysWhatItsScanFinds_andItsKeyEnds() {
    Ran ran = run(new ArrayList<>(), "run", "--listen", ANY_PORT);

    assertThat(ran.out())
        .contains("pins    what the server shows first is trusted, which `portreeve scan` names");
    assertThat(Ran.in(directory, "keys", "list", "--json").out()).contains("\"expires\":\"20");
  }

  @Test
  void quickstartOfTheDemo_saysThatACopyOfItsFileNeedsTheDemoServerToBeStarted() {
    Ran ran = run(new ArrayList<>(), "run", "--listen", ANY_PORT);

    assertThat(ran.out())
        .contains("the demo server ends with this run: put your own server's `url` in there,")
        .containsPattern("or start the demo by itself first: `portreeve demo --port [1-9][0-9]*`");
  }

  @Test
  void quickstartInFrontOfAServer_saysNothingOfTheDemo() {
    Ran ran =
        run(new ArrayList<>(), "run", "--upstream", "http://127.0.0.1:9/mcp", "--listen", ANY_PORT);

    assertThat(ran.out()).contains("policy  ").doesNotContain("demo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          localhost:3001      | did you mean `http://localhost:3001/mcp`?
          127.0.0.1:3001/mcp  | did you mean `http://127.0.0.1:3001/mcp`?
          example.com         | did you mean `https://example.com/mcp`?
          http://example.com  | did you mean `https://example.com/mcp`? Without TLS only by a file (`-c FILE`) that says `insecure-plaintext: true`
          ftp://example.com/x | write one such as `https://host/mcp`
          http://a:b@host/mcp | leave them out; send a credential with `bearer-token` or `headers`
          """)
  void addressThatIsNone_isRefusedUnderItsOption_withTheNearestOne(String written, String fix) {
    Ran ran = run(new ArrayList<>(), "run", "--upstream", written, "--listen", ANY_PORT);

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.errLines()).hasSize(1);
    assertThat(ran.err()).startsWith("portreeve: --upstream: ").endsWith("; " + fix + "\n");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void stop_isSaid_alsoWhereTheDataDirectoryHasGoneAway() {
    Endurance losing =
        running -> {
          deleteAll(directory.resolve(".portreeve"));
          running.close();
        };

    Ran ran = Ran.in(directory, Map.of(), losing, "run", "--listen", ANY_PORT);

    assertThat(ran.code()).isZero();
    assertThat(ran.errLines()).last().isEqualTo("portreeve: stopped");
  }

  private static void deleteAll(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
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
            "\\{\"url\":\"http://127\\.0\\.0\\.1:\\d+/mcp\","
                + "\"urls\":\\{\"portreeve\":\"http://127\\.0\\.0\\.1:\\d+/mcp\"},"
                + "\"servers\":\\[\"demo\"],\"insecure\":\\[],\"key\":\"ptr_\\w+\"}\\R");
  }

  @Test
  void fileForTheClientOfStdioAlone_isNotRun_becauseNobodyCouldComeIn() throws IOException {
    var _ =
        Files.writeString(
            directory.resolve("own.yaml"),
            """
            data: ./data
            authentication: {stdio: {only: true}, api-keys: false}
            servers: {demo: {url: "http://127.0.0.1:9/mcp"}}
            """);

    Ran ran = run(new ArrayList<>(), "run", "-c", "own.yaml", "--listen", ANY_PORT);

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("`authentication.stdio.only`", "`portreeve stdio -c FILE`");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void configuredGateway_saysHowToMakeAKey_whatToPaste_andWhatIsAllowed() throws IOException {
    Files.writeString(
        directory.resolve("own.yaml"),
        """
        data: ./data
        servers: {a: {url: "http://127.0.0.1:9/mcp"}}
        policy: {allow: [{name: staff, roles: [staff], tools: ["*"]}]}
        """);
    String make =
        "make one with `portreeve keys create -c own.yaml --principal NAME --role staff --expires";

    Ran none = run(new ArrayList<>(), "run", "-c", "own.yaml", "--listen", ANY_PORT);
    Ran.in(directory, "keys", "create", "-c", "own.yaml", "--principal", "ann");
    Ran one = run(new ArrayList<>(), "run", "-c", "own.yaml", "--listen", ANY_PORT);

    assertThat(none.out())
        .contains("key     there is none yet; " + make)
        .contains("\"Authorization\":\"Bearer YOUR-KEY\"")
        .contains("Stop with Ctrl-C.");
    assertThat(one.out())
        .contains("key     1 is in use, and was shown only when it was made; make another with ");
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

    assertThat(ran.out())
        .contains("\ninsecure  authentication.insecure-anonymous  Accepts callers")
        .contains("\npolicy  NOTHING is allowed: `policy.allow` has no rule that binds")
        .doesNotContain("ptr_");
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
    assertThat(ran.out()).contains("by --data, in this run alone", "`data` in p.yaml");
  }

  @Test
  void commandsOfAQuickstartElsewhere_findItsKeysAndItsLog() throws IOException {
    Ran ran = run(new ArrayList<>(), "run", "--listen", ANY_PORT, "--data", "kept");

    assertThat(ran.out())
        .contains("portreeve keys create -c kept/quickstart.yaml --principal NAME`")
        .contains("portreeve audit show -c kept/quickstart.yaml`")
        .contains("`portreeve run --upstream URL`");
    Ran made =
        Ran.in(directory, "keys", "create", "-c", "kept/quickstart.yaml", "--principal", "ann");
    assertThat(made.code()).isZero();
    assertThat(Ran.in(directory, "keys", "list", "-c", "kept/quickstart.yaml").out())
        .contains("ann");
  }

  /**
   * Who typed the README in a directory of a file's had nothing of what it says, and was not told.
   */
  @Test
  void upstreamOption_besideAFileThatNobodyNamed_saysWhichCounts() throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"), "data: d\nservers: {a: {command: [x]}}\n");
    String url = "http://127.0.0.1:9/mcp";

    assertThat(run(new ArrayList<>(), "run", "--upstream", url, "--listen", ANY_PORT).err())
        .contains("there is a portreeve.yaml here, and it counts", "run in another directory");
    assertThat(
            run(
                    new ArrayList<>(),
                    "run",
                    "-c",
                    "portreeve.yaml",
                    "--upstream",
                    url,
                    "--listen",
                    ANY_PORT)
                .err())
        .doesNotContain("it counts");
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
    assertThat(ran.errLines())
        .hasSize(3)
        .anySatisfy(line ->
            assertThat(line)
                .startsWith("--listen: can be reached from other machines, without TLS; "))
        .endsWith(
            "portreeve: the command line has 2 problems; correct them; keys need a file:"
                + " `portreeve run -c FILE`");
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
          .startsWith(
              "portreeve: cannot start: something listens at 127.0.0.1:" + taken.getLocalPort())
          .contains("(as --listen says)");
    }
  }

  @Test
  void addressThatAFileSays_andIsTaken_isToldWithItsPlace_thatOfMonitorsToo() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String at = "127.0.0.1:" + taken.getLocalPort();
      String rest = "servers: {a: {url: \"http://127.0.0.1:9/mcp\"}}\ndata: ./data\n";

      Files.writeString(directory.resolve("own.yaml"), "listen: \"" + at + "\"\n" + rest);
      assertThat(run(new ArrayList<>(), "run", "-c", "own.yaml").err())
          .contains("something listens at " + at + " already", "(as own.yaml:1:9: listen says)");

      Files.writeString(
          directory.resolve("own.yaml"), rest + "operations: {listen: \"" + at + "\"}\n");
      assertThat(run(new ArrayList<>(), "run", "-c", "own.yaml", "--listen", ANY_PORT).err())
          .contains(
              "cannot start: own.yaml:3:22: operations.listen: something listens at "
                  + at
                  + " already, perhaps another Portreeve; stop it, or write another address");
    }
  }

  @Test
  void keptConfigurationOfTheDemo_saysHowToHaveAServerBehindACopyOfIt() throws IOException {
    run(new ArrayList<>(), "run", "--listen", ANY_PORT);

    assertThat(Files.readString(directory.resolve(".portreeve").resolve("quickstart.yaml")))
        .contains(
            "# The demo server ends with that start: put your own server's `url` in its place")
        .containsPattern("`portreeve demo --port [0-9]+`")
        .containsPattern("\n  demo: \\{url: \"http://127.0.0.1:[0-9]+/mcp\"}\n");
  }

  @Test
  void logThatWasTamperedWith_startsNothing_andSaysWhatToDoAboutIt() throws IOException {
    run(new ArrayList<>(), "run", "--listen", ANY_PORT);
    Path log = directory.resolve(".portreeve").resolve("audit").resolve("000001.jsonl");
    Files.writeString(log, Files.readString(log).replace("journal-opened", "journal-closed"));

    Ran ran = run(new ArrayList<>(), "run", "--listen", ANY_PORT);

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(ran.errLines())
        .singleElement()
        .asString()
        .startsWith("portreeve: cannot start: the data directory ")
        .contains("`portreeve audit verify`", "`portreeve audit begin`, whose first record says")
        .doesNotContain("--listen");
  }

  @Test
  void exercise_startsAsksAndStops_andLeavesNothingBehind() throws IOException {
    Ran ran = Ran.in(directory, "exercise");

    assertThat(ran.errLines())
        .singleElement()
        .asString()
        .startsWith("no application was exercised: the AI application is another program");
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
