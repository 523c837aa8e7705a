package io.portreeve.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;

/** Whatever the JSON: it is refused, or it is a message that says the same when written again. */
class RpcMessageFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void anyJson_isRefused_orReadBackAsTheSameMessage(byte[] text) throws JsonRefused {
    try {
      if (JsonReader.read(text, JsonLimits.defaults()) instanceof JsonObject json) {
        RpcMessage message = RpcMessage.of(json);
        assertThat(reread(message)).isEqualTo(message);
        asked(message);
      }
    } catch (JsonRefused | ProtocolException refused) {
      assertThat(refused).hasMessageNotContaining("Exception");
    }
  }

  private static RpcMessage reread(RpcMessage message) throws JsonRefused {
    byte[] bytes = message.toJson().toBytes();
    return RpcMessage.of((JsonObject) JsonReader.read(bytes, JsonLimits.defaults()));
  }

  /** A request of a known method keeps its name and its parameters. */
  private static void asked(RpcMessage message) {
    if (message instanceof RpcRequest rpc) {
      Request request = Request.of(rpc.method(), rpc.params());
      assertThat(request.method()).isEqualTo(rpc.method());
      assertThat(request.params()).isEqualTo(rpc.params());
    }
  }
}
