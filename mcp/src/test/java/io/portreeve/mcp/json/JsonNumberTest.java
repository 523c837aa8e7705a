package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {
  @ParameterizedTest
  @CsvSource({
    // literal, integer literal, integer, long
    "0, true, true, 0",
    "-0, true, true, 0",
    "7, true, true, 7",
    "-7, true, true, -7",
    "123456789012345678, true, true, 123456789012345678",
    "9223372036854775807, true, true, 9223372036854775807",
    "-9223372036854775808, true, true, -9223372036854775808",
    "9223372036854775808, true, true,",
    "-9223372036854775809, true, true,",
    "10000000000000000000, true, true,",
    "1.0, false, true, 1",
    "-2.000, false, true, -2",
    "0.0, false, true, 0",
    "1e2, false, true, 100",
    "1.5E1, false, true, 15",
    "100e-2, false, true, 1",
    "9.223372036854775807e18, false, true, 9223372036854775807",
    "1e19, false, true,",
    "1e999, false, true,",
    "0e999, false, true, 0",
    "1.5, false, false,",
    "15e-1, false, false,",
    "1e-1, false, false,",
    "1e-999, false, false,"
  })
  void literal_isAnInteger_byItsWorth(
      String literal, boolean integerLiteral, boolean integer, Long worth) throws JsonRefused {
    JsonNumber number = number(literal);
    assertThat(number.literal()).isEqualTo(literal);
    assertThat(number).hasToString(literal);
    assertThat(number.isIntegerLiteral()).isEqualTo(integerLiteral);
    assertThat(number.isInteger()).isEqualTo(integer);
    assertThat(number.asLong()).isEqualTo(Optional.ofNullable(worth));
    assertThat(number.decimal()).isEqualByComparingTo(literal);
  }

  @Test
  void worth_isKeptToTheLastDigit() throws JsonRefused {
    String literal = "3.14159265358979323846264338327950288419716939937510";
    assertThat(number(literal).decimal()).isEqualTo(new BigDecimal(literal));
    assertThat(number(literal).nearestDouble()).isEqualTo(Math.PI);
    assertThat(number("1e999").nearestDouble()).isInfinite();
  }

  @Test
  void equality_isByWorth() throws JsonRefused {
    assertThat(number("1"))
        .isEqualTo(number("1.0"))
        .isEqualTo(number("10e-1"))
        .isEqualTo(JsonNumber.of(1))
        .hasSameHashCodeAs(number("0.1e1"))
        .isNotEqualTo(number("1.0000000000000000000000001"))
        .isNotEqualTo(number("-1"));
    assertThat(number("-0")).isEqualTo(number("0.00e5")).hasSameHashCodeAs(number("0"));
  }

  @Test
  void builtNumber_canBeReadAgain() throws JsonRefused {
    for (double value : new double[] {0.0, -0.0, 1.5, 1e21, Double.MIN_VALUE, Double.MAX_VALUE}) {
      assertThat(number(JsonNumber.of(value).literal()).nearestDouble()).isEqualTo(value);
    }
    for (long value : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(number(JsonNumber.of(value).literal()).asLong()).contains(value);
    }
    for (String value :
        new String[] {
          "1E+999", "1E-999", "4.9E-324", "1.7976931348623157E+308", "0.10", "-12345678901234567890"
        }) {
      BigDecimal decimal = new BigDecimal(value);
      assertThat(number(JsonNumber.of(decimal).literal()).decimal()).isEqualTo(decimal);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numberThatJsonLacks_cannotBeBuilt(double value) {
    assertThatThrownBy(() -> JsonNumber.of(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1000000000", "1e-1000000000", "1e2147483647", "1e1000", "1e-1000"})
  void decimalThatNobodyWouldRead_cannotBeBuilt(String value) {
    BigDecimal decimal = new BigDecimal(value);
    assertThatThrownBy(() -> JsonNumber.of(decimal)).isInstanceOf(IllegalArgumentException.class);
  }
}
