package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {
  /** The document and the table of RFC 6901, section 5. */
  private static final String RFC_DOCUMENT =
      """
      {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\\\j": 5,
       "k\\"l": 6, " ": 7, "m~n": 8}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          /foo   ; ["bar", "baz"]
          /foo/0 ; "bar"
          /foo/1 ; "baz"
          /      ; 0
          /a~1b  ; 1
          /c%d   ; 2
          /e^f   ; 3
          /g|h   ; 4
          /i\\j  ; 5
          /k"l   ; 6
          `/ `   ; 7
          /m~0n  ; 8
          """)
  void exampleOfTheRfc_pointsWhereTheRfcSays(String pointer, String value) throws JsonRefused {
    assertThat(JsonPointer.parse(pointer).in(json(RFC_DOCUMENT))).contains(json(value));
    assertThat(JsonPointer.parse(pointer)).hasToString(pointer);
  }

  @Test
  void emptyPointer_pointsToTheWhole() throws JsonRefused {
    Json whole = json(RFC_DOCUMENT);
    assertThat(JsonPointer.parse("").in(whole)).contains(whole);
    assertThat(JsonPointer.root()).isEqualTo(JsonPointer.parse("")).hasToString("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/absent",
        "/foo/2",
        "/foo/-",
        "/foo/00",
        "/foo/01",
        "/foo/-1",
        "/foo/+1",
        "/foo/1.0",
        "/foo/99999999999",
        "/foo/",
        "/foo/0/x",
        "//x",
        "/Foo",
        "/foo/٠"
      })
  void pointerToNothing_findsNothing(String pointer) throws JsonRefused {
    assertThat(JsonPointer.parse(pointer).in(json(RFC_DOCUMENT))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", " /a", "/~", "/~2", "/a~", "/a~~0", "#/a", "/\ud800"})
  void textThatIsNoPointer_isRefused(String text) {
    assertThatThrownBy(() -> JsonPointer.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pointerOfTooManySteps_isRefused() {
    assertThat(JsonPointer.parse("/a".repeat(512)).token()).isEqualTo("a");
    String endless = "/".repeat(1_000_000);
    assertThatThrownBy(() -> JsonPointer.parse(endless))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pointerBuiltStepByStep_equalsTheOneParsed() {
    JsonPointer built = JsonPointer.root().child("a/b").child(3).child("~1").child("");
    assertThat(built).hasToString("/a~1b/3/~01/");
    assertThat(built).isEqualTo(JsonPointer.parse("/a~1b/3/~01/"));
    assertThat(built).hasSameHashCodeAs(JsonPointer.parse("/a~1b/3/~01/"));
    assertThat(built).isNotEqualTo(JsonPointer.parse("/a~1b/3/~01"));
    assertThat(built.token()).isEmpty();
    assertThatThrownBy(() -> JsonPointer.root().child(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
