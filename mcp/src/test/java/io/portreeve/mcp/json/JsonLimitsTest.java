package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.LIMITS;
import static io.portreeve.mcp.json.JsonTexts.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLimitsTest {
  static Stream<Arguments> atAndOver() {
    return Stream.of(
        row("bytes", l -> l.withBytes(4), "[12]", "[123]", Fault.TOO_MANY_BYTES, 4),
        row("bytes, whitespace too", l -> l.withBytes(4), "[1] ", "[1]  ", Fault.TOO_MANY_BYTES, 4),
        row("depth", l -> l.withDepth(2), "[[],[1]]", "[[[]]]", Fault.TOO_DEEP, 2),
        row("depth, mixed", l -> l.withDepth(2), "{\"a\":[]}", "{\"a\":[{}]}", Fault.TOO_DEEP, 6),
        row("depth 1", l -> l.withDepth(1), "[1]", "[[1]]", Fault.TOO_DEEP, 1),
        row(
            "members",
            l -> l.withMembers(2),
            "{\"a\":1,\"b\":{\"a\":1,\"b\":1}}",
            "{\"a\":1,\"b\":2,\"c\":3}",
            Fault.TOO_MANY_MEMBERS,
            13),
        row(
            "members, not elements",
            l -> l.withMembers(1),
            "[1,2,3]",
            "[{\"a\":1,\"b\":1}]",
            Fault.TOO_MANY_MEMBERS,
            8),
        row("values", l -> l.withValues(4), "[1,[2]]", "[1,[2],3]", Fault.TOO_MANY_VALUES, 7),
        row(
            "values, not names",
            l -> l.withValues(3),
            "{\"a\":1,\"b\":2}",
            "[1,2,3]",
            Fault.TOO_MANY_VALUES,
            5),
        row(
            "string",
            l -> l.withStringBytes(3),
            "[\"abc\"]",
            "[\"abcd\"]",
            Fault.STRING_TOO_LONG,
            1),
        row(
            "string, in bytes",
            l -> l.withStringBytes(3),
            "\"€\"",
            "\"€x\"",
            Fault.STRING_TOO_LONG,
            0),
        row(
            "string, as received",
            l -> l.withStringBytes(6),
            "\"\\u0041\"",
            "\"\\u0041x\"",
            Fault.STRING_TOO_LONG,
            0),
        row("name", l -> l.withStringBytes(1), "{\"a\":1}", "{\"ab\":1}", Fault.STRING_TOO_LONG, 1),
        row("number", l -> l.withNumberBytes(4), "-123", "-1234", Fault.NUMBER_TOO_LONG, 0),
        row(
            "number, fraction",
            l -> l.withNumberBytes(4),
            "0.25",
            "0.125",
            Fault.NUMBER_TOO_LONG,
            0),
        row("exponent", l -> l.withExponentDigits(2), "1e99", "1e100", Fault.EXPONENT_TOO_LONG, 2),
        row(
            "exponent, sign",
            l -> l.withExponentDigits(2),
            "1E-99",
            "1E-100",
            Fault.EXPONENT_TOO_LONG,
            3),
        row(
            "exponent, zeros",
            l -> l.withExponentDigits(2),
            "1e00",
            "1e000",
            Fault.EXPONENT_TOO_LONG,
            2));
  }

  private static Arguments row(
      String name,
      UnaryOperator<JsonLimits> narrow,
      String at,
      String over,
      Fault fault,
      int offset) {
    return Arguments.of(name, narrow.apply(LIMITS), at, over, fault, offset);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("atAndOver")
  void textAtALimit_isRead_andOverIt_isRefused(
      String name, JsonLimits limits, String at, String over, Fault fault, int offset)
      throws JsonRefused {
    assertThat(JsonReader.read(at.getBytes(UTF_8), limits).toString())
        .as(name)
        .isEqualTo(at.strip());
    assertThat(refusal(over, LIMITS)).as("without the limit").isNull();
    JsonRefused refused = refusal(over, limits);
    assertThat(refused.fault()).isEqualTo(fault);
    assertThat(refused.offset()).isEqualTo(offset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "1E+999999999", "-1e-999999999", "[0e99999]"})
  void hostileExponent_isRefusedByDefault(String text) {
    assertThat(refusal(text).fault()).isEqualTo(Fault.EXPONENT_TOO_LONG);
  }

  @Test
  void everyDoubleWrittenOut_isReadByDefault() throws JsonRefused {
    for (double value : new double[] {Double.MAX_VALUE, Double.MIN_VALUE, -Double.MIN_NORMAL}) {
      String plain = new java.math.BigDecimal(Double.toString(value)).toPlainString();
      assertThat(JsonTexts.number(plain).nearestDouble()).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":["})
  void endlessNesting_isRefusedAtTheLimit_whateverIsMissingBehindIt(String opening) {
    JsonLimits deepest = LIMITS.withDepth(JsonLimits.MAX_DEPTH);
    String text = opening.repeat(1_000_000);
    assertThat(refusal(text, deepest).fault()).isEqualTo(Fault.TOO_DEEP);
    assertThat(refusal(text, LIMITS).fault()).isEqualTo(Fault.TOO_DEEP);
  }

  @Test
  void deepestValueThereMayBe_canBeWalkedInEveryWay() throws JsonRefused {
    int depth = JsonLimits.MAX_DEPTH;
    String text = "{\"a\":[".repeat(depth / 2) + "\"x\"" + "]}".repeat(depth / 2);
    JsonLimits deepest = LIMITS.withDepth(depth);
    Json json = JsonReader.read(text.getBytes(UTF_8), deepest);
    Json again = JsonReader.read(text.getBytes(UTF_8), deepest);
    assertThat(json).isEqualTo(again).hasSameHashCodeAs(again);
    assertThat(CanonicalJson.bytes(json)).isEqualTo(text.getBytes(UTF_8));
    Json rewritten = JsonLeaves.rewriteStrings(json, (pointer, leaf) -> leaf + "y", (p, n) -> "b");
    assertThat(rewritten.toString()).isEqualTo(text.replace("a", "b").replace("x", "xy"));
  }

  @Test
  void manyEmptyContainersSideBySide_areNotDeep() throws JsonRefused {
    String text = "[" + "[],{},".repeat(10_000) + "[[[]]]]";
    assertThat(JsonReader.read(text.getBytes(UTF_8), LIMITS.withDepth(4)).toString())
        .isEqualTo(text);
  }

  @Test
  void limitBelowOneOrBeyondItsMost_isNoLimit() {
    assertThatThrownBy(() -> LIMITS.withBytes(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LIMITS.withDepth(513)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LIMITS.withMembers(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LIMITS.withValues(100_000_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LIMITS.withStringBytes(JsonLimits.MAX_STRING_BYTES + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LIMITS.withStringBytes(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LIMITS.withNumberBytes(10_001))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LIMITS.withExponentDigits(5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eachWith_changesItsOwnLimitOnly() {
    JsonLimits limits =
        LIMITS
            .withBytes(1)
            .withDepth(2)
            .withMembers(3)
            .withValues(4)
            .withStringBytes(5)
            .withNumberBytes(6)
            .withExponentDigits(4);
    assertThat(limits).isEqualTo(new JsonLimits(1, 2, 3, 4, 5, 6, 4));
  }
}
