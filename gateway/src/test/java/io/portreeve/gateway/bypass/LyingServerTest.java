package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.Behaviour;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Things that a server says where, when or about what it has no business to. */
@TestInstance(Lifecycle.PER_CLASS)
class LyingServerTest {
  private static final String MARK = "should never arrive";

  private final Script script = Shop.script();
  private final ScriptedServer server = ScriptedServer.start(script);
  private final RunningGateway gateway;

  LyingServerTest() throws StartFault {
    gateway = RunningGateway.before(server.url("/mcp"), RunningGateway.ALL);
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

  private static Arguments lie(String what, Behaviour behaviour) {
    return Arguments.of(what, behaviour);
  }

  private static Arguments body(String what, String json) {
    return lie(
        what,
        turn -> {
          String body = json.replace('\'', '"').replace("ID", turn.id());
          turn.raw(
              "HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
        });
  }

  static Stream<Arguments> answers() {
    String result = "'result':" + Shop.text(MARK);
    return Stream.of(
        body("for another id", "{'jsonrpc':'2.0','id':99," + result + "}"),
        body("for the same id as text", "{'jsonrpc':'2.0','id':'ID'," + result + "}"),
        body("for no id", "{'jsonrpc':'2.0'," + result + "}"),
        body("for a null id", "{'jsonrpc':'2.0','id':null," + result + "}"),
        body(
            "result and error",
            "{'jsonrpc':'2.0','id':ID,"
                + result
                + ",'error':{'code':-1,'message':'"
                + MARK
                + "'}}"),
        body("neither result nor error", "{'jsonrpc':'2.0','id':ID,'data':'" + MARK + "'}"),
        body("another version", "{'jsonrpc':'1.0','id':ID," + result + "}"),
        body("no version", "{'id':ID," + result + "}"),
        body(
            "a request",
            "{'jsonrpc':'2.0','id':ID,'method':'tools/call','params':{'x':'" + MARK + "'}}"),
        body("request and result", "{'jsonrpc':'2.0','id':ID,'method':'x'," + result + "}"),
        body("an array", "[{'jsonrpc':'2.0','id':ID," + result + "}]"),
        body("a text", "'" + MARK + "'"),
        body("a result that is a text", "{'jsonrpc':'2.0','id':ID,'result':'" + MARK + "'}"),
        body(
            "no result type",
            "{'jsonrpc':'2.0','id':ID,'result':{'content':[{'type':'text','text':'"
                + MARK
                + "'}]}}"),
        body(
            "unknown result type",
            "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'x','content':[],'y':'"
                + MARK
                + "'}}"),
        body(
            "a task",
            "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'task','task':{'taskId':'"
                + MARK
                + "'}}}"),
        body("two bodies", "{'jsonrpc':'2.0','id':ID," + result + "}{}"),
        body(
            "unknown content",
            "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'complete','content':[{'type':'x','text':'"
                + MARK
                + "'}]}}"),
        body(
            "content without type",
            "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'complete','content':[{'text':'"
                + MARK
                + "'}]}}"),
        body(
            "content that is no list",
            "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'complete','content':{'text':'"
                + MARK
                + "'}}}"),
        body(
            "an active link",
            "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'complete','content':[{'type':'resource_link','uri':'javascript:x','name':'"
                + MARK
                + "'}]}}"),
        body(
            "asks what the client cannot",
            "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'input_required','inputRequests':{'q':{'method':'sampling/createMessage','params':{'messages':[],'x':'"
                + MARK
                + "'}}}}}"),
        body(
            "asks what nobody asks",
            "{'jsonrpc':'2.0','id':ID,'result':{'resultType':'input_required','inputRequests':{'q':{'method':'tools/call','params':{'x':'"
                + MARK
                + "'}}}}}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void answerThatMustNotBe_isWithheld(String what, Behaviour lie) throws Exception {
    script.on("tools/call", lie);
    assertThat(new McpClient(server.url("/mcp"), "").call("look", "{}").body()).contains(MARK);

    Reply reply = gateway.client().call("look", "{}");

    assertThat(reply.body()).doesNotContain(MARK).containsPattern("\"error\"|\"isError\":true");
    assertThat(reply.last().get("id").orElseThrow()).hasToString("7");
  }

  static Stream<Arguments> notes() {
    return Stream.of(
        Arguments.of(
            "progress for nobody",
            "notifications/progress",
            "{'progressToken':'p','progress':1,'message':'" + MARK + "'}"),
        Arguments.of(
            "a log that was not asked for",
            "notifications/message",
            "{'level':'info','data':'" + MARK + "'}"),
        Arguments.of(
            "a change of a list", "notifications/tools/list_changed", "{'x':'" + MARK + "'}"),
        Arguments.of(
            "an update", "notifications/resources/updated", "{'uri':'shop://till/" + MARK + "'}"),
        Arguments.of(
            "an acknowledgement",
            "notifications/subscriptions/acknowledged",
            "{'notifications':{'toolsListChanged':true},'x':'" + MARK + "'}"),
        Arguments.of("an unknown one", "notifications/unheard", "{'x':'" + MARK + "'}"),
        Arguments.of(
            "a cancellation", "notifications/cancelled", "{'requestId':7,'reason':'" + MARK + "'}"),
        Arguments.of(
            "a task", "notifications/tasks", "{'taskId':'1','result':{'x':'" + MARK + "'}}"),
        Arguments.of(
            "an elicitation's end",
            "notifications/elicitation/complete",
            "{'elicitationId':'" + MARK + "'}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notes")
  void notificationThatNobodyListensFor_isDropped(String what, String method, String params)
      throws Exception {
    script.on(
        "tools/call",
        turn -> {
          turn.notify(method, params);
          turn.result(Shop.text("the answer"));
        });
    assertThat(new McpClient(server.url("/mcp"), "").call("look", "{}").body()).contains(MARK);

    assertThat(gateway.client().call("look", "{}").body())
        .contains("the answer")
        .doesNotContain(MARK);
  }

  @Test
  void secondAnswer_isNeverRead() throws Exception {
    script.on(
        "tools/call",
        turn -> {
          turn.resultFor(turn.id(), Shop.text("first"));
          turn.result(Shop.text(MARK));
        });

    assertThat(gateway.client().call("look", "{}").body()).contains("first").doesNotContain(MARK);
  }

  @Test
  void requestOfTheServer_onTheStreamOfAnAnswer_endsTheCall() throws Exception {
    script.on(
        "tools/call",
        turn -> {
          turn.raw("HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\n\r\n");
          turn.raw(
              "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"roots/list\",\"params\":{\"x\":\"");
          turn.raw(MARK + "\"}}\n\n");
          turn.hangUp();
        });

    assertThat(gateway.client().call("look", "{}").body()).contains("error").doesNotContain(MARK);
  }

  @Test
  void endlessList_isNotReadForever() throws Exception {
    script.on(
        "prompts/list",
        turn ->
            turn.result(Shop.list("prompts", "").replaceFirst("\\}$", ",'nextCursor':'again'}")));

    assertThat(gateway.client().ask("prompts/get", "'name':'none'").error()).isEqualTo(-32602);
    assertThat(server.http().rest()).hasSizeLessThanOrEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EVIL", "EVIL#/x", "schema.json", "//127.0.0.1/x", "file:///etc/passwd"})
  void schemaElsewhere_isNeverFetched(String reference) throws Exception {
    String evil = server.url("/schema").toString();
    String tool =
        "{'name':'remote','inputSchema':{'type':'object','$ref':'"
            + reference.replace("EVIL", evil)
            + "'}}";
    script.on("tools/list", turn -> turn.result(Shop.list("tools", tool)));
    try (RunningGateway fresh = RunningGateway.before(server.url("/mcp"), RunningGateway.ALL)) {
      assertThat(fresh.client().call("remote", "{}").body()).doesNotContain("done");
      assertThat(server.http().rest()).noneMatch(it -> it.target().startsWith("/schema"));
    } finally {
      script.on("tools/list", turn -> turn.result(Shop.TOOLS));
    }
  }

  @Test
  void structuredContentAndText_areBothCleaned_thoughNobodyComparesThem() throws Exception {
    script.on(
        "tools/call",
        turn ->
            turn.result(
                "{'resultType':'complete','content':[{'type':'text','text':'a\\udb40\\udc41'}],"
                    + "'structuredContent':{'b':'c\\udb40\\udc41'}}"));

    assertThat(gateway.client().call("look", "{}").body())
        .contains("\"a\"", "\"c\"")
        .doesNotContain("\\udb40", "\uDB40");
  }
}
