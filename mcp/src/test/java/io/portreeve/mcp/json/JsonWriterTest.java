package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          22      | "\\""
          5c      | "\\\\"
          2f      | "/"
          8       | "\\b"
          9       | "\\t"
          a       | "\\n"
          c       | "\\f"
          d       | "\\r"
          0       | "\\u0000"
          b       | "\\u000b"
          1f      | "\\u001f"
          7e      | "~"
          e9      | "é"
          20ac    | "€"
          1f600   | "😀"
          """)
  void codePoint_isEscapedOnlyIfItMustBe(String point, String literal) {
    String text = Character.toString(Integer.parseInt(point, 16));
    assertThat(JsonString.of(text)).hasToString(literal);
    assertThat(JsonString.of("ab" + text + "cd"))
        .hasToString("\"ab" + literal.substring(1, literal.length() - 1) + "cd\"");
  }

  @Test
  void everyCodePoint_isWrittenAsTheJdkEncodesIt_andMeasuredSo() throws JsonRefused {
    StringBuilder text = new StringBuilder();
    for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 37) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        text.appendCodePoint(point);
      }
    }
    JsonString built = JsonString.of(text.toString());
    assertThat(json(built.toString())).isEqualTo(built);
    String printable = text.substring(0x5D, text.length());
    JsonString plain = JsonString.of(printable);
    assertThat(plain.toBytes()).isEqualTo(("\"" + printable + "\"").getBytes(UTF_8));
    assertThat(JsonWriter.measure(plain)).isEqualTo(plain.toBytes().length);
    assertThat(JsonWriter.measure(built)).isEqualTo(built.toBytes().length);
  }

  /**
   * Room is guessed as if nothing were escaped or wide: both short of what is measured and beyond.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 8_170, 8_185, 8_186, 8_187, 8_200, 20_000})
  void escapesAndWideCharacters_areWrittenWhole_howeverLongTheRest(int length) throws JsonRefused {
    for (String special : new String[] {"", "\"", "\u0001", "é", "€", "😀"}) {
      JsonArray built = JsonArray.ofStrings(List.of("x".repeat(length), special.repeat(9), "end"));
      byte[] bytes = built.toBytes();
      assertThat(JsonReader.read(bytes, JsonTexts.LIMITS)).isEqualTo(built);
      assertThat(bytes).hasSize(JsonWriter.measure(built)).isEqualTo(built.toLine());
      assertThat(built).hasToString(new String(bytes, UTF_8));
      assertThat(JsonWriter.isAtMost(built, bytes.length)).isTrue();
      assertThat(JsonWriter.isAtMost(built, bytes.length - 1)).isFalse();
      assertThat(JsonWriter.isAtMost(built, 6 * bytes.length)).isTrue();
    }
  }

  @Test
  void writer_collectsValueAfterValue() throws JsonRefused {
    JsonWriter out = JsonWriter.create();
    json("[1, 2]").writeTo(out);
    byte[] early = out.toBytes();
    JsonObject.of("a", JsonBoolean.FALSE).writeTo(out);
    JsonNull.NULL.writeTo(out);
    assertThat(early).isEqualTo("[1, 2]".getBytes(UTF_8));
    assertThat(out.toBytes()).isEqualTo("[1, 2]{\"a\":false}null".getBytes(UTF_8));
    assertThat(out.length()).isEqualTo(21);
  }

  @Test
  void writer_givesItsTextInPartsOrWhole_neverTheLastPartAsTheWhole() {
    JsonWriter parts = JsonWriter.inParts();
    JsonNull.NULL.writeTo(parts);

    assertThatIllegalStateException().isThrownBy(parts::length);
    assertThatIllegalStateException().isThrownBy(parts::toBytes);
    assertThatIllegalStateException().isThrownBy(parts::finish);
    assertThatIllegalStateException().isThrownBy(JsonWriter.create()::parts);
  }

  @Test
  void singleLine_replacesLineBreaksBetweenTokensOnly() throws JsonRefused {
    Json read = json("{\r\n\"a\":\n\"x\\ny\\r\"\n}");
    assertThat(new String(read.toLine(), UTF_8)).isEqualTo("{  \"a\": \"x\\ny\\r\" }");
    assertThat(read).hasToString("{\r\n\"a\":\n\"x\\ny\\r\"\n}");
    assertThat(new String(JsonString.of("\n\r").toLine(), UTF_8)).isEqualTo("\"\\n\\r\"");
  }

  @Test
  void unbrokenText_isOneLineAlready() throws JsonRefused {
    assertThat(new String(json("{ \"a\" :\t1 }").toLine(), UTF_8)).isEqualTo("{ \"a\" :\t1 }");
  }
}
