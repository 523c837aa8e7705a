package io.portreeve.mcp.legacy;

import static io.portreeve.mcp.legacy.Text.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.ClientCapabilities;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputRequestsTest {
  private static final String ELICIT = "elicitation/create";
  private static final String SAMPLE = "sampling/createMessage";
  private static final String ROOTS = "roots/list";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          elicitation/create     | {'message':'m','requestedSchema':{},'task':{},'_meta':{'progressToken':1}} | {'message':'m','requestedSchema':{}}
          elicitation/create     | {'mode':'url','url':'u','message':'m','elicitationId':'1'}                 | {'mode':'url','url':'u','message':'m'}
          sampling/createMessage | {'messages':[],'maxTokens':1,'task':{}}                                    | {'messages':[],'maxTokens':1}
          roots/list             | {'_meta':{}}                                                               | {}
          """)
  void request_losesWhatOnlyStatefulRevisionsKnow(String method, String params, String asked) {
    InputRequest request = InputRequests.of(method, json(params));
    assertThat(request.method()).isEqualTo(method);
    assertThat(request.params()).isEqualTo(json(asked));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "tools/call", "tasks/get", ""})
  void requestThatNoClientIsAsked_isRefused(String method) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> InputRequests.of(method, JsonObject.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          roots/list             | {}                 | {'roots':{}}                 | true
          roots/list             | {}                 | {'sampling':{}}              | false
          sampling/createMessage | {}                 | {'sampling':{}}              | true
          sampling/createMessage | {'tools':[]}       | {'sampling':{}}              | false
          sampling/createMessage | {'toolChoice':{}}  | {'sampling':{}}              | false
          sampling/createMessage | {'tools':[]}       | {'sampling':{'tools':{}}}    | true
          elicitation/create     | {}                 | {'elicitation':{}}           | true
          elicitation/create     | {'mode':'form'}    | {'elicitation':{'form':{}}}  | true
          elicitation/create     | {'mode':'form'}    | {'elicitation':{'url':{}}}   | false
          elicitation/create     | {'mode':'url'}     | {'elicitation':{}}           | false
          elicitation/create     | {'mode':'url'}     | {'elicitation':{'url':{}}}   | true
          elicitation/create     | {}                 | {}                           | false
          """)
  void request_needsTheCapabilityThatTheClientDeclared(
      String method, String params, String client, boolean declared) {
    InputRequest request = InputRequests.of(method, json(params));
    assertThat(InputRequests.declared(request, new ClientCapabilities(json(client))))
        .isEqualTo(declared);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          elicitation/create     | {'action':'accept','content':{'a':1},'resultType':'x'} | {'action':'accept','content':{'a':1}}
          elicitation/create     | {'action':'decline'}                                   | {'action':'decline'}
          elicitation/create     | {'action':'cancel'}                                    | {'action':'cancel'}
          roots/list             | {'roots':[{'uri':'file:///a'}]}                        | {'roots':[{'uri':'file:///a'}]}
          sampling/createMessage | {'role':'assistant','model':'m','content':{}}          | {'role':'assistant','model':'m','content':{}}
          sampling/createMessage | {'role':'assistant','model':'m','content':[{},{}]}     | {'role':'assistant','model':'m','content':[{},{}]}
          """)
  void answer_isWhatTheServerWaitsFor(String method, String given, String sent) {
    InputRequest request = InputRequests.of(method, JsonObject.empty());
    assertThat(InputRequests.answer(request, json(given), Revision.V2025_11_25))
        .isEqualTo(json(sent));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          elicitation/create     | {}
          elicitation/create     | {'action':'ACCEPT'}
          elicitation/create     | {'action':true}
          elicitation/create     | {'roots':[]}
          roots/list             | {'roots':{}}
          roots/list             | {'action':'accept'}
          sampling/createMessage | {'role':'assistant','model':'m'}
          sampling/createMessage | {'role':'assistant','content':{}}
          sampling/createMessage | {'model':'m','content':{}}
          """)
  void answerToSomethingElse_isRefused(String method, String given) {
    InputRequest request = InputRequests.of(method, JsonObject.empty());
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> InputRequests.answer(request, json(given), Revision.V2025_11_25));
  }

  @Test
  void answerThatIsNoObject_isRefused() {
    InputRequest request = InputRequests.of(ELICIT, JsonObject.empty());
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(
            () -> InputRequests.answer(request, JsonString.of("accept"), Revision.V2025_11_25));
  }

  @ParameterizedTest
  @CsvSource({"V2024_11_05", "V2025_03_26", "V2025_06_18"})
  void sampledBlocks_areUnwrappedForServersThatKnowOnlyOne(Revision revision) {
    InputRequest request = InputRequests.of(SAMPLE, JsonObject.empty());
    JsonObject one =
        json("{'role':'assistant','model':'m','content':[{'type':'text','text':'x'}]}");
    assertThat(InputRequests.answer(request, one, revision).object("content"))
        .contains(json("{'type':'text','text':'x'}"));
    JsonObject two = json("{'role':'assistant','model':'m','content':[{},{}]}");
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> InputRequests.answer(request, two, revision));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ping                   | {'jsonrpc':'2.0','id':'q','result':{}}
          elicitation/create     | {'jsonrpc':'2.0','id':'q','result':{'action':'cancel'}}
          sampling/createMessage | {'jsonrpc':'2.0','id':'q','error':{'code':-1,'message':'the user rejected the sampling request'}}
          roots/list             | {'jsonrpc':'2.0','id':'q','error':{'code':-32601,'message':'method not found'}}
          tasks/list             | {'jsonrpc':'2.0','id':'q','error':{'code':-32601,'message':'method not found'}}
          """)
  void requestThatNobodyCanBeAsked_isAnsweredByUs(String method, String answer) {
    RpcRequest request = new RpcRequest(RequestId.of("q"), method, JsonObject.empty());
    assertThat(InputRequests.refusal(request, JsonArray.empty()).toJson()).isEqualTo(json(answer));
  }

  @Test
  void rootsOfTheOperator_areTheAnswer() {
    RpcRequest request = new RpcRequest(RequestId.of(7), ROOTS, JsonObject.empty());
    JsonArray roots = JsonArray.of(json("{'uri':'file:///work'}"));
    assertThat(InputRequests.refusal(request, roots).toJson())
        .isEqualTo(json("{'jsonrpc':'2.0','id':7,'result':{'roots':[{'uri':'file:///work'}]}}"));
  }
}
