package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/operations.md says of backups, done: stop, copy with permissions, put it elsewhere. */
class RestoreTest {
  private static final String CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"demo__add\","
          + "\"arguments\":{\"a\":2,\"b\":3},\"_meta\":{"
          + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"t\",\"version\":\"1\"},"
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";

  @TempDir private Path directory = Path.of("");

  private final DemoListener demo = DemoListener.start(0);

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectory(here());
    Files.writeString(
        here().resolve("portreeve.yaml"),
        """
        data: ./data
        servers: {demo: {url: "%s"}}
        policy: {allow: [{name: all, roles: [staff], tools: [add]}]}
        """
            .formatted(demo.url()));
  }

  @AfterEach
  void end() {
    demo.close();
  }

  private Path here() {
    return directory.resolve("here");
  }

  private Path elsewhere() {
    return directory.resolve("elsewhere");
  }

  @Test
  void copyOfAStoppedGateway_goesOnElsewhere_withItsKeysPinsAndLog() throws Exception {
    String live = key("ann");
    String revoked = key("bob");
    assertThat(callOf(here(), live)).contains("unknown tool");
    assertThat(Ran.in(here(), "pins", "approve", "--server", "demo", "--all").code()).isZero();
    assertThat(callOf(here(), live)).contains("\"sum\":5");
    String id = revoked.substring("ptr_".length(), revoked.lastIndexOf('_'));
    assertThat(Ran.in(here(), "keys", "revoke", id).code()).isZero();
    assertThat(callOf(here(), live)).contains("\"sum\":5");
    int records = records(here());
    assertThat(records).isPositive();

    copy(here(), elsewhere());
    assertThat(callOf(here(), live)).contains("\"sum\":5");

    assertThat(Ran.in(elsewhere(), "audit", "verify").code()).isZero();
    assertThat(records(elsewhere())).isEqualTo(records);
    assertThat(callOf(elsewhere(), live)).contains("\"sum\":5");
    assertThat(callOf(elsewhere(), revoked)).doesNotContain("\"sum\"");
    assertThat(Ran.in(elsewhere(), "audit", "verify").code()).isZero();
    assertThat(records(elsewhere())).isGreaterThan(records);
  }

  @Test
  void copyWithoutASecretFile_isNotStarted() throws Exception {
    String key = key("ann");
    assertThat(callOf(here(), key)).contains("unknown tool");
    copy(here(), elsewhere());
    try (Stream<Path> files = Files.list(elsewhere().resolve("data"))) {
      for (Path file : files.filter(file -> file.toString().endsWith(".secret")).toList()) {
        Files.delete(file);
      }
    }

    Ran ran = Ran.in(elsewhere(), "run", "--listen", "127.0.0.1:0");

    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    assertThat(ran.err()).contains("no checkpoint that this directory's key signed");
  }

  private static int records(Path home) {
    return Ran.speaking(home, "", "audit", "export").outLines().size();
  }

  private String key(String principal) {
    Ran made = Ran.in(here(), "keys", "create", "--principal", principal, "--role", "staff");
    assertThat(made.code()).isZero();
    return made.out().strip();
  }

  /** Starts the gateway of this directory, calls a tool with the key, and stops it in order. */
  private static String callOf(Path home, String key) {
    var answers = new ArrayList<String>();
    var output = new StringWriter();
    int code =
        Ran.writing(
            output,
            home,
            running -> {
              answers.add(called(output.toString(), key));
              running.close();
            },
            "run",
            "--json",
            "--listen",
            "127.0.0.1:0");
    assertThat(code).isZero();
    return String.join("\n", answers);
  }

  private static String called(String report, String key) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url(report)))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", "2026-07-28")
            .header("Mcp-Method", "tools/call")
            .header("Mcp-Name", "demo__add")
            .POST(HttpRequest.BodyPublishers.ofString(CALL))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException failed) {
      throw new AssertionError(failed);
    }
  }

  private static String url(String report) {
    try {
      JsonObject said =
          (JsonObject)
              JsonReader.read(
                  report.strip().getBytes(StandardCharsets.UTF_8), JsonLimits.defaults());
      return said.string("url").orElseThrow();
    } catch (JsonRefused unread) {
      throw new AssertionError(unread);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
