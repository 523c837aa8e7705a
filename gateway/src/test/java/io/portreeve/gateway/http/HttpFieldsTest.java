package io.portreeve.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No line can be smuggled into a head through a name or a value. */
class HttpFieldsTest {
  private static final HttpFields FIELDS =
      HttpFields.builder().add("B", "1").add("a", "2").add("b", "3").build();

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "a b", "a:", ":a", "a\r", "a\n", "a\0", "\u00e9", "a\u0100", "(a)"})
  void name_thatIsNoToken_isRefused(String name) {
    assertThatThrownBy(() -> HttpFields.of(name, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FIELDS.and(name, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FIELDS.with(name, "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nb: c",
        "\r",
        "\n",
        "\0",
        "a\u001b",
        "\u007f",
        " a",
        "a ",
        "\ta",
        "a\t",
        "\u0100",
        "a\u010d\u010ab",
        "\u2028"
      })
  void value_thatIsNoFieldValue_isRefused(String value) {
    assertThatThrownBy(() -> HttpFields.of("a", value))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FIELDS.and("a", value)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FIELDS.with("a", value)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a b", "a\tb", "\u00e9", "\u0080\u00ff", "\"\\", "a:b,c;d"})
  void value_thatIsOne_isKept(String value) {
    assertThat(HttpFields.of("a", value).first("A")).contains(value);
  }

  @Test
  void fields_keepOrderAndRepetition_whateverTheCase() {
    assertThat(FIELDS.first("b")).contains("1");
    assertThat(FIELDS.all("B")).containsExactly("1", "3");
    assertThat(FIELDS.count("b")).isEqualTo(2);
    assertThat(FIELDS.all("c")).isEmpty();
    assertThat(FIELDS.first("C")).isEmpty();
    assertThat(FIELDS.has("A")).isTrue();
    assertThat(FIELDS.has("c")).isFalse();
    assertThat(lines(FIELDS)).containsExactly("b: 1", "a: 2", "b: 3");
  }

  /** U+017F and U+212A have an s and a k as another case. */
  @ParameterizedTest
  @ValueSource(strings = {"\u017fo\u212aen", "\u017foken", "so\u212aEn", "SO\u212aEN"})
  void letterThatIsNotAscii_isNoneOfAName(String name) {
    HttpFields fields = HttpFields.of("soken", "1");
    assertThat(fields.has("SoKen")).isTrue();
    assertThat(fields.has(name)).isFalse();
    assertThat(fields.without(name)).isSameAs(fields);
  }

  @Test
  void copies_leaveTheOriginalAsItWas() {
    assertThat(lines(FIELDS.with("B", "x"))).containsExactly("a: 2", "b: x");
    assertThat(lines(FIELDS.and("B", "x"))).containsExactly("b: 1", "a: 2", "b: 3", "b: x");
    assertThat(lines(FIELDS.without("b"))).containsExactly("a: 2");
    assertThat(FIELDS.without("c")).isSameAs(FIELDS);
    assertThat(lines(FIELDS.toBuilder().add("c", "4").build())).endsWith("c: 4");
    assertThat(FIELDS.size()).isEqualTo(3);
  }

  @Test
  void fieldsOfAnotherHead_comeAfterThoseThatAreThere_howeverManyThereAre() {
    HttpFields.Builder many = HttpFields.builder();
    for (int i = 0; i < 20; i++) {
      many.add("n" + i, "v" + i);
    }

    HttpFields all = FIELDS.and(many.build()).and(HttpFields.empty()).and(FIELDS);

    assertThat(all.size()).isEqualTo(26);
    assertThat(all.all("b")).containsExactly("1", "3", "1", "3");
    assertThat(all.first("N19")).contains("v19");
    assertThat(FIELDS.size()).isEqualTo(3);
    assertThat(HttpFields.empty().and(FIELDS)).isEqualTo(FIELDS);
  }

  @Test
  void builder_usedOn_doesNotChangeWhatItBuilt() {
    HttpFields.Builder builder = HttpFields.builder().add("a", "1");
    HttpFields built = builder.build();
    for (int i = 0; i < 50; i++) {
      builder.add("b" + i, "2");
    }
    assertThat(lines(built)).containsExactly("a: 1");
    assertThat(builder.build().size()).isEqualTo(51);
  }

  @Test
  void equality_isThatOfNamesAndValuesInOrder() throws Rejected {
    HttpFields parsed = Lines.fields(Loopback.bytes("B: 1\r\nA:\t2 \r\nb:3\r\n\r\n"), 0);
    assertThat(parsed).isEqualTo(FIELDS).hasSameHashCodeAs(FIELDS);
    assertThat(FIELDS.and("c", "")).isNotEqualTo(FIELDS);
    assertThat(HttpFields.of("a", "1", "b", "2")).isNotEqualTo(HttpFields.of("b", "2", "a", "1"));
    assertThat(HttpFields.empty()).isEqualTo(HttpFields.builder().build());
  }

  @Test
  void text_showsNoValue() {
    assertThat(HttpFields.of("authorization", "secret")).hasToString("HttpFields[authorization]");
  }

  private static List<String> lines(HttpFields fields) {
    List<String> lines = new ArrayList<>();
    fields.each((name, value) -> lines.add(name + ": " + value));
    return lines;
  }
}
