package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.accepts;
import static io.portreeve.mcp.json.JsonTexts.quoted;
import static io.portreeve.mcp.json.JsonTexts.refusal;
import static io.portreeve.mcp.json.JsonTexts.string;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict UTF-8 (RFC 3629) and strict escapes, judged against the JDK's own reporting decoder. */
class JsonUnicodeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "61 80",
        "c0 80",
        "c0 af",
        "c1 bf",
        "c2",
        "c2 41",
        "c2 c2",
        "c2 22",
        "df",
        "e0 80 80",
        "e0 9f bf",
        "e0 a0",
        "e1 80",
        "e1 80 41",
        "e1 41 80",
        "ed a0 80",
        "ed bf bf",
        "ed a0 80 ed b0 80",
        "ef bf",
        "f0 80 80 80",
        "f0 8f bf bf",
        "f0 90 80",
        "f1 80 80 41",
        "f4 90 80 80",
        "f5 80 80 80",
        "f8 88 80 80 80",
        "fc 84 80 80 80 80",
        "fe",
        "ff",
        "fe ff",
        "61 62 63 64 65 66 67 68 ff",
        "c3 a9 ff",
        "c3 a9 c3"
      })
  void malformedUtf8_isRefused(String hex) {
    assertThat(refusal(quoted(hex)).fault()).isEqualTo(Fault.INVALID_UTF8);
  }

  @ParameterizedTest
  @CsvSource({
    "c2 80, 80",
    "df bf, 7ff",
    "e0 a0 80, 800",
    "ed 9f bf, d7ff",
    "ee 80 80, e000",
    "ef bf bf, ffff",
    "ef bb bf, feff",
    "f0 90 80 80, 10000",
    "f4 8f bf bf, 10ffff"
  })
  void outermostUtf8_isReadAsItsCodePoint(String hex, String point) throws JsonRefused {
    Json json = JsonReader.read(quoted(hex), JsonTexts.LIMITS);
    String expected = Character.toString(Integer.parseInt(point, 16));
    assertThat(json).isEqualTo(JsonString.of(expected));
    assertThat(((JsonString) json).value()).isEqualTo(expected);
  }

  @Test
  void everyPairOfBytes_isReadExactlyIfTheDecoderAccepts() {
    for (int pair = 0; pair < 1 << 16; pair++) {
      check(new byte[] {(byte) (pair >> 8), (byte) pair});
    }
  }

  @Test
  void longSequencesAtEachBoundary_areReadExactlyIfTheDecoderAccepts() {
    int[] edges = {0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xFF};
    for (int lead = 0xC0; lead <= 0xFF; lead++) {
      for (int second : edges) {
        for (int third : edges) {
          check(new byte[] {(byte) lead, (byte) second, (byte) third});
          for (int fourth : edges) {
            check(new byte[] {(byte) lead, (byte) second, (byte) third, (byte) fourth});
          }
        }
      }
    }
  }

  private static void check(byte[] inside) {
    boolean expected = isSimpleEscape(inside) || (decodes(inside) && !needsEscape(inside));
    if (accepts(quoted(inside)) != expected) {
      assertThat(inside).as("accepted should be %s", expected).isEmpty();
    }
  }

  private static boolean isSimpleEscape(byte[] inside) {
    return inside.length == 2 && inside[0] == '\\' && "\"\\/bfnrt".indexOf(inside[1]) >= 0;
  }

  private static boolean needsEscape(byte[] inside) {
    return IntStream.range(0, inside.length)
        .map(i -> inside[i])
        .anyMatch(b -> (b >= 0 && b < 0x20) || b == '"' || b == '\\');
  }

  private static boolean decodes(byte[] inside) {
    try {
      UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(inside));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  @Test
  void everyByteAtEveryPlaceOfAPlainString_isJudgedTheSame() {
    for (int length = 1; length <= 20; length++) {
      for (int place = 0; place < length; place++) {
        for (int b = 0; b < 256; b++) {
          byte[] inside = "a".repeat(length).getBytes(UTF_8);
          inside[place] = (byte) b;
          check(inside);
        }
      }
    }
  }

  /** Once a string has had an escape, it is looked through in another way. */
  @ParameterizedTest
  @ValueSource(strings = {"\\n", "\\\"", "\\\\", "\\u0041"})
  void everyByteAtEveryPlaceAfterAnEscape_isJudgedTheSame(String escape) {
    for (int length = 1; length <= 20; length++) {
      for (int place = 0; place < length; place++) {
        for (int b = 0; b < 256; b++) {
          byte[] inside = (escape + "a".repeat(length)).getBytes(UTF_8);
          inside[escape.length() + place] = (byte) b;
          boolean expected = decodes(inside) && b >= 0x20 && b != '"' && b != '\\';
          if (accepts(quoted(inside)) != expected) {
            assertThat(inside).as("accepted should be %s", expected).isEmpty();
          }
        }
      }
    }
  }

  /**
   * Each row of escapes at each offset: the next one begins in the middle of a word, or ends it.
   */
  @Test
  void escapesAtEveryOffset_areReadAsWhatTheyStandFor() throws JsonRefused {
    String[] escapes = {
      "\\n", "\\\"", "\\\\", "\\/", "\\t", "\\b", "\\u00e9", "\\ud83d\\ude00", "é", "😀"
    };
    String[] texts = {"\n", "\"", "\\", "/", "\t", "\b", "é", "😀", "é", "😀"};
    for (int before = 0; before < 9; before++) {
      for (int first = 0; first < escapes.length; first++) {
        for (int between = 0; between < 9; between++) {
          for (int second = 0; second < escapes.length; second++) {
            String plain = "x".repeat(before);
            String more = "n".repeat(between);
            String read =
                string("\"" + plain + escapes[first] + more + escapes[second] + more + "\"")
                    .value();
            assertEquals(plain + texts[first] + more + texts[second] + more, read);
          }
        }
      }
    }
  }

  /** An odd number of backslashes escapes the quote after them, an even number none. */
  @Test
  void backslashesBeforeTheQuote_areCountedAtEveryOffset() {
    for (int before = 0; before < 17; before++) {
      for (int backslashes = 0; backslashes < 20; backslashes++) {
        String open = "\"\\n" + "a".repeat(before) + "\\".repeat(backslashes);
        assertEquals(backslashes % 2 == 0, accepts((open + "\"").getBytes(UTF_8)));
        assertEquals(backslashes % 2 == 1, accepts((open + "\"\"").getBytes(UTF_8)));
      }
    }
  }

  /** A cut anywhere is an end that was not expected, wherever words begin. */
  @Test
  void stringCutAnywhere_isRefusedForItsEnd() {
    String whole = "\"ab\\n\\\"cdefgh\\\\i\\u00e9jklmn\\t😀opq\"";
    byte[] bytes = whole.getBytes(UTF_8);
    for (int length = 1; length < bytes.length; length++) {
      assertEquals(Fault.UNEXPECTED_END, refusal(Arrays.copyOf(bytes, length)).fault());
    }
  }

  @Test
  void controlCharacter_isRefusedRaw_andReadEscaped() throws JsonRefused {
    for (int c = 0; c < 0x20; c++) {
      JsonRefused refused = refusal("\"ab" + (char) c + "\"");
      assertThat(refused.fault()).isEqualTo(Fault.RAW_CONTROL_CHARACTER);
      assertThat(refused.offset()).isEqualTo(3);
      assertThat(string("\"ab\\u%04X\"".formatted(c)).value()).isEqualTo("ab" + (char) c);
    }
  }

  @Test
  void everyEscapedUnit_isReadUnlessItIsASurrogate() throws JsonRefused {
    for (int unit = 0; unit < 1 << 16; unit++) {
      String text = "\"x\\u%04x\"".formatted(unit);
      if (Character.isSurrogate((char) unit)) {
        assertEquals(Fault.LONE_SURROGATE, refusal(text).fault());
      } else {
        assertEquals("x" + (char) unit, string(text).value());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x10000, 0x103FF, 0x10400, 0x1F600, 0xFFFFF, 0x100000, 0x10FFFF})
  void escapedPair_isReadAsItsCodePoint(int point) throws JsonRefused {
    String pair =
        "\"\\u%04x\\u%04X\""
            .formatted((int) Character.highSurrogate(point), (int) Character.lowSurrogate(point));
    assertThat(string(pair).value()).isEqualTo(Character.toString(point));
  }

  @ParameterizedTest
  @CsvSource({
    "ef bb bf 31, byte-order-mark", "ef bb bf, byte-order-mark", "fe ff 00 31, unexpected-byte",
    "ff fe 31 00, unexpected-byte", "00 31, unexpected-byte", "31 00, trailing-bytes",
    "c2 a0 31, unexpected-byte", "0b 31, unexpected-byte", "31 0c, trailing-bytes",
    "31 ef bb bf, trailing-bytes", "5b ff 5d, unexpected-byte"
  })
  void textInAnotherEncoding_orWithOtherWhitespace_isRefused(String hex, String fault) {
    byte[] text = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(refusal(text)).hasMessage(fault);
  }
}
