package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.oauth.TestIssuer;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ReservedPort;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a configuration leads to, tried before the first start. */
@Timeout(120)
class CheckConnectTest {
  private static final String TOOLS =
      "{'resultType':'complete','tools':[{'name':'add','inputSchema':{'type':'object'}}],"
          + "'ttlMs':0,'cacheScope':'private'}";

  private static final byte[] HOSTILE =
      "<html><title>Welcome \u001b[31m</title></html>".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory = Path.of("");

  private Ran check(String text, String... more) throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), "data: ./data\n" + text);
    List<String> words = List.of("check", "--connect");
    return Ran.in(directory, Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private static ScriptedServer server() throws IOException {
    return ScriptedServer.start(
        Script.modern("{'tools':{}}").on("tools/list", turn -> turn.result(TOOLS)));
  }

  private static String servers(ScriptedServer server) {
    return "servers: {one: {url: \"%s\"}}\n".formatted(server.url("/mcp"));
  }

  @Test
  void whatAnswers_isUsable_andNothingOfItIsKept() throws IOException {
    try (ScriptedServer server = server()) {
      Ran ran = check(servers(server));

      assertThat(ran.out())
          .startsWith("portreeve.yaml: right")
          .contains(
              "usable      the store in " + directory.resolve("data") + ": not there yet",
              "usable      server one: it answers; 1 tool, 0 other definitions");
      assertThat(ran.code()).isZero();
      assertThat(directory.resolve("data")).doesNotExist();
    }
  }

  @Test
  void serverThatIsNotThere_isNamedWithItsLine_andWithWhatToDo() throws IOException {
    try (ReservedPort gone = new ReservedPort()) {
      Ran ran =
          check(
              """
              servers:
                away: {url: "http://127.0.0.1:%d/mcp"}
              """
                  .formatted(gone.address().getPort()));

      assertThat(ran.out())
          .contains(
              "UNUSABLE    portreeve.yaml:3:9: servers.away: the server could not be reached:"
                  + " nobody listens there (connection refused), at 127.0.0.1:%d; start it, or"
                      .formatted(gone.address().getPort())
                  + " correct host and port in `servers.away.url`");
      assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    }
  }

  @Test
  void programThatDoesNotStart_isNamedWithItsReason() throws IOException {
    Ran ran = check("servers: {one: {command: [./no/such/program]}}\n");

    assertThat(ran.out())
        .contains(
            "UNUSABLE    portreeve.yaml:2:16: servers.one: there is no program ./no/such/program in %s that may be run; correct `servers.one.command`"
                .formatted(directory));
    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
  }

  @Test
  void programThatIsNoProgram_andDirectoryThatIsNone_areNamedWithWhatToDo() throws IOException {
    Path gone = directory.resolve("gone");

    assertThat(check("servers: {one: {command: [./portreeve.yaml]}}\n").out())
        .contains("let it be run with `chmod +x " + directory.resolve("portreeve.yaml") + "`");
    assertThat(check("servers: {one: {command: [/bin/true], directory: ./gone}}\n").out())
        .contains(
            "servers.one: there is no directory %1$s; make it with `mkdir -p %1$s`"
                .formatted(gone));
  }

  @Test
  void programThatEndsAtOnce_isToldByItsStatusAndItsWords_andByTheFolderThatItLacks()
      throws IOException {
    String text = "servers: {one: {command: [/bin/sh, -c, 'echo no key >&2; exit 3']%s}}\n";

    assertThat(check(text.formatted("")).out())
        .contains(
            "it exited with 3 and said: no key; start its `command` by hand and see what it says");
    assertThat(check(text.formatted(", sandbox: {write: [./notes, ./cache]}")).out())
        .contains(
            "it exited with 3 and said: no key; make what its sandbox opens and is not there: `mkdir -p %1$s/notes %1$s/cache`; else start"
                .formatted(directory));
  }

  @Test
  void serverThatTakesNobodyAsHeComes_isToldWhatItWasShown() throws IOException {
    try (ScriptedHttp http = ScriptedHttp.start((_, wire) -> wire.empty(401, "x: y"))) {
      String url = "servers: {one: {url: \"%s\"%s}}\n";

      assertThat(check(url.formatted(http.url("/mcp"), "")).out())
          .contains("servers.one: the server refused us (HTTP 401), and was sent no credential")
          .contains("`bearer-token: \"env:NAME\", insecure-shared-credential: true` there");
      assertThat(
              check(
                      "authentication: {api-keys: false, stdio: {only: true}}\n"
                          + url.formatted(http.url("/mcp"), ""))
                  .out())
          .contains("or one with `bearer-token: \"env:NAME\"` there");
      leave("token", "abc");
      assertThat(
              check(
                      url.formatted(
                          http.url("/mcp"),
                          ", bearer-token: \"file:./token\", insecure-shared-credential: true"))
                  .out())
          .contains("HTTP 401); see whether what `servers.one` shows it");
    }
  }

  @Test
  void otherHttpServer_isAskedWhetherItIsOneOfMcp() throws IOException {
    try (ScriptedHttp http = ScriptedHttp.start((_, wire) -> wire.empty(404, "x: y"))) {
      assertThat(check("servers: {one: {url: \"%s\"}}\n".formatted(http.url("/mcp"))).out())
          .contains("answered with HTTP 404 (is that the path of its `url`?); its documentation")
          .contains("has the path, and often it is `/mcp`: correct `servers.one.url`");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          405 | its documentation has the path
          200 | write the address at which it speaks MCP into `servers.one.url`
          302 | write the address that it leads to into `servers.one.url`
          502 | see its own log, or that of a proxy before it
          400 | see that it is a server of MCP that runs, and correct `servers.one.url`
          """)
  void whatToDo_isOfTheStatus(int status, String todo) throws IOException {
    try (ScriptedHttp http = ScriptedHttp.start((_, wire) -> wire.empty(status, "x: y"))) {
      assertThat(check("servers: {one: {url: \"%s\"}}\n".formatted(http.url("/mcp"))).out())
          .contains("HTTP " + status, "; " + todo);
    }
  }

  /**
   * Who looks at a page, a login or an echo learns which of them it is, and nothing that it says.
   */
  @Test
  void whatIsNoServerOfMcp_isToldByItsKind() throws IOException {
    try (ScriptedHttp page =
            ScriptedHttp.start((_, wire) -> wire.whole(200, "text/html", HOSTILE));
        ScriptedHttp away =
            ScriptedHttp.start(
                (_, wire) -> wire.empty(302, "Location: https://Login.example.com/?next=secret"));
        ScriptedHttp echo = ScriptedHttp.start((asked, wire) -> wire.json(200, asked.body()))) {
      String one = "servers: {one: {url: \"%s\"}}\n";

      assertThat(check(one.formatted(page.url("/mcp"))).out())
          .contains("answered with HTTP 200 and an HTML page;")
          .doesNotContain("Welcome");
      assertThat(check(one.formatted(away.url("/mcp"))).out())
          .contains("HTTP 302, a redirect to https://login.example.com, which is not followed;")
          .doesNotContain("secret");
      assertThat(check(one.formatted(echo.url("/mcp"))).out())
          .contains("answered with HTTP 200 and a question of its own, as an echo does;");
    }
  }

  @Test
  void serverThatIsReached_andSaysNothing_isNotCalledUnreachable() throws IOException {
    try (ScriptedHttp http = ScriptedHttp.start((_, wire) -> wire.awaitHangUp())) {
      assertThat(
              check("servers: {one: {url: \"%s\", timeout: 1s}}\n".formatted(http.url("/mcp")))
                  .out())
          .contains(
              "servers.one: the server was reached, and did not answer within 1 s",
              "if it is only slow, give it longer (`timeout`, beside `servers.one.url`)")
          .doesNotContain("firewall");
    }
  }

  /** What it tried stands with what came of it, where the operator looks for the reason. */
  @Test
  void programThatIsKeptFromSomething_hasItInItsLine() throws IOException {
    leave("private", "x");

    Ran ran =
        check(
            "servers: {one: {command: [/bin/sh, -c, 'cat < %s']}}\n"
                .formatted(directory.resolve("private")));

    assertThat(ran.out())
        .contains(
            "servers.one: ", "; its sandbox kept it from this: read " + directory + "/private");
  }

  @Test
  void classifiers_areShownAText() throws Exception {
    try (ScriptedServer server = server();
        ReservedPort gone = new ReservedPort();
        ScriptedHttp http = ScriptedHttp.start((_, wire) -> wire.json(200, "{\"scores\":[0.1]}"))) {
      Ran ran =
          check(
              servers(server)
                  + """
                  classifiers:
                    here: {url: "%s", form: scores}
                    odd: {url: "%s"}
                    away: {url: "http://127.0.0.1:%d/", form: scores}
                  """
                      .formatted(http.url("/"), http.url("/"), gone.address().getPort()));

      assertThat(ran.out())
          .contains(
              "usable      classifier here: it has an opinion",
              "UNUSABLE    portreeve.yaml:5:8: classifiers.odd: an answer of another form",
              "UNUSABLE    portreeve.yaml:6:9: classifiers.away: nobody listens there");
      assertThat(http.next().body()).contains("Good morning.");
      assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    }
  }

  private String program() {
    return "servers: {one: {command: [/bin/sh, -c, 'echo > %s'], insecure-no-sandbox: true}}\n"
        .formatted(directory.resolve("started"));
  }

  private void leave(String file, String text) throws IOException {
    Path secret = Files.writeString(directory.resolve(file), text + "\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
  }

  /** It may be in quarantine there, and nobody can tell. */
  @Test
  void program_isNotStarted_whileItIsNotKnownWhetherItMayBe() throws IOException {
    assertThat(check(program()).out()).contains("UNUSABLE", "servers.one: the server");
    assertThat(directory.resolve("started")).exists();
    Files.delete(directory.resolve("started"));
    leave("nodes", "n".repeat(40));
    leave("password", "secret");

    Ran ran =
        check(
            program()
                + "state: {secret: \"file:./nodes\", postgres: {url: \"jdbc:postgresql://127.0.0.1:1/x\","
                + " user: x, password: \"file:./password\"}}\n");

    assertThat(ran.out())
        .contains("UNUSABLE", "nobody listens there")
        .contains("left alone  server one: it is not started while the store cannot be asked");
    assertThat(directory.resolve("started")).doesNotExist();
    assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
  }

  @Test
  void serverInQuarantine_isNotStarted() throws IOException {
    Path data = directory.resolve("data");
    try (Store store = SqliteStore.open(DataDirectory.open(data), SqliteOptions.defaults())) {
      store.settings().put("quarantine/one", "bad-1".getBytes(StandardCharsets.UTF_8));
    }

    Ran ran = check(program());

    assertThat(ran.out()).contains("left alone  server one: it is in quarantine");
    assertThat(directory.resolve("started")).doesNotExist();
    assertThat(ran.code()).isZero();
  }

  @Test
  void serverWithACredentialOfEachCaller_isNotAsked() throws IOException {
    leave("key", "0123456789abcdef0123456789abcdef");
    try (ScriptedServer server = server()) {
      Ran ran =
          check(
              "vault: {key: \"file:./key\"}\n"
                  + servers(server)
                      .replace("\"}}", "\", credentials: {user-secret: {header: X-Desk}}}}"));

      assertThat(ran.out())
          .contains("left alone  server one: each caller has a credential of his own there");
      assertThat(ran.code()).isZero();
    }
  }

  @Test
  void issuerAndDecisionPoint_areAsked() throws IOException {
    TestIssuer issuer = new TestIssuer("corp", InstantSource.system());
    try (ScriptedServer server = server();
        ScriptedHttp http = ScriptedHttp.start((asked, wire) -> serve(asked, wire, issuer))) {
      Ran ran = check(servers(server) + outside(http));

      assertThat(ran.out())
          .contains(
              "usable      issuer corp: it says who it is, and has 1 key",
              "usable      the decision point: it decides what it is asked");
      assertThat(ran.code()).isZero();
    }
  }

  private static String outside(ScriptedHttp http) {
    return """
    authentication: {oauth: {resource: "https://mcp.example.com/mcp", issuers: {corp: {issuer: "%s"}}}}
    policy: {decision-point: {url: "%s"}}
    """
        .formatted(http.url(""), http.url("/evaluation"));
  }

  private static void serve(HttpAsked asked, HttpWire wire, TestIssuer issuer) throws Exception {
    String host = "http://" + asked.field("host").orElseThrow();
    switch (asked.target()) {
      case "/evaluation" -> wire.json(200, "{\"decision\":false}");
      case "/keys" -> wire.json(200, new String(issuer.jwks(), StandardCharsets.UTF_8));
      default -> wire.json(200, "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(host));
    }
  }

  @Test
  void issuerAndDecisionPointThatAreAway_areNamed() throws IOException {
    try (ScriptedServer server = server();
        ScriptedHttp http = ScriptedHttp.start((_, wire) -> wire.empty(500, "x: y"))) {
      Ran ran = check(servers(server) + outside(http));

      assertThat(ran.out())
          .contains(
              "authentication.oauth.issuers.corp: HTTP 500", "policy.decision-point: HTTP 500");
      assertThat(ran.code()).isEqualTo(ExitCode.UNAVAILABLE.number());
    }
  }

  @Test
  void json_hasOneObjectForEach_behindWhatCheckSays() throws IOException {
    try (ScriptedServer server = server()) {
      Ran ran = check(servers(server), "--json");

      assertThat(ran.outLines()).hasSize(1);
      assertThat(ran.out())
          .contains(
              "\"right\":true",
              "\"connections\":[{\"key\":\"data\",\"line\":1,",
              "{\"key\":\"servers.one\",\"line\":2,\"what\":\"server one\",\"outcome\":\"usable\"");
    }
  }

  /** Whoever is only told something is told of nothing that did not happen. */
  @Test
  void webhookAndCollector_areLeftAlone() throws IOException {
    leave("hook", "whsec_" + "QUJD".repeat(8));
    try (ScriptedServer server = server();
        ScriptedHttp http = ScriptedHttp.start((_, wire) -> wire.empty(500, "x: y"))) {
      Ran ran =
          check(
              servers(server)
                  + """
                  approvals: {webhook: {url: "%1$s", secret: "file:./hook"}}
                  telemetry: {otlp: {url: "%1$s"}}
                  """
                      .formatted(http.url("/told")));

      assertThat(ran.out()).contains("left alone  the webhook", "left alone  the collector");
      assertThat(ran.code()).isZero();
    }
  }

  /** What is to be tried is shown what the secrets are. */
  @Test
  void withoutSecrets_nothingCanBeTried() throws IOException {
    Ran ran = check("servers: {one: {command: [x]}}\n", "--no-secrets");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("--connect needs the secrets");
  }
}
