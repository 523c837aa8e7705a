package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is that of its bytes, whether it is a usual one or nearly one. */
class UsualWordsTest {
  private static String read(String text) throws JsonRefused {
    return ((JsonString) json(JsonString.of(text).toString())).value();
  }

  @Test
  void usualWord_isOneString_asNameAndAsValue() throws JsonRefused {
    for (String word : UsualWords.all()) {
      JsonObject object = (JsonObject) json("{\"" + word + "\":\"" + word + "\"}");

      assertThat(object.names().getFirst()).isSameAs(word);
      assertThat(object.string(word).orElseThrow()).isSameAs(word);
    }
  }

  @Test
  void textThatIsNearlyUsual_isTakenForNone() throws JsonRefused {
    for (String word : UsualWords.all()) {
      for (int at = 0; at < word.length(); at++) {
        String before = word.substring(0, at);
        String after = word.substring(at + 1);
        for (char c = 0; c <= 0x80; c++) {
          String near = before + c + after;
          assertThat(read(near)).isEqualTo(near);
        }
        assertThat(read(before + after)).isEqualTo(before + after);
        assertThat(read(before)).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"n\\u0061me\"", "\"\\u006eame\""})
  void usualWordWithAnEscape_isItsText(String written) throws JsonRefused {
    assertThat(((JsonString) json(written)).value()).isEqualTo("name");
  }
}
