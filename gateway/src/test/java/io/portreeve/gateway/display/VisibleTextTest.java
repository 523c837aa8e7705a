package io.portreeve.gateway.display;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200e, 0x202e, 0x2066, 0x2028, 0xfeff, 0x336, 0x20dd,
        0x20e5, 0xe0041
      })
  void whatATerminalObeysOrNobodySees_isAnEscapeInJson(int point) throws JsonRefused {
    JsonObject json =
        JsonObject.of("a", JsonString.of("Grüße\n" + Character.toString(point) + "\\"));

    String shown = VisibleText.json(json.toString());

    assertThat(shown).doesNotContain(Character.toString(point)).contains("Grüße");
    assertThat(JsonReader.read(shown.getBytes(UTF_8), JsonLimits.defaults())).isEqualTo(json);
  }

  @Test
  void blanksBetweenTheTokens_stayAsTheyAre() {
    assertThat(VisibleText.json("{\t\"a\" : 1 }")).isEqualTo("{\t\"a\" : 1 }");
  }
}
