package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLeavesTest {
  private static final String NESTED =
      "{\"a\": \"one\", \"b/c\":[ \"tw\\u006f\",{\"~\":\"three\",\"n\":3}, null,[[\"four\"]]"
          + " ],\"\":\"\"}";

  @Test
  void everyString_isShownWithItsPlace_inOrder() throws JsonRefused {
    List<String> seen = new ArrayList<>();
    JsonLeaves.forEachString(json(NESTED), (pointer, text) -> seen.add(pointer + "=" + text));
    assertThat(seen)
        .containsExactly("/a=one", "/b~1c/0=two", "/b~1c/1/~0=three", "/b~1c/3/0/0=four", "/=");
  }

  @Test
  void everyName_isShownBeforeItsValue() throws JsonRefused {
    List<String> seen = new ArrayList<>();
    JsonLeaves.forEachString(
        json(NESTED),
        (pointer, text) -> seen.add("value " + text),
        (pointer, name) -> seen.add("name " + name + " at " + pointer));
    assertThat(seen)
        .containsExactly(
            "name a at /a",
            "value one",
            "name b/c at /b~1c",
            "value two",
            "name ~ at /b~1c/1/~0",
            "value three",
            "name n at /b~1c/1/n",
            "value four",
            "name  at /",
            "value ");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void everyPlaceShown_pointsToTheStringShown(long seed) throws JsonRefused {
    RandomJson draw = new RandomJson(seed);
    for (int i = 0; i < 100; i++) {
      Json json = json(draw.written(draw.value()));
      JsonLeaves.forEachString(
          json,
          (pointer, text) -> {
            assertThat(pointer.in(json)).contains(JsonString.of(text));
            assertThat(JsonPointer.parse(pointer.toString()).in(json))
                .contains(JsonString.of(text));
          });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NESTED, "\"x\"", "[]", "{}", "7", "null", "[[{\"a\":[\"\"]}]]"})
  void rewriteThatChangesNothing_returnsTheSameInstance(String text) throws JsonRefused {
    Json json = json(text);
    assertThat(JsonLeaves.rewriteStrings(json, (pointer, leaf) -> leaf)).isSameAs(json);
    assertThat(JsonLeaves.rewriteStrings(json, (pointer, leaf) -> leaf, (pointer, name) -> name))
        .isSameAs(json);
  }

  @Test
  void rewriteOfOneString_leavesTheRestAsReceived() throws JsonRefused {
    Json json = json(NESTED);
    Json rewritten =
        JsonLeaves.rewriteStrings(json, (pointer, text) -> text.equals("four") ? "4\n" : text);
    assertThat(rewritten)
        .hasToString(
            "{\"a\":\"one\",\"b/c\":[\"tw\\u006f\",{\"~\":\"three\",\"n\":3},null,[[\"4\\n\"]]],\"\":\"\"}");
    assertThat(json).hasToString(NESTED);
  }

  @Test
  void rewriteOfNames_reachesNamesAtEveryDepth() throws JsonRefused {
    List<String> places = new ArrayList<>();
    Json rewritten =
        JsonLeaves.rewriteStrings(
            json("{\"a\":{\"b\":[{\"c\":\"x\"}]},\"D\":1}"),
            (pointer, text) -> text,
            (pointer, name) -> {
              places.add(pointer.toString());
              return name.toUpperCase(Locale.ROOT);
            });
    assertThat(rewritten).hasToString("{\"A\":{\"B\":[{\"C\":\"x\"}]},\"D\":1}");
    assertThat(places).containsExactly("/a", "/a/b", "/a/b/0/c", "/D");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1,\"A\":2}", "[{\"x\":{\"B\":1,\"b\":1}}]"})
  void namesThatBecomeEqual_areRefused(String text) {
    assertThatThrownBy(() ->
            JsonLeaves.rewriteStrings(
                json(text),
                (pointer, leaf) -> leaf,
                (pointer, name) -> name.toUpperCase(Locale.ROOT)))
        .isInstanceOfSatisfying(
            JsonRefused.class,
            refused -> {
              assertThat(refused.fault()).isEqualTo(Fault.DUPLICATE_NAME);
              assertThat(refused.offset()).isEqualTo(JsonRefused.NOWHERE);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a ~\"",
        "\"\\t\\n\\/\\\"\\\\\\u0041\"",
        "[{\"a\":[\"b\",1,null,true]}]",
        "\"\"",
        "7"
      })
  void printableAsciiTabAndLf_arePlain(String text) throws JsonRefused {
    assertThat(JsonLeaves.arePlain(json(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\r\"",
        "\"\\b\"",
        "\"\\f\"",
        "\"\\u0000\"",
        "\"\\u007f\"",
        "\"\\u009b\"",
        "\"\\ud83d\\ude00\"",
        "\"0123456789\u007f\"",
        "\"\u007f\"",
        "\"é\"",
        "\"\u200b\"",
        "[1,[\"a\",{\"b\":\"\\u202e\"}]]",
        "{\"\u200b\":1}",
        "{\"a\":{\"\\u200b\":1}}"
      })
  void everythingElse_isNot_howeverItIsWritten(String text) throws JsonRefused {
    assertThat(JsonLeaves.arePlain(json(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void plainness_isThatOfEveryText_whetherReadOrBuilt(long seed) throws JsonRefused {
    RandomJson draw = new RandomJson(seed);
    for (int i = 0; i < 2_000; i++) {
      Json built = draw.value();
      Json read = json(draw.written(built));
      boolean plain = plainOneByOne(read);

      assertThat(JsonLeaves.arePlain(built)).isEqualTo(plain);
      assertThat(JsonLeaves.arePlain(read)).as(read.toString()).isEqualTo(plain);
      if (read instanceof JsonArray array) {
        array.forEach(one -> assertThat(JsonLeaves.arePlain(one)).isEqualTo(plainOneByOne(one)));
      }
    }
  }

  private static boolean plainOneByOne(Json json) {
    List<String> seen = new ArrayList<>();
    JsonLeaves.forEachString(json, (_, text) -> seen.add(text), (_, name) -> seen.add(name));
    return seen.stream().allMatch(text -> text.matches("[ -~\n\t]*"));
  }

  @Test
  void rewriteToALoneSurrogate_isRefused() throws JsonRefused {
    Json json = json("[\"😀\"]");
    assertThatThrownBy(() -> JsonLeaves.rewriteStrings(json, (pointer, text) -> text.substring(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
