package io.portreeve.mcp;

import static io.portreeve.mcp.Sample.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  private static final String WITH_EXTRA = ",'_meta':{'traceparent':'t'},'extra':{'n':1.50}}";

  static Stream<Arguments> wellFormed() {
    return Stream.of(
        Arguments.of("server/discover", "{'a':1", Discover.class),
        Arguments.of("tools/list", "{'cursor':''", ListTools.class),
        Arguments.of("prompts/list", "{'cursor':'c'", ListPrompts.class),
        Arguments.of("resources/list", "{'cursor':'c'", ListResources.class),
        Arguments.of("resources/templates/list", "{'cursor':'c'", ListResourceTemplates.class),
        Arguments.of(
            "tools/call",
            "{'name':'t','arguments':{'b':1,'a':2},'inputResponses':{},'requestState':''",
            CallTool.class),
        Arguments.of("prompts/get", "{'name':'p','arguments':{'who':'x'}", GetPrompt.class),
        Arguments.of("resources/read", "{'uri':'file:///a','requestState':'s'", ReadResource.class),
        Arguments.of(
            "completion/complete",
            "{'ref':{'type':'ref/prompt','name':'p','title':'T'},"
                + "'argument':{'name':'a','value':''},'context':{'arguments':{'x':'y'}}",
            Complete.class),
        Arguments.of(
            "completion/complete",
            "{'ref':{'type':'ref/resource','uri':'f:///{a}'},'argument':{'name':'a','value':'v'}",
            Complete.class),
        Arguments.of(
            "subscriptions/listen",
            "{'notifications':{'toolsListChanged':true,'resourceSubscriptions':['f:///a']}",
            Listen.class));
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void request_keepsItsMethodAndEveryMember(
      String method, String members, Class<? extends Request> type) {
    JsonObject params = json(members + WITH_EXTRA);

    Request request = Request.of(method, params);

    assertThat(request).isExactlyInstanceOf(type);
    assertThat(request.method()).isEqualTo(method);
    assertThat(request.params()).hasToString(params.toString());
    assertThat(request.withParams(params)).isEqualTo(request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "server/discover | {'_meta':1}",
        "tools/list | {'_meta':[]}",
        "tools/list | {'cursor':1}",
        "tools/list | {'cursor':null}",
        "prompts/list | {'cursor':{}}",
        "resources/list | {'cursor':['a']}",
        "resources/templates/list | {'cursor':false}",
        "tools/call | {}",
        "tools/call | {'name':null}",
        "tools/call | {'name':1}",
        "tools/call | {'name':'t','arguments':null}",
        "tools/call | {'name':'t','arguments':[]}",
        "tools/call | {'name':'t','arguments':'{}'}",
        "tools/call | {'name':'t','requestState':7}",
        "tools/call | {'name':'t','inputResponses':[]}",
        "tools/call | {'name':'t','_meta':null}",
        "prompts/get | {'arguments':{}}",
        "prompts/get | {'name':'p','arguments':[]}",
        "prompts/get | {'name':'p','requestState':null}",
        "resources/read | {}",
        "resources/read | {'uri':['file:///a']}",
        "resources/read | {'uri':'file:///a','inputResponses':'x'}",
        "completion/complete | {}",
        "completion/complete | {'ref':{'type':'ref/prompt','name':'p'}}",
        "completion/complete | {'ref':'p','argument':{'name':'a','value':'v'}}",
        "completion/complete |"
            + " {'ref':{'type':'ref/tool','name':'p'},'argument':{'name':'a','value':'v'}}",
        "completion/complete |"
            + " {'ref':{'type':'ref/prompt','uri':'p'},'argument':{'name':'a','value':'v'}}",
        "completion/complete |"
            + " {'ref':{'type':'ref/resource','name':'p'},'argument':{'name':'a','value':'v'}}",
        "completion/complete |"
            + " {'ref':{'type':'ref/prompt','name':'p'},'argument':{'name':'a','value':1}}",
        "completion/complete | {'ref':{'type':'ref/prompt','name':'p'},'argument':{'value':'v'}}",
        "completion/complete | {'ref':{'type':'ref/prompt','name':'p'},"
            + "'argument':{'name':'a','value':'v'},'context':{'arguments':{'a':'w'}}}",
        "completion/complete | {'ref':{'type':'ref/resource','uri':'f:///{a}/{b}'},"
            + "'argument':{'name':'a','value':'v'},'context':{'arguments':{'b':7}}}",
        "completion/complete | {'ref':{'type':'ref/resource','uri':'f:///{a}/{b}'},"
            + "'argument':{'name':'a','value':'v'},'context':{'arguments':{'c':'w','b':['x']}}}",
        "completion/complete | {'ref':{'type':'ref/resource','uri':'f:///{a}/{b}'},"
            + "'argument':{'name':'a','value':'v'},'context':{'arguments':{'b':null}}}",
        "completion/complete | {'ref':{'type':'ref/resource','uri':'f:///{a}/{b}'},"
            + "'argument':{'name':'a','value':'v'},'context':{'arguments':[{'b':'x'}]}}",
        "completion/complete | {'ref':{'type':'ref/resource','uri':'f:///{a}/{b}'},"
            + "'argument':{'name':'a','value':'v'},'context':[{'arguments':{'b':'x'}}]}",
        "subscriptions/listen | {}",
        "subscriptions/listen | {'notifications':[]}",
        "subscriptions/listen | {'notifications':{'toolsListChanged':'yes'}}",
        "subscriptions/listen | {'notifications':{'resourceSubscriptions':'file:///a'}}",
        "subscriptions/listen | {'notifications':{'resourceSubscriptions':[1]}}"
      })
  void malformedParameters_areRefusedAtOnce(String method, String params) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Request.of(method, json(params)))
        .satisfies(refused -> assertThat(refused.error().code()).isEqualTo(-32602));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "initialize",
        "ping",
        "logging/setLevel",
        "resources/subscribe",
        "tasks/get",
        "Tools/Call",
        "tools/call ",
        "tools/call\u0000",
        "notifications/cancelled",
        "sampling/createMessage"
      })
  void methodThatIsNotOfThisRevision_isUnknown(String method) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> Request.of(method, json("{'name':'t','_meta':7}")))
        .satisfies(refused -> assertThat(refused.error().code()).isEqualTo(-32601));
  }

  @Test
  void absentArguments_areEmpty_andAreNotAdded() {
    CallTool call = new CallTool(json("{'name':'t'}"));

    assertThat(call.arguments().size()).isZero();
    assertThat(call.params()).isEqualTo(json("{'name':'t'}"));
  }

  @Test
  void edit_changesOneMemberOnly() {
    CallTool call = new CallTool(json("{'x':1.0,'name':'t','arguments':{'a':1},'y':[]}"));

    assertThat(call.withTool(new ToolName("u")).withArguments(json("{'b':2}")).params())
        .isEqualTo(json("{'x':1.0,'name':'u','arguments':{'b':2},'y':[]}"));
    assertThat(call.tool()).isEqualTo(new ToolName("t"));
  }

  @Test
  void completion_canBeAskedOfAnotherName() {
    Complete complete =
        new Complete(
            json(
                "{'ref':{'type':'ref/prompt','name':'p','title':'T'},"
                    + "'argument':{'name':'a','value':'v'}}"));

    assertThat(complete.withReferenceTo("name", "q").params().object("ref"))
        .hasValue(json("{'type':'ref/prompt','name':'q','title':'T'}"));
    assertThat(complete.reference())
        .isEqualTo(new Complete.Reference.ToPrompt(new PromptName("p")));
  }

  @Test
  void editedRequest_isValidatedLikeAReceivedOne() {
    CallTool call = new CallTool(json("{'name':'t'}"));

    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> call.withParams(json("{'name':1}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'requestId':null}", "{'requestId':1.5}", "{'requestId':{}}"})
  void cancellationOfNothing_isRefused(String params) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> new Cancelled(json(params)));
  }

  @Test
  void cancellation_namesItsRequest() {
    assertThat(new Cancelled(json("{'requestId':'a','reason':'late'}")).requestId())
        .isEqualTo(RequestId.of("a"));
  }
}
