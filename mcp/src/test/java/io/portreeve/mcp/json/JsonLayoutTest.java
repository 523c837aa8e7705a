package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLayoutTest {
  /** What is walked place by place is what was read, and so is what was built. */
  @Test
  void whatIsWalked_isTheValue() throws JsonRefused {
    RandomJson draw = new RandomJson(12);
    for (int i = 0; i < 2_000; i++) {
      JsonObject built = draw.object();
      JsonLayout read = JsonLayout.of(json(draw.written(built)));
      JsonLayout written = JsonLayout.of(built);

      assertThat(walked(read, read.root())).isEqualTo(built);
      assertThat(walked(written, written.root())).isEqualTo(built);
    }
  }

  private static Json walked(JsonLayout text, int value) {
    return switch (text.kind(value)) {
      case OBJECT -> {
        List<JsonMember> members = new ArrayList<>();
        for (int name = text.first(value); name < text.after(value); ) {
          int named = text.named(name);
          members.add(new JsonMember(JsonString.of(text.text(name)), walked(text, named)));
          name = text.after(named);
        }
        assertThat(text.count(value)).isEqualTo(members.size());
        yield JsonObject.of(members);
      }
      case ARRAY -> {
        List<Json> elements = new ArrayList<>();
        for (int at = text.first(value); at < text.after(value); at = text.after(at)) {
          elements.add(walked(text, at));
        }
        assertThat(text.count(value)).isEqualTo(elements.size());
        yield JsonArray.of(elements);
      }
      case STRING -> {
        assertThat(text.mostCharacters(value)).isGreaterThanOrEqualTo(text.text(value).length());
        yield JsonString.of(text.text(value));
      }
      case NUMBER -> number(text, value);
      case BOOLEAN, NULL -> text.view(value);
    };
  }

  private static Json number(JsonLayout text, int value) {
    JsonNumber number = (JsonNumber) text.view(value);
    long integer = text.shortInteger(value);
    assertThat(integer != JsonLayout.NO_SHORT_INTEGER).isEqualTo(number.isShortInteger());
    return number.isShortInteger() ? JsonNumber.of(integer) : number;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "17, 17",
    "-17, -17",
    "999999999999999999, 999999999999999999",
    "-99999999999999999, -99999999999999999"
  })
  void shortInteger_isItsWorth(String literal, long worth) throws JsonRefused {
    JsonLayout text = JsonLayout.of(json("[" + literal + "]"));

    assertThat(text.shortInteger(text.first(text.root()))).isEqualTo(worth);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0",
    "1e0",
    "1E0",
    "0.5",
    "-0.0",
    "1000000000000000000",
    "-100000000000000000",
    "9223372036854775807"
  })
  void whatIsWrittenOtherwise_isNoShortInteger(String literal) throws JsonRefused {
    JsonLayout text = JsonLayout.of(json("[" + literal + "]"));

    assertThat(text.shortInteger(text.first(text.root()))).isEqualTo(JsonLayout.NO_SHORT_INTEGER);
    assertThat(text.view(text.first(text.root())))
        .isEqualTo(JsonNumber.of(new BigDecimal(literal)));
  }

  @Test
  void scalarAlone_hasALayout() throws JsonRefused {
    assertThat(JsonLayout.of(JsonNull.NULL).kind(0)).isEqualTo(JsonKind.NULL);
    assertThat(JsonLayout.of(JsonString.of("é")).text(0)).isEqualTo("é");
    assertThat(JsonLayout.of(json("12")).shortInteger(0)).isEqualTo(12);
  }
}
