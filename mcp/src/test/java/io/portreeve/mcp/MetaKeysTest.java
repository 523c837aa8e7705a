package io.portreeve.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetaKeysTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.modelcontextprotocol/serverInfo",
        "dev.mcp/x",
        "org.modelcontextprotocol.api/x",
        "com.mcp.tools/x",
        "io.modelcontextprotocol/",
        "io.mcp/x.y",
        "io.mcp/x/y"
      })
  void protocolsOwnPrefix_isReserved(String key) {
    assertThat(MetaKeys.isReserved(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "progressToken",
        "traceparent",
        "com.example/x",
        "com.example.mcp/x",
        "mcp/x",
        "modelcontextprotocol/x",
        "io.mcpx/x",
        "io.modelcontextprotocol",
        "example/io.mcp",
        "example/io.mcp/x",
        "io./mcp",
        "/.mcp",
        ""
      })
  void otherKey_isNotReserved(String key) {
    assertThat(MetaKeys.isReserved(key)).isFalse();
  }

  @Test
  void reservedKeys_areTakenOut_exceptThoseKept() throws JsonRefused {
    JsonObject body =
        json("{'_meta':{'io.mcp/a':1,'x.y/b':2,'io.mcp/c':3,'traceparent':'t'},'k':4}");
    assertThat(MetaKeys.withoutReserved(body, Set.of("io.mcp/c")))
        .isEqualTo(json("{'_meta':{'x.y/b':2,'io.mcp/c':3,'traceparent':'t'},'k':4}"));
    assertThat(MetaKeys.withoutReserved(json("{'_meta':{'io.mcp/a':1},'k':4}"), Set.of()))
        .isEqualTo(json("{'k':4}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'_meta':{}}", "{'_meta':{'a':1}}", "{'_meta':7}"})
  void bodyWithoutReservedKeys_isTheSameInstance(String text) throws JsonRefused {
    JsonObject body = json(text);
    assertThat(MetaKeys.withoutReserved(body, Set.of())).isSameAs(body);
  }

  private static JsonObject json(String text) throws JsonRefused {
    byte[] bytes = text.replace('\'', '"').getBytes(UTF_8);
    return (JsonObject) JsonReader.read(bytes, JsonLimits.defaults());
  }
}
