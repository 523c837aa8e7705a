package io.portreeve.mcp.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValueTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      textBlock =
          """
          us-west1|us-west1
          Hello, 世界|=?base64?SGVsbG8sIOS4lueVjA==?=
           padded |=?base64?IHBhZGRlZCA=?=
          =?base64?literal?=|=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=
          =?BASE64?x?=|=?BASE64?x?=
          a b|a b
          """)
  void examplesOfTheSpecification_areEncodedAsTheySay(String text, String value) {
    assertThat(FieldValue.encode(text)).isEqualTo(value);
    assertThat(FieldValue.decode(value)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line1\nline2",
        "a\rb",
        "a\0b",
        "tab\there",
        "\u007f",
        "é",
        "=?base64?=",
        "=?base64??="
      })
  void textThatNoFieldMayHold_isWrapped(String text) {
    assertThat(FieldValue.encode(text)).startsWith("=?base64?").endsWith("?=").isNotEqualTo(text);
    assertThat(FieldValue.decode(FieldValue.encode(text))).contains(text);
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anyText_survivesTheWayThereAndBack(int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint("=?base64? \t~\u0000é世😀".codePoints().toArray()[random.nextInt(15)]);
    }
    String value = FieldValue.encode(text.toString());
    assertThat(value.chars()).allMatch(c -> c >= ' ' && c <= '~');
    assertThat(FieldValue.decode(value)).contains(text.toString());
    assertThat(FieldValue.decode(" \t" + value + "\t ")).contains(text.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?base64?YQ?=", // no padding
        "=?base64?YR==?=", // bits that mean nothing
        "=?base64?YQ==YQ==?=",
        "=?base64?Y Q==?=",
        "=?base64?Y_8=?=", // the alphabet of URLs
        "=?base64?/w==?=", // not UTF-8
        "=?base64?7aCA?=", // a surrogate
        "=?base64?=",
        "a\nb",
        "a\0b",
        "\u007f",
        "é"
      })
  void malformedValue_givesNothing(String value) {
    assertThat(FieldValue.decode(value)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=?Base64?YQ==?=", "=?base64?YQ==", "YQ==?=", "=?utf-8?YQ==?=", "a\tb", ""})
  void valueThatIsNotWrapped_isLiteral(String value) {
    assertThat(FieldValue.decode(value)).contains(value);
  }
}
