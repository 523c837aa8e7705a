package io.portreeve.mcp.legacy;

import static io.portreeve.mcp.legacy.Text.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToServerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tools/call     | {'name':'a','arguments':{'x':1.0}}                       | {'name':'a','arguments':{'x':1.0}}
          tools/call     | {'name':'a','requestState':'s','inputResponses':{}}      | {'name':'a'}
          tools/call     | {'name':'a','task':{'ttl':1}}                            | {'name':'a'}
          tools/call     | {'name':'a','vendor':7}                                  | {'name':'a','vendor':7}
          prompts/get    | {'name':'a','arguments':{'b':'c'},'requestState':'s'}    | {'name':'a','arguments':{'b':'c'}}
          resources/read | {'uri':'a:b','inputResponses':{}}                        | {'uri':'a:b'}
          tools/list     | {'cursor':''}                                            | {'cursor':''}
          tools/list     | {'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}} | {}
          tools/list     | {'_meta':{'io.modelcontextprotocol/clientCapabilities':{},'a/b':1}} | {'_meta':{'a/b':1}}
          tools/list     | {'_meta':{'progressToken':'t'}}                          | {}
          tools/list     | {'_meta':{'progressToken':'t','traceparent':'00'}}       | {'_meta':{'traceparent':'00'}}
          """)
  void request_losesWhatOnlyTheStatelessRevisionKnows(String method, String params, String sent) {
    Request request = Request.of(method, json(params));
    assertThat(ToServer.params(request, Revision.V2025_11_25)).isEqualTo(json(sent));
  }

  @ParameterizedTest
  @CsvSource({"V2024_11_05,false", "V2025_03_26,false", "V2025_06_18,true", "V2025_11_25,true"})
  void contextOfACompletion_isSentOnlyWhereItExists(Revision revision, boolean sent) {
    Request request =
        Request.of(
            "completion/complete",
            json(
                "{'ref':{'type':'ref/prompt','name':'p'},'argument':{'name':'a','value':''},'context':{}}"));
    assertThat(ToServer.params(request, revision).has("context")).isEqualTo(sent);
  }

  @Test
  void ourToken_standsBesideTheRestOfTheMeta() {
    assertThat(ToServer.withToken(json("{'name':'a'}"), JsonNumber.of(7)))
        .isEqualTo(json("{'name':'a','_meta':{'progressToken':7}}"));
    assertThat(ToServer.withToken(json("{'_meta':{'a/b':1}}"), JsonNumber.of(7)))
        .isEqualTo(json("{'_meta':{'a/b':1,'progressToken':7}}"));
  }
}
