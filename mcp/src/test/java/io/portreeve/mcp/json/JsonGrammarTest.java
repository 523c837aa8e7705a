package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.LIMITS;
import static io.portreeve.mcp.json.JsonTexts.json;
import static io.portreeve.mcp.json.JsonTexts.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The grammar of RFC 8259: what it allows is read, what it does not is refused at its place. */
class JsonGrammarTest {
  private static final String NUMBER = "-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?";

  static Stream<String> validTexts() {
    return Stream.of(
        "null",
        "true",
        "false",
        "0",
        "-0",
        "7",
        "-7",
        "1234567890123456789012345678901234567890",
        "0.5",
        "-0.0",
        "1.25",
        "10.00",
        "0e0",
        "0E+0",
        "1e5",
        "1E5",
        "1e+5",
        "1e-5",
        "1.5E-07",
        "-1.7976931348623157e308",
        "5e-324",
        "123456789.123456789e-300",
        "\"\"",
        "\" \"",
        "\"abcdefghijklmnopqrstuvwxyz\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0000\"",
        "\"\\u00e9\\u00C9\\uFFFF\\uffff\"",
        "\"\\ud800\\udc00\"",
        "\"\\uDBFF\\uDFFF\"",
        "\"\\\\u0061\"",
        "\"\u007f\"",
        "\"é€😀\"",
        "\"\u2028\u2029\"",
        "\"\uFEFF\"",
        "\"{}[]:,\"",
        "\"//no comment\"",
        "[]",
        "[ ]",
        "[\t\n\r ]",
        "[1]",
        "[1,2]",
        "[ 1 , 2 ]",
        "[[]]",
        "[[],[[]],{}]",
        "[null,true,false,0,\"\"]",
        "{}",
        "{ }",
        "{\"\":0}",
        "{\"a\":1}",
        "{ \"a\" : 1 , \"b\" : { } }",
        "{\"a\":1,\"A\":2}",
        "{\"a\":{\"a\":{\"a\":[]}}}",
        "{\"é\":1,\"e\u0301\":2}",
        "{\"a\":1,\"a \":2,\" a\":3}",
        "{\"\\u0000\":1,\"\":2}",
        " 1",
        "1 ",
        "\t\n\r 1 \r\n\t",
        " [] ",
        "[1e1,1E1]",
        "[\"a\",\"a\"]",
        "{\"x\":[{\"id\":1},{\"id\":1}]}",
        "[\"1234567\",\"12345678\",\"123456789\"]");
  }

  @ParameterizedTest
  @MethodSource("validTexts")
  void validText_isRead_andWrittenBackByteForByte(String text) throws JsonRefused {
    String bare = trim(text);
    assertThat(json(text).toString()).isEqualTo(bare);
    assertThat(json(text).toBytes()).isEqualTo(bare.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("validTexts")
  void validText_equalsItselfReadAgain(String text) throws JsonRefused {
    Json json = json(text);
    assertThat(json(json.toString())).isEqualTo(json).hasSameHashCodeAs(json);
  }

  @ParameterizedTest
  @MethodSource("validTexts")
  void truncatedText_isRefusedAsCutShort_unlessTheRestIsStillAValue(String text) {
    byte[] whole = text.getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      String rest = trim(new String(cut, UTF_8));
      boolean stillWhole = rest.equals(trim(text)) || rest.matches(NUMBER);
      JsonRefused refused = refusal(cut);
      if (stillWhole) {
        assertThat(refused).as("%d bytes", length).isNull();
      } else {
        assertThat(refused).as("%d bytes", length).isNotNull();
        assertThat(refused.fault()).isEqualTo(JsonRefused.Fault.UNEXPECTED_END);
        assertThat(refused.offset()).isEqualTo(length);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("validTexts")
  void textAmongOtherBytes_isReadAsIfItStoodAlone(String text) throws JsonRefused {
    byte[] around = ("}\"9" + text + "9\"}").getBytes(UTF_8);
    Json json = JsonReader.read(around, 3, text.getBytes(UTF_8).length, LIMITS);
    assertThat(json).isEqualTo(json(text));
    assertThat(json.toString()).isEqualTo(trim(text));
  }

  @ParameterizedTest
  @MethodSource("validTexts")
  void valueFollowedByAnother_isRefused(String text) {
    for (String more : new String[] {" 1", "\n{}", " ,", " ]", " \u0000", " x"}) {
      JsonRefused refused = refusal(text + more);
      assertThat(refused.fault()).isEqualTo(JsonRefused.Fault.TRAILING_BYTES);
      assertThat(refused.offset()).isGreaterThan(text.stripTrailing().getBytes(UTF_8).length);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``           | unexpected-end        | 0
          `   `        | unexpected-end        | 3
          [            | unexpected-end        | 1
          [1           | unexpected-end        | 2
          [1,          | unexpected-end        | 3
          {            | unexpected-end        | 1
          {"a"         | unexpected-end        | 4
          {"a":        | unexpected-end        | 5
          {"a":1       | unexpected-end        | 6
          {"a":1,      | unexpected-end        | 7
          "            | unexpected-end        | 1
          "a           | unexpected-end        | 2
          "\\          | unexpected-end        | 2
          "\\"         | unexpected-end        | 3
          "\\u00       | unexpected-end        | 5
          -            | unexpected-end        | 1
          1.           | unexpected-end        | 2
          1e           | unexpected-end        | 2
          1e+          | unexpected-end        | 3
          nul          | unexpected-end        | 3
          ]            | unexpected-byte       | 0
          }            | unexpected-byte       | 0
          ,            | unexpected-byte       | 0
          :            | unexpected-byte       | 0
          [,           | unexpected-byte       | 1
          [,1]         | unexpected-byte       | 1
          [1,]         | unexpected-byte       | 3
          [1,,2]       | unexpected-byte       | 3
          [1 2]        | unexpected-byte       | 3
          [1:2]        | unexpected-byte       | 2
          [1}          | unexpected-byte       | 2
          ["a"}        | unexpected-byte       | 4
          [1;2]        | unexpected-byte       | 2
          {]           | unexpected-byte       | 1
          {,}          | unexpected-byte       | 1
          {"a"}        | unexpected-byte       | 4
          {"a":}       | unexpected-byte       | 5
          {"a":1,}     | unexpected-byte       | 7
          {"a":1]      | unexpected-byte       | 6
          {"a" 1}      | unexpected-byte       | 5
          {"a"::1}     | unexpected-byte       | 5
          {"a":1 "b":2}| unexpected-byte       | 7
          {"a":1,,}    | unexpected-byte       | 7
          {a:1}        | unexpected-byte       | 1
          {'a':1}      | unexpected-byte       | 1
          {1:1}        | unexpected-byte       | 1
          {null:1}     | unexpected-byte       | 1
          {[]:1}       | unexpected-byte       | 1
          'a'          | unexpected-byte       | 0
          abc          | unexpected-byte       | 0
          True         | unexpected-byte       | 0
          TRUE         | unexpected-byte       | 0
          nULL         | unexpected-byte       | 1
          nulL         | unexpected-byte       | 3
          trux         | unexpected-byte       | 3
          falze        | unexpected-byte       | 3
          NaN          | unexpected-byte       | 0
          Infinity     | unexpected-byte       | 0
          -Infinity    | invalid-number        | 1
          -NaN         | invalid-number        | 1
          undefined    | unexpected-byte       | 0
          /**/1        | unexpected-byte       | 0
          [1/**/]      | unexpected-byte       | 2
          [1,#]        | unexpected-byte       | 3
          //x          | unexpected-byte       | 0
          +1           | unexpected-byte       | 0
          .5           | unexpected-byte       | 0
          [-]          | invalid-number        | 2
          --1          | invalid-number        | 1
          -.5          | invalid-number        | 1
          01           | invalid-number        | 0
          -01          | invalid-number        | 1
          00           | invalid-number        | 0
          [1.]         | invalid-number        | 3
          [1.e5]       | invalid-number        | 3
          [1e]         | invalid-number        | 3
          [1e+]        | invalid-number        | 4
          [1e+-2]      | invalid-number        | 4
          1.5.5        | trailing-bytes        | 3
          1e5.5        | trailing-bytes        | 3
          0x10         | trailing-bytes        | 1
          1_000        | trailing-bytes        | 1
          1n           | trailing-bytes        | 1
          [1e5e5]      | unexpected-byte       | 4
          nullx        | trailing-bytes        | 4
          "a""b"       | trailing-bytes        | 3
          []]          | trailing-bytes        | 2
          {}}          | trailing-bytes        | 2
          1,2          | trailing-bytes        | 1
          "\\a"        | invalid-escape        | 1
          "\\x41"      | invalid-escape        | 1
          "\\'"        | invalid-escape        | 1
          "\\0"        | invalid-escape        | 1
          "\\U0041"    | invalid-escape        | 1
          "\\u"        | invalid-escape        | 1
          "\\u004"     | invalid-escape        | 1
          "\\u004g"    | invalid-escape        | 1
          "\\u+041"    | invalid-escape        | 1
          "\\u-041"    | invalid-escape        | 1
          "\\u 041"    | invalid-escape        | 1
          "abc\\é"     | invalid-escape        | 4
          "\\ud800"    | lone-surrogate        | 1
          "\\udc00"    | lone-surrogate        | 1
          "\\ud800x"   | lone-surrogate        | 1
          "\\ud800\\n" | lone-surrogate        | 1
          "\\ud800\\u0041" | lone-surrogate    | 1
          "\\ud800\\ud800" | lone-surrogate    | 1
          "\\ud800\\u00" | invalid-escape      | 7
          "\\udc00\\ud800" | lone-surrogate    | 1
          "ab\\udfff"  | lone-surrogate        | 3
          {"\\ud800":1}| lone-surrogate        | 2
          {"a":1,"a":2}| duplicate-name        | 7
          {"a":1,"\\u0061":1} | duplicate-name | 7
          {"\\u0061":1,"a":1} | duplicate-name | 12
          {"é":1,"\\u00e9":1} | duplicate-name | 8
          {"\\/":1,"/":1} | duplicate-name     | 8
          {"":1,"":1}  | duplicate-name        | 6
          [{"a":1,"b":2,"a":null}] | duplicate-name | 14
          {"x":{"a":1,"a":1}} | duplicate-name | 12
          """)
  void invalidText_isRefused_withItsFaultAndPlace(String text, String fault, int offset) {
    JsonRefused refused = refusal(text);
    assertThat(refused).isNotNull();
    assertThat(refused.fault().text()).isEqualTo(fault);
    assertThat(refused).hasMessage(fault);
    assertThat(refused.offset()).isEqualTo(offset);
    assertThat(refused.getStackTrace()).isEmpty();
  }

  /** Strips what JSON calls whitespace, and no more. */
  private static String trim(String text) {
    return text.replaceAll("^[ \t\n\r]+|[ \t\n\r]+$", "");
  }
}
