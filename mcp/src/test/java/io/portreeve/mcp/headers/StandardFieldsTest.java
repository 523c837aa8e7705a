package io.portreeve.mcp.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardFieldsTest {
  @ParameterizedTest
  @CsvSource({"tools/call,name", "prompts/get,name", "resources/read,uri"})
  void namedRequest_repeatsItsName(String method, String member) {
    JsonObject params = JsonObject.of(member, JsonString.of("x"));
    assertThat(StandardFields.nameOf(Request.of(method, params))).contains("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools/list", "resources/list", "server/discover"})
  void unnamedRequest_repeatsNothing(String method) {
    JsonObject params = JsonObject.empty().with("name", "x").with("uri", "y");
    assertThat(StandardFields.nameOf(Request.of(method, params))).isEmpty();
  }
}
