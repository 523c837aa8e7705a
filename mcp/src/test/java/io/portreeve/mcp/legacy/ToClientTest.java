package io.portreeve.mcp.legacy;

import static io.portreeve.mcp.legacy.Text.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToClientTest {
  private static final Request CALL = Request.of("tools/call", json("{'name':'a'}"));

  @ParameterizedTest
  @ValueSource(
      strings = {"tools/list", "prompts/list", "resources/list", "resources/templates/list"})
  void list_losesWhatOnlyTheStatelessRevisionKnows(String method) {
    JsonObject body =
        json(
            "{'resultType':'complete','tools':[],'prompts':[],'resources':[],"
                + "'resourceTemplates':[],'ttlMs':5,'cacheScope':'private','nextCursor':'c',"
                + "'vendor':1.50,'_meta':{'io.modelcontextprotocol/serverInfo':{},'a/b':1}}");
    Request request = Request.of(method, json("{}"));
    JsonObject old = ToClient.result(Result.of(request, body), Revision.V2025_11_25);
    assertThat(old.names())
        .contains("nextCursor", "vendor", "_meta")
        .doesNotContain("resultType", "ttlMs", "cacheScope");
    assertThat(old.object("_meta")).contains(json("{'a/b':1}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          2025-11-25 | {'type':'audio'}         | {'type':'audio'}
          2025-03-26 | {'type':'audio'}         | {'type':'audio'}
          2025-06-18 | {'type':'resource_link'} | {'type':'resource_link'}
          2024-11-05 | {'type':'image'}         | {'type':'image'}
          """)
  void contentThatTheRevisionKnows_staysAsItIs(String revision, String block, String expected) {
    assertThat(content(revision, block)).isEqualTo(json("{'c':[" + expected + "]}").get("c").get());
  }

  @ParameterizedTest
  @CsvSource({"2025-03-26, resource_link", "2024-11-05, resource_link", "2024-11-05, audio"})
  void contentThatTheRevisionLacks_becomesAFixedNotice(String revision, String type) {
    String text = content(revision, "{'type':'" + type + "','uri':'evil:x'}").toString();
    assertThat(text).contains("left out").doesNotContain("evil");
    JsonObject prompt =
        json(
            "{'resultType':'complete','messages':[{'role':'user','content':{'type':'"
                + type
                + "','uri':'evil:x'}}]}");
    Request get = Request.of("prompts/get", json("{'name':'p'}"));
    assertThat(ToClient.result(Result.of(get, prompt), revision(revision)).toString())
        .contains("left out")
        .doesNotContain("evil");
  }

  private static Object content(String revision, String block) {
    JsonObject body = json("{'resultType':'complete','content':[" + block + "]}");
    return ToClient.result(Result.of(CALL, body), revision(revision)).array("content").get();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a':1} | {'a':1}
          [1,2]   | {'result':[1,2]}
          7.50    | {'result':7.50}
          null    | {'result':null}
          """)
  void structuredContent_isAnObject_andReadableAsText(String given, String expected) {
    JsonObject body =
        json("{'resultType':'complete','content':[],'structuredContent':" + given + "}");
    JsonObject old = ToClient.result(Result.of(CALL, body), Revision.V2025_11_25);
    assertThat(old.object("structuredContent")).contains(json(expected));
    assertThat(old.array("content").get().get(0))
        .isEqualTo(json("{'type':'text'}").with("text", given.replace('\'', '"')));
    JsonObject older = ToClient.result(Result.of(CALL, body), Revision.V2025_03_26);
    assertThat(older.has("structuredContent")).isFalse();
    assertThat(older.array("content")).isEqualTo(old.array("content"));
  }

  @Test
  void textOfTheServer_isNotRepeated() {
    JsonObject body =
        json(
            "{'resultType':'complete','content':[{'type':'text','text':'seven'}],"
                + "'structuredContent':7}");
    JsonObject old = ToClient.result(Result.of(CALL, body), Revision.V2025_11_25);
    assertThat(old.array("content").get().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'type':'object','x':1} | {'type':'object','x':1}
          {'type':'array'}        | {'type':'object','properties':{'result':{'type':'array'}},'required':['result']}
          {'type':['string','null']} | {'type':'object','properties':{'result':{'type':['string','null']}},'required':['result']}
          """)
  void outputSchema_promisesTheObjectThatIsSent(String schema, String expected) {
    assertThat(tool(schema, Revision.V2025_11_25).object("outputSchema")).contains(json(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'anyOf':[{'type':'object'},{'type':'array'}]}",
        "{'type':['object','null']}",
        "{'type':'array','items':{'$ref':'#/$defs/a'}}"
      })
  void outputSchemaThatCannotBeWrapped_isNotPromised(String schema) {
    assertThat(tool(schema, Revision.V2025_11_25).has("outputSchema")).isFalse();
  }

  @Test
  void outputSchema_isUnknownBefore2025_06_18() {
    assertThat(tool("{'type':'object'}", Revision.V2025_03_26).names())
        .containsExactly("name", "inputSchema");
  }

  private static JsonObject tool(String schema, Revision revision) {
    JsonObject body =
        json(
            "{'resultType':'complete','tools':[{'name':'t','inputSchema':{},'outputSchema':"
                + schema
                + "}]}");
    Request list = Request.of("tools/list", json("{}"));
    JsonObject old = ToClient.result(Result.of(list, body), revision);
    return (JsonObject) old.array("tools").get().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "resources/read, -32602, -32002",
    "tools/call, -32602, -32602",
    "tools/call, -31000, -31000",
    "tools/call, -32020, -32603",
    "tools/call, -32022, -32603",
    "resources/read, -32021, -32600",
    "prompts/get, -32021, -32600"
  })
  void errorCode_isOneThatStatefulClientsKnow(String method, int code, int expected) {
    Request asked = Request.of(method, json("{'name':'a','uri':'a:b'}"));
    JsonObject response = error(asked, code);
    assertThat(response.object("error").get().integer("code")).contains((long) expected);
    assertThat(response.get("id")).contains(RequestId.of("7").json());
  }

  @Test
  void toolThatNeedsWhatTheClientLacks_failsReadably() {
    JsonObject result = error(CALL, -32021).object("result").get();
    assertThat(result.bool("isError")).contains(true);
    assertThat(result.has("resultType")).isFalse();
  }

  private static JsonObject error(Request asked, int code) {
    return ToClient.error(
            RequestId.of("7"), asked, new McpError(code, "text"), Revision.V2025_11_25)
        .toJson();
  }

  @Test
  void notification_losesTheSubscription() {
    Notification updated =
        Notification.of(
            "notifications/resources/updated",
            json("{'uri':'a:b','_meta':{'io.modelcontextprotocol/subscriptionId':1}}"));
    assertThat(ToClient.notification(updated))
        .contains(new RpcNotification(updated.method(), json("{'uri':'a:b'}")));
  }

  @Test
  void acknowledgement_isNotForStatefulClients() {
    Notification ack =
        Notification.of("notifications/subscriptions/acknowledged", json("{'notifications':{}}"));
    assertThat(ToClient.notification(ack)).isEmpty();
  }

  @Test
  void resultThatAsksForInput_isNeverHandedOn() {
    Result asks = Result.of(CALL, json("{'resultType':'input_required','requestState':'s'}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ToClient.result(asks, Revision.V2025_11_25));
  }

  @Test
  void elicitation_hasTheFormOfTheRevision() {
    InputRequest url =
        InputRequest.of("elicitation/create", json("{'mode':'url','url':'https://a'}"));
    assertThat(ToClient.params(url, Revision.V2025_11_25, "e-1").string("elicitationId"))
        .contains("e-1");
    InputRequest form = InputRequest.of("elicitation/create", json("{'mode':'form'}"));
    assertThat(ToClient.params(form, Revision.V2025_11_25, "e-1").names()).containsExactly("mode");
    assertThat(ToClient.params(form, Revision.V2025_06_18, "e-1").names()).isEmpty();
  }

  private static Revision revision(String wire) {
    return Revision.of(wire).orElseThrow();
  }
}
