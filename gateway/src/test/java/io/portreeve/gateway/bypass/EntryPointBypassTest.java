package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.gateway.rig.SseClient;
import io.portreeve.testkit.client.RawClient;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every other way in: it meets the same door, the same rules and the same refusals. */
@TestInstance(Lifecycle.PER_CLASS)
class EntryPointBypassTest {
  private static final String KEYS_ONLY = "authentication: {api-keys: true}";
  private static final String SSE = "http: {sse-path: /sse}";

  private final ScriptedServer server = ScriptedServer.start(Shop.script());
  private final RunningGateway gateway;
  private final String guest;

  EntryPointBypassTest() throws StartFault {
    gateway = RunningGateway.before(server.url("/mcp"), Shop.POLICY, KEYS_ONLY, SSE);
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

  @Test
  void server_reachedDirectly_doesWhateverItIsTold() throws Exception {
    McpClient direct = new McpClient(server.url("/mcp"), "");

    assertThat(direct.call("wipe", "{}").body()).contains("done wipe");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /mcp",
    "DELETE, /mcp",
    "PUT, /mcp",
    "PATCH, /mcp",
    "OPTIONS, /mcp",
    "HEAD, /mcp",
    "POST, /mcp",
    "GET, /sse",
    "POST, /sse",
    "POST, /sse/messages",
    "GET, /sse/messages"
  })
  void anyMethodOnAnyPath_withoutACredential_isRefusedAtTheDoor(String method, String path)
      throws Exception {
    Reply reply =
        new McpClient(gateway.url(path), "").send(method, McpClient.request("tools/list", ""));

    assertThat(reply.status()).isEqualTo(401);
    assertThat(server.http().rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/mcp/",
        "//mcp",
        "/mcp/.",
        "/x/../mcp",
        "/%6dcp",
        "/mcp%2f",
        "/MCP",
        "/mcp;x",
        "/mcp-exec",
        "/tools/wipe",
        "/api/tools/call",
        "/admin",
        "/test",
        "/.well-known/oauth-protected-resource"
      })
  void otherPath_leadsNowhere(String path) throws Exception {
    try (RawClient client = new RawClient(gateway.address())) {
      String body = McpClient.request("tools/call", "'name':'wipe'").replace('\'', '"');
      String head =
          "POST "
              + path
              + " HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nauthorization: Bearer "
              + guest
              + "\r\nmcp-protocol-version: 2026-07-28\r\nmcp-method: tools/call\r\nmcp-name: wipe\r\n";

      assertThat(client.send(head + "content-length: " + body.length() + "\r\n\r\n" + body).head())
          .startsWith("HTTP/1.1 404 ");
    }
    assertThat(server.http().rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "PUT", "PATCH", "OPTIONS", "HEAD", "TRACE", "post"})
  void callByAnotherMethod_isNoCall(String method) throws Exception {
    Reply reply =
        new McpClient(gateway.url(), guest)
            .send(method, McpClient.request("tools/call", "'name':'wipe'"));

    assertThat(reply.status()).isIn(400, 405);
    assertThat(server.http().rest()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-11-25", "2025-06-18", "2025-03-26"})
  void statefulSession_meetsTheSamePolicy(String revision) throws Exception {
    LegacyClient client = LegacyClient.begin(gateway.url(), guest, revision);

    assertThat(client.ask("tools/list", "{}").body()).contains("look").doesNotContain("wipe");
    assertThat(client.ask("tools/call", "{'name':'wipe','arguments':{}}").error())
        .isEqualTo(-32602);
    assertThat(client.ask("prompts/get", "{'name':'fire'}").error()).isEqualTo(-32602);
    assertThat(client.ask("resources/read", "{'uri':'shop://till/balance'}").body())
        .doesNotContain("the contents of");
    assertThat(calls()).isEmpty();
  }

  @Test
  void batch_meetsTheSamePolicy_elementByElement() throws Exception {
    LegacyClient client = LegacyClient.begin(gateway.url(), guest, "2025-03-26");
    String batch =
        "[{'jsonrpc':'2.0','id':1,'method':'tools/call','params':{'name':'look','arguments':{}}},"
            + "{'jsonrpc':'2.0','id':2,'method':'tools/call','params':{'name':'wipe','arguments':{}}}]";

    Reply reply = client.post(batch);

    assertThat(reply.messages()).hasSize(2);
    assertThat(reply.body()).contains("done look").doesNotContain("done wipe");
    assertThat(calls()).containsExactly("look");
  }

  @Test
  void batchWithAStatelessElement_isRefusedWhole() throws Exception {
    LegacyClient client = LegacyClient.begin(gateway.url(), guest, "2025-03-26");
    String call = McpClient.request("tools/call", "'name':'look','arguments':{}");

    assertThat(client.post("[" + call + "]").status()).isEqualTo(400);
    assertThat(client.post("[{'jsonrpc':'2.0','method':'x'}," + call + "]").status())
        .isEqualTo(400);
    assertThat(calls()).isEmpty();
  }

  @Test
  void transportOf2024_meetsTheSamePolicy() throws Exception {
    try (SseClient client = SseClient.open(gateway.url("/sse"), guest)) {
      assertThat(client.ask("initialize", SseClient.HELLO)).contains("2024-11-05");
      assertThat(client.ask("tools/list", "{}")).contains("look").doesNotContain("wipe");
      assertThat(client.ask("tools/call", "{'name':'wipe','arguments':{}}"))
          .contains("-32602")
          .doesNotContain("done");
    }
    assertThat(calls()).isEmpty();
  }

  @Test
  void stdio_meetsTheSamePolicy() throws Exception {
    String asked =
        String.join(
                "\n",
                McpClient.request("tools/list", ""),
                McpClient.request("tools/call", "'name':'wipe','arguments':{}").replace(":7", ":8"))
            .replace('\'', '"');
    ByteArrayOutputStream said = new ByteArrayOutputStream();

    RunningGateway.serve(
        new ByteArrayInputStream((asked + "\n").getBytes(StandardCharsets.UTF_8)),
        said,
        "servers: {it: {url: \"" + server.url("/mcp") + "\", era: modern}}",
        "transparent: true",
        Shop.POLICY);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .asInstanceOf(STRING)
        .contains("look", "-32602")
        .doesNotContain("done", "\"wipe\"");
    assertThat(calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tools/exec",
        "mcp-exec",
        "code/run",
        "tasks/get",
        "tools/CALL",
        "Tools/call",
        "tools/call ",
        "tools//call",
        "rpc.discover",
        "sampling/createMessage",
        "elicitation/create",
        "roots/list",
        "initialize",
        "logging/setLevel",
        "resources/subscribe",
        ""
      })
  void unknownMethod_endsHere(String method) throws Exception {
    Reply reply = new McpClient(gateway.url(), guest).ask(method, "'name':'wipe','arguments':{}");

    assertThat(reply.status()).isIn(400, 404);
    assertThat(server.http().rest()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "application/grpc, 415",
    "multipart/form-data; boundary=x, 415",
    "application/json-seq, 415",
    "application/vnd.api+json, 415"
  })
  void trafficThatIsNotMcp_doesNotSkipAuthentication(String type, int admitted) throws Exception {
    String body = McpClient.request("tools/call", "'name':'wipe'");

    assertThat(new McpClient(gateway.url(), "").send("POST", body, "content-type", type).status())
        .isEqualTo(401);
    assertThat(
            new McpClient(gateway.url(), guest).send("POST", body, "content-type", type).status())
        .isEqualTo(admitted);
    assertThat(server.http().rest()).isEmpty();
  }

  /** Reading is work, and its errors say what reads: neither is for somebody who is not known. */
  @ParameterizedTest
  @ValueSource(strings = {"", "no json", "{\"jsonrpc\":", "[]"})
  void bodyThatIsNoMessage_isNotLookedAt_beforeTheCredentialIs(String body) throws Exception {
    assertThat(new McpClient(gateway.url(), "").send("POST", body).status()).isEqualTo(401);
    assertThat(new McpClient(gateway.url(), guest).send("POST", body).status()).isEqualTo(400);
    assertThat(server.http().rest()).isEmpty();
  }

  /** What revisions there are is told to nobody who is not known. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-07-28", "2025-11-25", "1999-01-01", "no revision", ""})
  void revision_isNotLookedAt_beforeTheCredentialIs(String revision) throws Exception {
    Reply reply =
        new McpClient(gateway.url(), "")
            .send("POST", McpClient.request("tools/list", ""), "mcp-protocol-version", revision);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(server.http().rest()).isEmpty();
  }

  private List<String> calls() {
    return server.http().rest().stream()
        .filter(asked -> asked.rpcMethod().equals("tools/call"))
        .map(asked -> asked.params().string("name").orElse(""))
        .toList();
  }
}
