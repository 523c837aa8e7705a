package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of RFC 8785, and the law that equal values have equal bytes. */
class CanonicalJsonTest {
  private static String canonical(Json json) throws JsonRefused {
    return new String(CanonicalJson.bytes(json), UTF_8);
  }

  @Test
  void exampleOfSection3_2_2_hasTheFormTheRfcGives() throws JsonRefused {
    String text =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50,
                      2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }\
        """;
    assertThat(canonical(json(text)))
        .isEqualTo(
            """
            {"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
            "string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}\
            """);
  }

  @Test
  void exampleOfSection3_2_3_isOrderedByUtf16Unit() throws JsonRefused {
    String text =
        """
        {
          "\\u20ac": "Euro Sign",
          "\\r": "Carriage Return",
          "\\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\\ud83d\\ude00": "Emoji: Grinning Face",
          "\\u0080": "Control",
          "\\u00f6": "Latin Small Letter O With Diaeresis"
        }\
        """;
    JsonObject ordered = (JsonObject) json(canonical(json(text)));
    assertThat(ordered.names())
        .containsExactly("\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33");
    assertThat(ordered.string("\ud83d\ude00")).contains("Emoji: Grinning Face");
  }

  /** RFC 8785, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  void doubleOfAppendixB_hasTheTextTheRfcGives(String bits, String text) throws JsonRefused {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(EcmaScriptNumber.text(value)).isEqualTo(text);
    assertThat(canonical(JsonNumber.of(value))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "-0, 0",
    "-0.0, 0",
    "0e5, 0",
    "1e0, 1",
    "100, 100",
    "1E+2, 100",
    "12e-1, 1.2",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "123e19, 1.23e+21",
    "0.00001, 0.00001",
    "0.0000001, 1e-7",
    "-1.5e-10, -1.5e-10",
    "2E-323, 2e-323",
    "9007199254740991, 9007199254740991",
    "9007199254740994, 9007199254740994",
    "0.1000000000000000055511151231257827, 0.1"
  })
  void literal_hasTheFormOfItsDouble(String literal, String form) throws JsonRefused {
    assertThat(canonical(json(literal))).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "-9007199254740993",
        "9007199254740993.0",
        "90071992547409930e-1",
        "295147905179352825856",
        "123456789012345678901234567890",
        "1e309",
        "-1e999",
        "1e-400",
        "-3e-330"
      })
  void numberThatWouldBecomeAnother_isRefusedAtItsPlace(String literal) throws JsonRefused {
    Json json = json("[1, " + literal + "]");
    assertThatThrownBy(() -> CanonicalJson.bytes(json))
        .isInstanceOfSatisfying(
            JsonRefused.class,
            refused -> {
              assertThat(refused.fault()).isEqualTo(Fault.NUMBER_NOT_CANONICAL);
              assertThat(refused.offset()).isEqualTo(4);
            });
  }

  @Test
  void doublesDrawnAtRandom_readBackAndAreNoLongerThanJavaWritesThem() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8785);
    for (int i = 0; i < 30_000; i++) {
      long bits = i % 2 == 0 ? random.nextLong() : random.nextLong() >>> (2 + random.nextInt(60));
      double value = Double.longBitsToDouble(bits);
      if (Double.isFinite(value)) {
        String text = EcmaScriptNumber.text(value);
        assertThat(Double.parseDouble(text)).isEqualTo(value == 0 ? 0.0 : value);
        assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
      }
    }
  }

  private static int digits(String text) {
    return new BigDecimal(text).stripTrailingZeros().precision();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void equalValues_haveEqualBytes_andTheFormOfAFormIsItself(long seed) throws JsonRefused {
    RandomJson draw = new RandomJson(seed);
    int formed = 0;
    for (int i = 0; i < 500; i++) {
      Json built = draw.value();
      Json read = json(draw.written(built));
      try {
        String form = canonical(built);
        assertThat(canonical(read)).isEqualTo(form);
        assertThat(canonical(json(form))).isEqualTo(form);
        formed++;
      } catch (JsonRefused refused) {
        assertThat(refused.fault()).isEqualTo(Fault.NUMBER_NOT_CANONICAL);
        assertThatThrownBy(() -> CanonicalJson.bytes(read)).isInstanceOf(JsonRefused.class);
      }
    }
    assertThat(formed).isGreaterThan(150);
  }

  @Test
  void orderOfMembers_doesNotMatter_andThatOfElementsDoes() throws JsonRefused {
    assertThat(canonical(json("{\"b\":[2,1],\"a\":{}}"))).isEqualTo("{\"a\":{},\"b\":[2,1]}");
    assertThat(canonical(json("[ ]"))).isEqualTo("[]");
    assertThat(canonical(json("\"\\u002f\\u00E9\""))).isEqualTo("\"/é\"");
  }
}
