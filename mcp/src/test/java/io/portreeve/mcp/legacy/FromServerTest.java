package io.portreeve.mcp.legacy;

import static io.portreeve.mcp.legacy.Text.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FromServerTest {
  private static final ServerHandshake SERVER =
      ServerHandshake.of(json("{'protocolVersion':'2025-11-25','capabilities':{}}"));
  private static final Request CALL = Request.of("tools/call", json("{'name':'a'}"));
  private static final Request LIST = Request.of("tools/list", json("{}"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tools/list               | {'tools':[]}             | true
          prompts/list             | {'prompts':[]}           | true
          resources/list           | {'resources':[]}         | true
          resources/templates/list | {'resourceTemplates':[]} | true
          resources/read           | {'contents':[]}          | true
          tools/call               | {'content':[]}           | false
          prompts/get              | {'messages':[]}          | false
          """)
  void result_isMarkedComplete_andNeverToBeCached(String method, String body, boolean cacheable) {
    Request request = Request.of(method, json("{'name':'a','uri':'a:b'}"));
    JsonObject result = FromServer.result(request, json(body), SERVER).json();
    assertThat(result.string("resultType")).contains("complete");
    assertThat(result.integer("ttlMs").isPresent()).isEqualTo(cacheable);
    assertThat(result.string("cacheScope").isPresent()).isEqualTo(cacheable);
  }

  @Test
  void cachingThatAServerClaims_isOverruled() {
    JsonObject list = json("{'tools':[],'ttlMs':900000,'cacheScope':'public'}");
    JsonObject result = FromServer.result(LIST, list, SERVER).json();
    assertThat(result.integer("ttlMs")).contains(0L);
    assertThat(result.string("cacheScope")).contains("private");
  }

  @Test
  void result_isSignedWithTheServersName_andForgedKeysAreGone() {
    ServerHandshake named =
        ServerHandshake.of(
            json("{'protocolVersion':'2025-11-25','capabilities':{},'serverInfo':{'name':'s'}}"));
    JsonObject body =
        json(
            "{'content':[],'_meta':{'io.modelcontextprotocol/serverInfo':{'name':'forged'},'a/b':1,"
                + "'io.modelcontextprotocol/subscriptionId':7}}");
    assertThat(FromServer.result(CALL, body, named).json().object("_meta"))
        .contains(json("{'a/b':1,'io.modelcontextprotocol/serverInfo':{'name':'s'}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'input_required'", "'task'", "''"})
  void resultTypeOfAnotherRevision_isRefused(String type) {
    JsonObject body = json("{'content':[],'requestState':'x','resultType':" + type + "}");
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> FromServer.result(CALL, body, SERVER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'task':{'taskId':'1'}}", "{'toolResult':7}", "{'content':7}"})
  void bodyOfAnotherKind_isRefused(String body) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> FromServer.result(CALL, json(body), SERVER));
  }

  @Test
  void structuredContentAlone_getsAnEmptyContent() {
    Result result = FromServer.result(CALL, json("{'structuredContent':{'a':1}}"), SERVER);
    assertThat(result.json())
        .isEqualTo(json("{'structuredContent':{'a':1},'content':[],'resultType':'complete'}"));
  }

  @Test
  void toolsThatOnlyRunAsTasks_areLeftOut_andNoOtherToolMentionsTasks() {
    JsonObject body =
        json(
            "{'tools':[{'name':'a','inputSchema':{},'execution':{'taskSupport':'required'}},"
                + "{'name':'b','inputSchema':{},'execution':{'taskSupport':'optional'}},"
                + "{'name':'c','inputSchema':{}}],'nextCursor':'2'}");
    assertThat(FromServer.result(LIST, body, SERVER).json())
        .isEqualTo(
            json(
                "{'tools':[{'name':'b','inputSchema':{}},{'name':'c','inputSchema':{}}],'nextCursor':'2',"
                    + "'resultType':'complete','ttlMs':0,'cacheScope':'private'}"));
  }

  @ParameterizedTest
  @CsvSource({
    "-32002,-32602",
    "-32602,-32602",
    "-32601,-32601",
    "-32603,-32603",
    "-32000,-32000",
    "-32019,-32019",
    "-32020,-32603",
    "-32021,-32603",
    "-32022,-32603",
    "-32099,-32603",
    "-32100,-32100",
    "-1,-1",
    "42,42"
  })
  void code_meansTheSameInTheOtherRevision(int theirs, int ours) {
    McpError error = new McpError(theirs, "text", Optional.of(json("{'a':1}")));
    assertThat(FromServer.error(error)).isEqualTo(new McpError(ours, "text", error.data()));
  }

  @Test
  void urlElicitations_becomeInputRequests() {
    McpError error =
        error(
            "{'elicitations':[{'mode':'url','url':'https://a','message':'m','elicitationId':'1'}]}");
    InputRequired asked = FromServer.urlElicitations(error).orElseThrow();
    assertThat(asked.json())
        .isEqualTo(
            json(
                "{'resultType':'input_required','inputRequests':{'elicitation-1':{'method':'elicitation/create',"
                    + "'params':{'mode':'url','url':'https://a','message':'m'}}}}"));
    assertThat(asked.requestState()).isEmpty();
  }

  @Test
  void severalUrlElicitations_haveKeysOfTheirOwn() {
    String one = "{'mode':'url','url':'https://a','message':'m'}";
    McpError error = error("{'elicitations':[" + one + "," + one + "," + one + "]}");
    assertThat(FromServer.urlElicitations(error).orElseThrow().inputRequests().keySet())
        .containsExactly("elicitation-1", "elicitation-2", "elicitation-3");
  }

  @Test
  void otherError_asksForNothing() {
    assertThat(FromServer.urlElicitations(new McpError(-32602, "x"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'elicitations':[]}",
        "{'elicitations':{}}",
        "{'elicitations':[7]}",
        "{'elicitations':[{'mode':'form','message':'m'}]}",
        "{'elicitations':[{'mode':'url','message':'m'}]}",
        "{'elicitations':[{'mode':'url','url':'https://a'}]}"
      })
  void malformedUrlElicitations_areRefused(String data) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> FromServer.urlElicitations(error(data)));
  }

  private static McpError error(String data) {
    return new McpError(ErrorCode.LEGACY_URL_ELICITATION_REQUIRED, "x", Optional.of(json(data)));
  }
}
