package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StdioCommandTest {
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

  @TempDir private Path directory = Path.of("");

  @Test
  void modernClient_isAnsweredOnStandardOutput_andNothingElseIsWrittenThere() throws IOException {
    try (DemoListener demo = DemoListener.start(0)) {
      configure(demo.url(), "");
      String asks =
          "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":{"
              + META
              + "}}\n"
              + "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"tools/call\",\"params\":{"
              + "\"name\":\"add\",\"arguments\":{\"a\":2,\"b\":3},"
              + META
              + "}}\n";

      Ran ran = Ran.speaking(directory, asks, "stdio");

      assertThat(ran.code()).isZero();
      assertThat(ran.outLines())
          .hasSize(2)
          .allSatisfy(line -> assertThat(line).startsWith("{\"jsonrpc\":\"2.0\","))
          .anySatisfy(line -> assertThat(line).contains("\"id\":7", "\"add\""))
          .anySatisfy(line -> assertThat(line).contains("\"id\":\"x\"", "\"sum\":5"));
      assertThat(ran.out()).doesNotContain("delete_everything");
    }
  }

  @Test
  void legacyClient_isServedInItsOwnEra() throws IOException {
    try (DemoListener demo = DemoListener.start(0)) {
      configure(demo.url(), "");
      String asks =
          """
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
          {"jsonrpc":"2.0","method":"notifications/initialized"}
          {"jsonrpc":"2.0","id":2,"method":"tools/list"}
          """;

      Ran ran = Ran.speaking(directory, asks, "stdio");

      assertThat(ran.code()).isZero();
      assertThat(ran.outLines().getFirst()).contains("\"protocolVersion\":\"2025-11-25\"");
      assertThat(ran.out()).contains("\"id\":2", "\"add\"");
    }
  }

  @Test
  void roleOfTheLocalClient_decidesWhatItSees() throws IOException {
    try (DemoListener demo = DemoListener.start(0)) {
      String ask =
          "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":{" + META + "}}\n";

      configure(demo.url(), ", roles: [owner]");
      assertThat(Ran.speaking(directory, ask, "stdio").out()).doesNotContain("\"add\"");

      configure(demo.url(), ", roles: [owner]", "authentication: {stdio: {roles: [owner]}}");
      assertThat(Ran.speaking(directory, ask, "stdio").out()).contains("\"add\"");
    }
  }

  private static final String LIST =
      "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":{" + META + "}}\n";

  /** Two virtual servers, of which the rules hide a tool at one. */
  private void configureEndpoints(String url) throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        """
        data: ./data
        servers: {left: {url: "%s"}, right: {url: "%s"}}
        endpoints:
          office: {servers: [left]}
          bank: {servers: [right], transparent: true}
        policy:
          allow: [{name: all, tools: ["*"]}]
          deny: [{name: no-notes-at-the-bank, tools: [list_notes], when: 'endpoint == "bank"'}]
        pinning: {first-seen: approve}
        """
            .formatted(url, url));
  }

  @Test
  void clientOfAnEndpoint_findsWhatItHas_andTheRulesKnowWhereItIs() throws IOException {
    try (DemoListener demo = DemoListener.start(0)) {
      configureEndpoints(demo.url());

      assertThat(Ran.speaking(directory, LIST, "stdio", "--endpoint", "office").out())
          .contains("left__add", "left__list_notes")
          .doesNotContain("right");
      assertThat(Ran.speaking(directory, LIST, "stdio", "--endpoint", "bank").out())
          .contains("\"add\"")
          .doesNotContain("left", "list_notes");
    }
  }

  @Test
  void clientOfNoEndpoint_findsEveryServer() throws IOException {
    try (DemoListener demo = DemoListener.start(0)) {
      configureEndpoints(demo.url());

      assertThat(Ran.speaking(directory, LIST, "stdio").out())
          .contains("left__add", "right__add", "right__list_notes");
    }
  }

  @Test
  void endpointThatIsNone_isSaid_withThoseThatThereAre() throws IOException {
    configureEndpoints("http://127.0.0.1:1/mcp");

    Ran ran = Ran.speaking(directory, LIST, "stdio", "--endpoint", "moon");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("--endpoint moon is not in the configuration", "known are office, bank");
  }

  @Test
  void program_runsWhereTheConfigurationLies_whereverTheCallerIs() throws IOException {
    Path home = Files.createDirectory(directory.resolve("home"));
    Path out = Files.createDirectory(home.resolve("out"));
    Files.writeString(home.resolve("server.sh"), "pwd -P > out/where\n");
    Files.writeString(
        home.resolve("portreeve.yaml"),
        """
        data: ./data
        servers: {own: {command: [sh, ./server.sh], sandbox: {write: [./out]}}}
        transparent: true
        policy: {allow: [{name: all, tools: ["*"]}]}
        """);
    String ask =
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":{" + META + "}}\n";

    Ran ran = Ran.speaking(directory, ask, "stdio", "-c", "home/portreeve.yaml");

    assertThat(ran.out()).contains("\"id\":7");
    assertThat(out.resolve("where")).hasContent(home.toRealPath().toString());
  }

  @Test
  void wrongConfiguration_isSaidOnStandardErrorOnly() throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), "data: d\n");

    Ran ran = Ran.speaking(directory, "", "stdio");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("servers: is missing");
  }

  private void configure(String url, String more, String... sections) throws IOException {
    Files.writeString(
        directory.resolve("portreeve.yaml"),
        """
        data: ./data
        servers: {demo: {url: "%s"}}
        transparent: true
        policy: {allow: [{name: some, tools: [add, list_notes] %s}]}
        pinning: {first-seen: approve}
        %s
        """
            .formatted(url, more, String.join("\n", sections)));
  }
}
