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
    assertThat(JsonExtent.of(json(text))).isEqualTo(new JsonExtent(values, levels));
  }

  @Test
  void extent_isTheSame_whetherReadOrBuilt() throws JsonRefused {
    RandomJson draw = new RandomJson(3);
    for (int i = 0; i < 1_000; i++) {
      Json built = draw.value();
      assertThat(JsonExtent.of(json(draw.written(built)))).isEqualTo(JsonExtent.of(built));
    }
  }
}
