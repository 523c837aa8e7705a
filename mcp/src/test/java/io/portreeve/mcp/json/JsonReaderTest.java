package io.portreeve.mcp.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonReaderTest {
  @Test
  void message_isReadAndWrittenBackByteForByte() throws JsonRefused {
    String text =
        """
        {"jsonrpc": "2.0", "id": 1.0, "method":"tools/call",
         "params": {"n\\u0061me": "caf\\u00e9 \\ud83d\\ude00 ü", "arguments": {"a": [1, -2.5e3, null, true]}}}\
        """;
    Json json = JsonReader.read(text.getBytes(UTF_8), JsonLimits.defaults());
    assertThat(json.toString()).isEqualTo(text);
    JsonObject message = (JsonObject) json;
    assertThat(message.string("method")).contains("tools/call");
    assertThat(message.integer("id")).contains(1L);
    JsonObject params = message.object("params").orElseThrow();
    assertThat(params.string("name")).contains("café 😀 ü");
    assertThat(params.with("name", "x").toString())
        .isEqualTo("{\"n\\u0061me\":\"x\",\"arguments\":{\"a\": [1, -2.5e3, null, true]}}");
  }
}
