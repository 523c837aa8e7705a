package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonExtentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7 | 1 | 1",
        "\"a\" | 1 | 1",
        "{} | 1 | 1",
        "[] | 1 | 1",
        "[[]] | 2 | 2",
        "[1,2,[3]] | 5 | 3",
        "{\"a\":1,\"b\":{\"c\":[null]}} | 5 | 4"
      })
  void values_areCountedWithoutNames(String text, int values, int levels) throws JsonRefused {
    assertThat(JsonExtent.values(json(text))).isEqualTo(values);
    assertThat(JsonExtent.levels(json(text))).isEqualTo(levels);
  }

  @Test
  void extent_isTheSame_whetherReadOrBuilt() throws JsonRefused {
    RandomJson draw = new RandomJson(3);
    for (int i = 0; i < 1_000; i++) {
      Json built = draw.value();
      Json read = json(draw.written(built));
      assertThat(JsonExtent.values(read)).isEqualTo(JsonExtent.values(built));
      assertThat(JsonExtent.levels(read)).isEqualTo(JsonExtent.levels(built));
    }
  }
}
