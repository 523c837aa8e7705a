package io.portreeve.mcp;

import static io.portreeve.mcp.Sample.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.json.JsonObject;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultTest {
  /** Every request with the shortest result that ends it. */
  enum Pair {
    DISCOVER("server/discover", "{}", "'supportedVersions':[],'capabilities':{}"),
    TOOLS("tools/list", "{}", "'tools':[]"),
    PROMPTS("prompts/list", "{}", "'prompts':[]"),
    RESOURCES("resources/list", "{}", "'resources':[]"),
    TEMPLATES("resources/templates/list", "{}", "'resourceTemplates':[]"),
    CALL("tools/call", "{'name':'t'}", "'content':[]"),
    PROMPT("prompts/get", "{'name':'p'}", "'messages':[]"),
    READ("resources/read", "{'uri':'f:///a'}", "'contents':[]"),
    COMPLETE(
        "completion/complete",
        "{'ref':{'type':'ref/prompt','name':'p'},'argument':{'name':'a','value':''}}",
        "'completion':{'values':[]}"),
    LISTEN("subscriptions/listen", "{'notifications':{}}", "'_meta':{}");

    private final String method;
    private final String params;
    private final String members;

    Pair(String method, String params, String members) {
      this.method = method;
      this.params = params;
      this.members = members;
    }

    Request request() {
      return Request.of(method, json(params));
    }

    JsonObject body(String type) {
      return json("{'resultType':" + type + "," + members + ",'extra':[1.50]}");
    }
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void completeResult_keepsEveryMember(Pair pair) {
    JsonObject body = pair.body("'complete'");

    Result result = Result.of(pair.request(), body);

    assertThat(result.json()).hasToString(body.toString());
    assertThat(result.withJson(body)).isEqualTo(result);
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void unknownResultType_isRefused_whateverElseTheBodyHolds(Pair pair) {
    for (String type : new String[] {"'task'", "'Complete'", "''", "null", "1", "{}"}) {
      assertThatExceptionOfType(ProtocolException.class)
          .isThrownBy(() -> Result.of(pair.request(), pair.body(type)));
    }
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Result.of(pair.request(), json("{" + pair.members + "}")));
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void inputRequired_answersOnlyWhatMayBeRetried(Pair pair) {
    JsonObject asks = json("{'resultType':'input_required','requestState':'s'}");

    if (pair.request() instanceof Answerable) {
      assertThat(Result.of(pair.request(), asks)).isInstanceOf(InputRequired.class);
    } else {
      assertThatExceptionOfType(ProtocolException.class)
          .isThrownBy(() -> Result.of(pair.request(), asks));
    }
  }

  @ParameterizedTest
  @EnumSource(Pair.class)
  void bodyOfAnotherRequest_isRefused(Pair pair) {
    if (pair == Pair.LISTEN) {
      return; // the end of a stream has no member of its own that could be missing
    }
    Arrays.stream(Pair.values())
        .filter(other -> other != pair)
        .forEach(other ->
            assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Result.of(pair.request(), other.body("'complete'"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TOOLS | 'tools':[1]",
        "TOOLS | 'tools':[{'name':'t'}]",
        "TOOLS | 'tools':[{'name':1,'inputSchema':{}}]",
        "TOOLS | 'tools':[{'name':'t','inputSchema':true}]",
        "TOOLS | 'tools':[{'name':'t','inputSchema':{},'outputSchema':[]}]",
        "TOOLS | 'tools':[{'name':'t','inputSchema':{},'description':{}}]",
        "TOOLS | 'tools':[],'nextCursor':1",
        "PROMPTS | 'prompts':[{}]",
        "PROMPTS | 'prompts':[{'name':'p','description':7}]",
        "RESOURCES | 'resources':[{'name':'a'}]",
        "RESOURCES | 'resources':[{'uri':'f:///a'}]",
        "TEMPLATES | 'resourceTemplates':[{'name':'t'}]",
        "CALL | 'content':{}",
        "CALL | 'content':['text']",
        "CALL | 'content':[],'isError':'no'",
        "PROMPT | 'messages':[null]",
        "READ | 'contents':[{'text':'t'}]",
        "READ | 'contents':[{'uri':1}]",
        "COMPLETE | 'completion':{'values':[1]}",
        "COMPLETE | 'completion':[]",
        "DISCOVER | 'supportedVersions':'2026-07-28','capabilities':{}",
        "DISCOVER | 'supportedVersions':[],'capabilities':{},'instructions':['a']",
        "DISCOVER | 'supportedVersions':[]"
      })
  void malformedResult_isRefused(Pair pair, String members) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(
            () -> Result.of(pair.request(), json("{'resultType':'complete'," + members + "}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resultType':'input_required'}",
        "{'resultType':'input_required','requestState':1}",
        "{'resultType':'input_required','inputRequests':[]}",
        "{'resultType':'input_required','inputRequests':{'k':1}}",
        "{'resultType':'input_required','inputRequests':{'k':{}}}",
        "{'resultType':'input_required','inputRequests':{'k':{'method':'tools/call'}}}",
        "{'resultType':'input_required','inputRequests':{'k':{'method':'roots/list','params':1}}}"
      })
  void malformedInputRequest_isRefused(String body) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Result.of(Pair.CALL.request(), json(body)));
  }

  @Test
  void inputRequests_areReadInTheServersOrder() {
    JsonObject body =
        json(
            "{'resultType':'input_required','inputRequests':{"
                + "'z':{'method':'elicitation/create','params':{'mode':'url','url':'https://a'}},"
                + "'a':{'method':'sampling/createMessage','params':{'messages':[]}},"
                + "'m':{'method':'roots/list'}}}");

    InputRequired asks = (InputRequired) Result.of(Pair.CALL.request(), body);

    assertThat(asks.inputRequests().keySet()).containsExactly("z", "a", "m");
    assertThat(asks.inputRequests().values())
        .containsExactly(
            new InputRequest.Elicit(json("{'mode':'url','url':'https://a'}")),
            new InputRequest.Sample(json("{'messages':[]}")),
            new InputRequest.Roots(json("{}")));
    assertThat(asks.withRequestState("ours").json()).isEqualTo(body.with("requestState", "ours"));
  }

  @Test
  void toolError_isACompleteResultOfTheCall() {
    ToolResult error = ToolResult.error("not so");

    assertThat(Result.of(Pair.CALL.request(), error.json())).isEqualTo(error);
    assertThat(error.isError()).isTrue();
    assertThat(error.content()).containsExactly(json("{'type':'text','text':'not so'}"));
  }
}
