package io.portreeve.gateway.desk.jsonc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsoncReaderTest {
  private static final String WHOLE =
      """
      // first
      {
        "a": [1, -2.50e+3, true, null, "x\\"y\\u00e9", {"deep": {}},], /* in
        between */ "b": {"c": "d", // behind
        },
      }
      // last
      """;

  @Test
  void value_isReadWithItsPlace_betweenComments() throws JsoncRefused {
    JsoncText read = JsoncText.read(WHOLE);

    assertThat(read.compact(read.root()))
        .isEqualTo("{\"a\":[1,-2.50e+3,true,null,\"x\\\"yé\",{\"deep\":{}}],\"b\":{\"c\":\"d\"}}");
    assertThat(read.root().at(List.of("b", "c")).map(read::of)).contains("\"d\"");
    assertThat(read.root().at("a").map(read::of).orElseThrow()).startsWith("[1, -2").endsWith(",]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"\"",
        "0",
        "-0",
        "1e5",
        "true",
        "null",
        " [1,2,] ",
        "{\"a\":1,}",
        "/**/1//",
        "[[[]]]",
        "{\"\":{\"\":1}}",
        "\"\\u0000\\/\\b\"",
        "\"//\"",
        "\"/*\"",
        "1\r\n"
      })
  void right_isRead(String text) throws JsoncRefused {
    JsoncText read = JsoncText.read(text);

    assertThat(read.of(read.root())).isEqualTo(text.replaceAll("/\\*\\*/|//$|\\s", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                   | 1 | 1  | ends too early
          {                    | 1 | 2  | a name in quotation marks is missing
          {"a"                 | 1 | 5  | a colon is missing
          {"a":                | 1 | 6  | ends too early
          {"a":1 "b":2}        | 1 | 8  | a comma or } is missing
          {"a":1,,}            | 1 | 8  | a name in quotation marks is missing
          {,}                  | 1 | 2  | a name in quotation marks is missing
          [,]                  | 1 | 2  | a value is missing
          [1 2]                | 1 | 4  | a comma or ] is missing
          {a:1}                | 1 | 2  | a name in quotation marks is missing
          {'a':1}              | 1 | 2  | a name in quotation marks is missing
          01                   | 1 | 1  | a value is missing
          1.                   | 1 | 1  | a value is missing
          truer                | 1 | 1  | a value is missing
          NaN                  | 1 | 1  | a value is missing
          "a                   | 1 | 1  | a text has no end on its line
          "\\x"                | 1 | 3  | has no such escape
          "\\u12"              | 1 | 3  | has no such escape
          /* x                 | 1 | 1  | a comment has no end
          1 1                  | 1 | 3  | there is more behind its end
          {"a":1,"\\u0061":2}  | 1 | 8  | has the name "a" twice
          """)
  void wrong_isRefused_withItsPlace(String text, int line, int column, String what) {
    String written = text.replace("\\\\", "\\");

    JsoncRefused refused =
        catchThrowableOfType(JsoncRefused.class, () -> JsoncReader.read(written));

    assertThat(refused).hasMessage(what);
    assertThat(refused.line()).isEqualTo(line);
    assertThat(refused.column()).isEqualTo(column);
  }

  @Test
  void fault_onALaterLine_isFoundThere() {
    JsoncRefused refused =
        catchThrowableOfType(
            JsoncRefused.class, () -> JsoncReader.read("{\n  \"a\": 1,\r\n  \"b\" 2}"));

    assertThat(refused.line()).isEqualTo(3);
    assertThat(refused.column()).isEqualTo(7);
  }

  @Test
  void depth_hasAnEnd() {
    assertThat(
            catchThrowableOfType(JsoncRefused.class, () -> JsoncReader.read("[".repeat(100_000))))
        .hasMessageContaining("deeper");
  }

  @Test
  void anyDamage_isReadOrRefused_andNothingElse() throws JsoncRefused {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder damaged = new StringBuilder(WHOLE);
      for (int j = random.nextInt(3); j >= 0; j--) {
        int at = random.nextInt(damaged.length());
        damaged.replace(
            at,
            Math.min(damaged.length(), at + random.nextInt(4)),
            pick(random, "{}[]\",:/*\\ 1tu\n"));
      }
      try {
        JsoncText read = JsoncText.read(damaged.toString());
        JsoncText again = JsoncText.read(read.compact(read.root()));
        assertThat(again.compact(again.root())).isEqualTo(read.compact(read.root()));
      } catch (JsoncRefused said) {
        assertThat(said.line()).isPositive();
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 19_900);
  }

  private static String pick(Random random, String from) {
    int at = random.nextInt(from.length());
    return from.substring(at, at + 1);
  }
}
