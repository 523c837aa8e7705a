package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.downstream.Client.Reply;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What revision 2026-07-28 demands of the one endpoint, over real HTTP. */
class ModernEndpointTest {
  private final ModernClient client = new ModernClient();

  ModernEndpointTest() throws IOException {}

  @AfterEach
  void close() {
    client.close();
  }

  /** Versioning: both eras may share one endpoint, and the body tells them apart. */
  @Test
  void bothEras_areServedOnOnePath() throws Exception {
    Reply modern = client.ask("1", "tools/list", "");
    Reply legacy =
        client.plain(
            "POST",
            "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':"
                + "'2025-11-25','capabilities':{},'clientInfo':{'name':'c','version':'1'}}}",
            "accept",
            "application/json, text/event-stream");

    assertThat(modern.status()).isEqualTo(200);
    assertThat(modern.json().object("result").orElseThrow().string("resultType"))
        .hasValue("complete");
    assertThat(legacy.status()).isEqualTo(200);
    assertThat(legacy.field("mcp-session-id")).isNotEmpty();
  }

  /** Versioning: the body decides; a header never makes a message modern or legacy. */
  @Test
  void claimThatOnlyTheHeaderMakes_isMissing_andTheMessageNotLegacy() throws Exception {
    Reply reply =
        client.raw(
            "{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{}}",
            "mcp-method",
            "tools/list");

    assertThat(error(reply)).isEqualTo("400 -32602 1");
    assertThat(client.scripted.received).isEmpty();
    assertThat(client.scripted.turnedAway).containsExactly("message-malformed");
  }

  /** Versioning: the error names what is supported, and what was asked for. */
  @Test
  void versionThatWeDoNotSpeak_isRefused_withTheOnesThatWeDo() throws Exception {
    Reply reply =
        client.plain(
            "POST",
            "{'jsonrpc':'2.0','id':'v','method':'tools/list','params':{"
                + ModernClient.META.replace("2026-07-28", "2099-01-01")
                + "}}",
            "mcp-protocol-version",
            "2099-01-01",
            "mcp-method",
            "tools/list");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json())
        .isEqualTo(
            Jsons.object(
                "{'jsonrpc':'2.0','id':'v','error':{'code':-32022,"
                    + "'message':'unsupported protocol version',"
                    + "'data':{'supported':['2026-07-28'],'requested':'2099-01-01'}}}"));
  }

  /** Basic, statelessness: nothing is inferred from earlier requests of a connection. */
  @Test
  void requests_areJudgedByTheirOwnClaims_andNotByEarlierOnes() throws Exception {
    client.ask("1", "tools/list", "").json();
    client
        .raw(
            "{'jsonrpc':'2.0','id':2,'method':'tools/list','params':{"
                + ModernClient.META.replace(
                    "Capabilities':{}", "Capabilities':{'elicitation':{'url':{}}}")
                + "}}",
            "mcp-method",
            "tools/list")
        .json();

    RequestMeta first = Scripted.meta(client.scripted.received.take());
    RequestMeta second = Scripted.meta(client.scripted.received.take());
    assertThat(first.clientCapabilities().urlElicitation()).isFalse();
    assertThat(second.clientCapabilities().urlElicitation()).isTrue();
  }

  /** Streamable HTTP: there are no sessions, and no streams to resume. */
  @Test
  void sessionOfTheOtherEra_isNeitherLookedAtNorGiven() throws Exception {
    Reply reply =
        client.ask("1", "tools/list", "", "mcp-session-id", "nonsense", "last-event-id", "7");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.field("mcp-session-id")).isEmpty();
  }

  /** Batches ended with 2025-06-18. */
  @ParameterizedTest
  @ValueSource(
      strings = {"[MODERN]", "[{'jsonrpc':'2.0','id':1,'method':'ping'},MODERN]", "[]", "7"})
  void bodyThatIsNotOneMessage_isRefused_andNoPartOfItServed(String body) throws Exception {
    String modern =
        "{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{" + ModernClient.META + "}}";

    assertThat(error(client.raw(body.replace("MODERN", modern), "mcp-method", "tools/list")))
        .isEqualTo("400 -32600 null");
    assertThat(client.scripted.received).isEmpty();
  }

  /** Which of its arguments stand in fields is not known then, so nothing is believed of them. */
  @Test
  void callWhoseDefinitionCannotBeLookedAt_isAnsweredWith503_onRecord() throws Exception {
    ParamMarks away =
        (_, _) -> {
          throw new StoreUnavailable("the store is away");
        };
    try (ModernClient blind = new ModernClient(away, Duration.ofMinutes(1))) {
      Reply reply = blind.call("1");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.field("retry-after")).isEqualTo("5");
      assertThat(blind.scripted.turnedAway).containsExactly("state-unavailable");
      assertThat(blind.scripted.received).isEmpty();
    }
  }

  /** Streamable HTTP: stateless clients never post responses. */
  @Test
  void response_isRefused() throws Exception {
    assertThat(error(client.raw("{'jsonrpc':'2.0','id':1,'result':{}}"))).isEqualTo("400 -32600 1");
  }

  /** Streamable HTTP: a notification is accepted without a body. */
  @Test
  void notification_isAccepted_withoutABody() throws Exception {
    Reply reply =
        client.raw(
            "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':1,"
                + ModernClient.META
                + "}}");

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.field("content-length")).isIn("", "0");
    assertThat(client.scripted.received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "OPTIONS", "HEAD"})
  void methodThatHasNoMeaningHere_isNotAllowed(String method) throws Exception {
    Reply reply = client.plain(method, "");

    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.field("allow")).isEqualTo("POST, GET, DELETE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/plain | 415",
        "application/jsonp | 415",
        "application/xml;a=application/json | 415",
        "application/json | 200",
        "Application/JSON; charset=utf-8 | 200"
      })
  void bodyThatDoesNotSayThatItIsJson_isNotRead(String type, int status) throws Exception {
    Reply reply = client.ask("1", "tools/list", "", "content-type", type);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(client.scripted.received).hasSize(status == 200 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{'a':1,'a':2}", "nothing", "{}{}"})
  void bodyThatIsNoJson_isAParseError(String body) throws Exception {
    assertThat(error(client.raw(body))).isEqualTo("400 -32700 null");
    assertThat(client.scripted.turnedAway).containsExactly("message-malformed");
  }

  /** Transports, security: pages of other origins must not call us. */
  @Test
  void pageOfAnotherOrigin_isForbidden_beforeItsMessageIsRead() throws Exception {
    Reply reply = client.ask("1", "tools/list", "", "origin", "http://evil.example.com");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(client.scripted.received).isEmpty();
    assertThat(client.scripted.turnedAway).containsExactly("origin-refused");
  }

  /** JSON-RPC 2.0: an id comes back as it was, and of the type that it was. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "'1'", "0", "-7", "'x y'", "9007199254740993", "'\u00e9'"})
  void id_comesBackAsItWas(String id) throws Exception {
    assertThat(client.ask(id, "tools/list", "").json().get("id")).hasValue(Jsons.json(id));
    assertThat(client.ask(id, "tools/nothing", "").json().get("id")).hasValue(Jsons.json(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "1.5", "{}", "[1]"})
  void idThatIsNone_isRefused(String id) throws Exception {
    assertThat(error(client.ask(id, "tools/list", ""))).isEqualTo("400 -32600 null");
  }

  /** Streamable HTTP: which status goes with which error, wherever the error comes from. */
  @ParameterizedTest
  @CsvSource({
    "-32601, 404 -32601 1",
    "-32602, 200 -32602 1",
    "-32603, 200 -32603 1",
    "-32000, 200 -32000 1",
    "-32021, 400 -32021 1",
    // Said of what we sent, so none of it is the client's fault.
    "-32020, 200 -32603 1",
    "-32022, 200 -32603 1",
    "-31029, 200 -32603 1"
  })
  void errorOfAServer_hasTheStatusOfItsCode(int code, String expected) throws Exception {
    client.scripted.on("tools/call", (_, out) -> out.deliver(new Failure(new McpError(code, "m"))));

    assertThat(error(client.call("1"))).isEqualTo(expected);
  }

  /** Logging: a level that does not exist is the client's mistake, and says so. */
  @ParameterizedTest
  @ValueSource(strings = {"'loud'", "'INFO'", "''", "7", "null"})
  void logLevelThatDoesNotExist_isRefused(String level) throws Exception {
    String meta =
        ModernClient.META.replace("}}", "},'io.modelcontextprotocol/logLevel':" + level + "}");

    Reply reply =
        client.raw(
            "{'jsonrpc':'2.0','id':1,'method':'tools/list','params':{" + meta + "}}",
            "mcp-method",
            "tools/list");

    assertThat(error(reply)).isEqualTo("200 -32602 1");
    assertThat(client.scripted.received).isEmpty();
  }

  /** Discovery: what we speak, in order, and what may be kept for how long. */
  @Test
  void discovery_isAnsweredWithOurRevisions_andIsPrivate() throws Exception {
    JsonObject offer = result(client.ask("1", "server/discover", ""));

    assertThat(offer.array("supportedVersions").stream().flatMap(JsonArray::stream))
        .first()
        .isEqualTo(Jsons.json("'2026-07-28'"));
    assertThat(offer.string("cacheScope")).hasValue("private");
    assertThat(offer.integer("ttlMs")).hasValue(0L);
  }

  /** Basic: every result says who answers. */
  @Test
  void everyResult_saysWhoAnswers_unlessTheServerDid() throws Exception {
    JsonObject ours = result(client.ask("1", "tools/list", ""));
    JsonObject theirs = result(client.ask("1", "server/discover", ""));

    assertThat(serverInfo(ours).string("name")).hasValue("portreeve");
    assertThat(serverInfo(theirs).string("name")).hasValue("scripted");
  }

  /** Pagination, and multi-round-trip requests: what we did not seal is an attacker's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"tools/list | 'cursor':'x'", "tools/call | 'name':'read','requestState':'x'"})
  void cursorOrStateThatIsNotOurs_isInvalid(String method, String members) throws Exception {
    assertThat(error(client.ask("1", method, members))).isEqualTo("200 -32602 1");
    assertThat(client.scripted.received).isEmpty();
  }

  private static String error(Reply reply) throws IOException {
    JsonObject json = reply.json();
    Json id = json.get("id").orElseGet(() -> Jsons.json("null"));
    long code = json.object("error").flatMap(error -> error.integer("code")).orElse(0L);
    return reply.status() + " " + code + " " + id;
  }

  private static JsonObject result(Reply reply) throws IOException {
    return reply.json().object("result").orElseThrow();
  }

  private static JsonObject serverInfo(JsonObject result) {
    return result
        .object("_meta")
        .flatMap(meta -> meta.object("io.modelcontextprotocol/serverInfo"))
        .orElseThrow();
  }
}
