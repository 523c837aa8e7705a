package io.portreeve.mcp.legacy;

import static io.portreeve.mcp.legacy.Text.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FromClientTest {
  private static final ClientHandshake CLIENT =
      ClientHandshake.of(
          json(
              "{'protocolVersion':'2025-11-25','capabilities':{'roots':{'listChanged':true}},"
                  + "'clientInfo':{'name':'c','version':'1'}}"));

  @Test
  void request_makesTheClaimsOfItsSession() {
    Request request = request("tools/call", "{'name':'a','_meta':{'progressToken':7,'x/y':1}}");
    assertThat(request.meta().json())
        .isEqualTo(
            json(
                "{'progressToken':7,'x/y':1,"
                    + "'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                    + "'io.modelcontextprotocol/clientCapabilities':{'roots':{}},"
                    + "'io.modelcontextprotocol/logLevel':'warning',"
                    + "'io.modelcontextprotocol/clientInfo':{'name':'c','version':'1'}}"));
  }

  @Test
  void whatOnlyTheStatelessRevisionKnows_cannotBeSmuggledIn() {
    Request request =
        request(
            "tools/call",
            "{'name':'a','requestState':'s','inputResponses':{},'task':{'ttl':1},'_meta':"
                + "{'io.modelcontextprotocol/clientCapabilities':{'sampling':{}},"
                + "'io.modelcontextprotocol/related-task':{'taskId':'t'},'org.mcp.x/y':1}}");
    JsonObject params = request.params();
    assertThat(params.names()).containsExactlyInAnyOrder("name", "_meta");
    assertThat(request.meta().clientCapabilities().sampling()).isFalse();
    assertThat(request.meta().json().names())
        .noneMatch(name -> name.endsWith("related-task"))
        .contains("io.modelcontextprotocol/clientInfo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"server/discover", "subscriptions/listen", "tasks/list", "nonsense"})
  void methodsOfOtherRevisions_areUnknown(String method) {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> request(method, "{'notifications':{}}"))
        .satisfies(refused -> assertThat(refused.error().code()).isEqualTo(-32601));
  }

  @Test
  void metaThatIsNoObject_isRefused() {
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> request("tools/list", "{'_meta':[]}"))
        .satisfies(refused -> assertThat(refused.error().code()).isEqualTo(-32602));
  }

  private static Request request(String method, String params) {
    return FromClient.request(method, json(params), CLIENT, LogLevel.WARNING);
  }
}
