package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.client.RawClient;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP that one reader takes for one request, and another for something else. */
@TestInstance(Lifecycle.PER_CLASS)
class HttpSideDoorTest {
  private static final String WIPE =
      McpClient.request("tools/call", "'name':'wipe','arguments':{}").replace('\'', '"');
  private static final String LOOK = WIPE.replace("wipe", "look");

  private final ScriptedServer server = ScriptedServer.start(Shop.script());
  private final RunningGateway gateway;
  private final String guest;

  HttpSideDoorTest() throws StartFault {
    gateway =
        RunningGateway.before(server.url("/mcp"), Shop.POLICY, "authentication: {api-keys: true}");
    guest = gateway.key("gus", "guest");
  }

  @AfterAll
  void close() {
    gateway.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    var _ = server.http().rest();
  }

  private List<String> called() {
    return server.http().rest().stream()
        .filter(asked -> asked.rpcMethod().equals("tools/call"))
        .map(asked -> asked.params().string("name").orElse(""))
        .toList();
  }

  private String head(String name, String... more) {
    StringBuilder head =
        new StringBuilder("POST /mcp HTTP/1.1\r\nhost: localhost\r\n")
            .append("content-type: application/json\r\nmcp-protocol-version: 2026-07-28\r\n")
            .append("mcp-method: tools/call\r\nmcp-name: ")
            .append(name)
            .append("\r\n");
    for (String line : more) {
      head.append(line).append("\r\n");
    }
    return head.toString();
  }

  private String key() {
    return "authorization: Bearer " + guest;
  }

  private static String whole(String head, String body) {
    return head + "content-length: " + body.length() + "\r\n\r\n" + body;
  }

  private static String chunked(String body, String trailers) {
    return "transfer-encoding: chunked\r\n\r\n"
        + Integer.toHexString(body.length())
        + "\r\n"
        + body
        + "\r\n0\r\n"
        + trailers
        + "\r\n";
  }

  private String answer(String request) throws Exception {
    try (RawClient client = new RawClient(gateway.address())) {
      return client.send(request).answer();
    }
  }

  @Test
  void requestInGoodOrder_isServed_wholeOrInChunks() throws Exception {
    assertThat(answer(whole(head("look", key()), LOOK))).contains("done look");
    assertThat(answer(head("look", key()) + chunked(LOOK, ""))).contains("done look");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mcp-name: wipe",
        "MCP-NAME: wipe",
        "Mcp-Name: look",
        "mcp-method: tools/list",
        "Mcp-Method: tools/call",
        "mcp-protocol-version: 2025-11-25",
        "MCP-Protocol-Version: 2026-07-28"
      })
  void headerGivenTwice_isRefused_whicheverIsRight(String second) throws Exception {
    assertThat(answer(whole(head("look", key(), second), LOOK)))
        .startsWith("HTTP/1.1 400 ")
        .contains("-32020");
    assertThat(called()).isEmpty();
  }

  @Test
  void headerInAnotherCase_isTheSameHeader() throws Exception {
    String shouted = whole(head("look", key()).replace("mcp-name", "MCP-NAME"), LOOK);

    assertThat(answer(shouted)).contains("done look");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "look, wipe",
        "look;wipe",
        "\"look\"",
        "Look",
        "loo\tk",
        "=?base64?bG9vaw?=",
        "look%00"
      })
  void nameThatIsNotTheNameOfTheBody_isRefused(String name) throws Exception {
    assertThat(answer(whole(head(name, key()), LOOK))).startsWith("HTTP/1.1 400 ");
    assertThat(called()).isEmpty();
  }

  @Test
  void credentialOfTheRequestBefore_isNotThatOfTheNext() throws Exception {
    try (RawClient client = new RawClient(gateway.address())) {
      client.send(whole(head("look", key()), LOOK) + whole(head("look"), LOOK));

      assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
      assertThat(client.answer()).startsWith("HTTP/1.1 401 ");
    }
    assertThat(called()).containsExactly("look");
  }

  @Test
  void pipelinedRequests_areJudgedOneByOne() throws Exception {
    try (RawClient client = new RawClient(gateway.address())) {
      client.send(
          whole(head("look", key()), LOOK)
              + whole(head("wipe", key()), WIPE)
              + whole(head("look", key()), LOOK));

      assertThat(client.answer()).contains("done look");
      assertThat(client.answer()).contains("-32602");
      assertThat(client.answer()).contains("done look");
    }
    assertThat(called()).containsExactly("look", "look");
  }

  @Test
  void requestHiddenInABody_isNotRead() throws Exception {
    String hidden = whole(head("look", key()), LOOK);
    String both = "content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n";

    try (RawClient client = new RawClient(gateway.address())) {
      assertThat(client.send(head("look", key()) + both + hidden).all())
          .startsWith("HTTP/1.1 400 ")
          .containsOnlyOnce("HTTP/1.1 ");
    }
    assertThat(called()).isEmpty();
  }

  @Test
  void trailers_areNoHeaders() throws Exception {
    assertThat(answer(head("look") + chunked(LOOK, key() + "\r\n"))).startsWith("HTTP/1.1 401 ");
    assertThat(answer(head("wipe", key()) + chunked(LOOK, "mcp-name: look\r\n")))
        .startsWith("HTTP/1.1 400 ");
    assertThat(called()).isEmpty();
  }

  @Test
  void absoluteForm_reachesNoOtherHost() throws Exception {
    String foreign = head("look", key()).replace("/mcp HTTP", "http://evil.example/mcp HTTP");
    String ours = head("look", key()).replace("/mcp HTTP", "http://localhost/mcp HTTP");

    assertThat(answer(whole(foreign, LOOK))).startsWith("HTTP/1.1 400 ");
    assertThat(answer(whole(ours, LOOK))).contains("done look");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:80",
        "localhost.",
        "127.0.0.2",
        "0.0.0.0",
        "[::]",
        "2130706433",
        "127.1"
      })
  void foreignHost_isRefusedBeforeTheCredential(String host) throws Exception {
    String request = whole(head("look", key()).replace("host: localhost", "host: " + host), LOOK);

    assertThat(answer(request)).startsWith("HTTP/1.1 403 ");
    assertThat(called()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "http://evil.example",
        "http://localhost.evil.example",
        "https://127.0.0.1.evil.example",
        "file://",
        "http://localhost@evil.example",
        "chrome-extension://abc"
      })
  void foreignOrigin_isRefused_alsoBesideAGoodOne(String origin) throws Exception {
    String bad = "origin: " + origin;

    assertThat(answer(whole(head("look", key(), bad), LOOK))).startsWith("HTTP/1.1 403 ");
    assertThat(answer(whole(head("look", key(), "origin: http://localhost", bad), LOOK)))
        .startsWith("HTTP/1.1 403 ");
    assertThat(called()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?access_token=KEY", "?api_key=KEY", "?key=KEY", "?authorization=Bearer%20KEY"})
  void credentialInTheAddress_isNone(String query) throws Exception {
    String request =
        head("look").replace("/mcp HTTP", "/mcp" + query.replace("KEY", guest) + " HTTP");

    assertThat(answer(whole(request, LOOK))).startsWith("HTTP/1.1 401 ");
    assertThat(called()).isEmpty();
  }

  @Test
  void twoCredentials_areNone() throws Exception {
    for (String other : List.of("authorization: Bearer x", key(), "authorization: Basic eDp5")) {
      assertThat(answer(whole(head("look", key(), other), LOOK))).startsWith("HTTP/1.1 401 ");
      assertThat(answer(whole(head("look", other, key()), LOOK))).startsWith("HTTP/1.1 401 ");
    }
    assertThat(called()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-api-key: KEY", "proxy-authorization: Bearer KEY", "cookie: authorization=KEY",
        "x-forwarded-user: gus", "x-forwarded-client-cert: Hash=1", "x-remote-user: gus"
      })
  void credentialInAnotherField_isNone(String field) throws Exception {
    assertThat(answer(whole(head("look", field.replace("KEY", guest)), LOOK)))
        .startsWith("HTTP/1.1 401 ");
    assertThat(called()).isEmpty();
  }
}
