package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.array;
import static io.portreeve.mcp.json.JsonTexts.json;
import static io.portreeve.mcp.json.JsonTexts.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  private static final String MIXED =
      """
      {"s":"t\\u00e9xt", "i":7,"f":1.0,"x":1.5,"b":false,"n":null,"o":{"k":1},"a":[1],"k\\u0065y":2,"é":3}\
      """;

  @Test
  void typedGetter_answersForItsTypeOnly() throws JsonRefused {
    JsonObject object = object(MIXED);
    assertThat(object.string("s")).contains("téxt");
    assertThat(object.integer("i")).contains(7L);
    assertThat(object.integer("f")).contains(1L);
    assertThat(object.bool("b")).contains(false);
    assertThat(object.object("o")).contains(object("{\"k\":1}"));
    assertThat(object.array("a")).contains(array("[1]"));
    for (String name : object.names()) {
      assertThat(object.string(name).isPresent()).isEqualTo(name.equals("s"));
      assertThat(object.integer(name).isPresent())
          .isEqualTo(List.of("i", "f", "key", "é").contains(name));
      assertThat(object.bool(name).isPresent()).isEqualTo(name.equals("b"));
      assertThat(object.object(name).isPresent()).isEqualTo(name.equals("o"));
      assertThat(object.array(name).isPresent()).isEqualTo(name.equals("a"));
    }
  }

  @Test
  void nullMember_isThere_unlikeAnAbsentOne() throws JsonRefused {
    JsonObject object = object(MIXED);
    assertThat(object.has("n")).isTrue();
    assertThat(object.get("n")).contains(JsonNull.NULL);
    assertThat(object.has("absent")).isFalse();
    assertThat(object.get("absent")).isEmpty();
    assertThat(object.string("absent")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "é", "s"})
  void name_isFoundByItsDecodedText(String name) throws JsonRefused {
    assertThat(object(MIXED).has(name)).isTrue();
    assertThat(object(MIXED).with("new", 1).has(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "keys", "k\\u0065y", "Ã©", "e\u0301", "S", "\ud800", "\u0173"})
  void nameThatOnlyResemblesAnother_isNotFound(String name) throws JsonRefused {
    assertThat(object(MIXED).has(name)).isFalse();
    assertThat(object(MIXED).with("new", 1).has(name)).isFalse();
  }

  @Test
  void edit_writesUntouchedMembersAsReceived_inTheirOrder() throws JsonRefused {
    JsonObject read = object("{ \"\\u0061\" : 1.00 , \"b\" : [ 1 ] ,\n\"c\" : \"\\u0063\" }");
    assertThat(read.with("b", true)).hasToString("{\"\\u0061\":1.00,\"b\":true,\"c\":\"\\u0063\"}");
    assertThat(read.with("a", "x"))
        .hasToString("{\"\\u0061\":\"x\",\"b\":[ 1 ],\"c\":\"\\u0063\"}");
    assertThat(read.with("d", 4))
        .hasToString("{\"\\u0061\":1.00,\"b\":[ 1 ],\"c\":\"\\u0063\",\"d\":4}");
    assertThat(read.without("a")).hasToString("{\"b\":[ 1 ],\"c\":\"\\u0063\"}");
    assertThat(read.without("a").without("b").without("c")).hasToString("{}");
    assertThat(read.keepIf(member -> member.name().equals("b"))).hasToString("{\"b\":[ 1 ]}");
  }

  @Test
  void edit_leavesTheObjectItStartedFromAlone() throws JsonRefused {
    JsonObject read = object("{\"a\":1}");
    JsonObject edited = read.with("a", 2);
    JsonObject again = edited.with("b", 3).without("a");
    assertThat(read).hasToString("{\"a\":1}");
    assertThat(edited).hasToString("{\"a\":2}");
    assertThat(again).hasToString("{\"b\":3}");
  }

  @Test
  void editThatChangesNothing_returnsTheSameInstance() throws JsonRefused {
    JsonObject read = object("{\"a\":1}");
    assertThat((Object) read.without("b")).isSameAs(read);
    assertThat((Object) read.keepIf(member -> true)).isSameAs(read);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void editsDrawnAtRandom_keepStepWithALinkedMap(long seed) throws JsonRefused {
    RandomJson draw = new RandomJson(seed);
    for (int round = 0; round < 60; round++) {
      JsonObject object = object(draw.written(draw.object()));
      Map<String, Json> model = new LinkedHashMap<>();
      object.forEach(member -> model.put(member.name(), member.value()));
      for (int step = 0; step < 8; step++) {
        object = edit(draw, object, model);
        assertSame(object, model);
      }
    }
  }

  private static JsonObject edit(RandomJson draw, JsonObject object, Map<String, Json> model) {
    List<String> names = draw.namesAround(object);
    String name = names.get(draw.random().nextInt(names.size()));
    if (draw.random().nextInt(3) == 0) {
      model.remove(name);
      return object.without(name);
    }
    Json value = draw.value();
    model.put(name, value);
    return object.with(name, value);
  }

  private static void assertSame(JsonObject object, Map<String, Json> model) throws JsonRefused {
    assertThat(object.names()).isEqualTo(List.copyOf(model.keySet()));
    assertThat(object.size()).isEqualTo(model.size());
    model.forEach((name, value) -> assertThat(object.get(name)).contains(value));
    JsonObject reread = object(object.toString());
    assertThat((Object) reread).isEqualTo(object).hasSameHashCodeAs(object);
    assertThat(reread.names()).isEqualTo(object.names());
  }

  @Test
  void putLaterPutEarlierPut_isUndone() throws JsonRefused {
    JsonObject read = object("{\"a\":1,\"b\":2}");
    assertThat((Object) read.with("a", 5).with("a", 6)).isEqualTo(read.with("a", 6));
    assertThat((Object) read.with("c", 5).without("c")).isEqualTo(read);
    assertThat((Object) read.without("a").with("a", 1)).isEqualTo(read);
    assertThat((Object) read.with("a", 5).with("b", 6)).isEqualTo(read.with("b", 6).with("a", 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1,"b":2}  | {"b":2,"a":1}        | true
          {"a":1}        | {"\\u0061":1.0}      | true
          {"a":[1,2]}    | {"a":[2,1]}          | false
          {"a":1}        | {"a":"1"}            | false
          {"a":1}        | {"a":1,"b":null}     | false
          {"a":null}     | {"b":null}           | false
          {}             | []                   | false
          [1e2,-0]       | [100.0,0]            | true
          "\\u00e9"      | "é"                  | true
          "é"            | "e\\u0301"           | false
          true           | "true"               | false
          null           | {}                   | false
          0              | false                | false
          9007199254740993 | 9007199254740992   | false
          """)
  void values_areEqualByWhatTheySay(String one, String other, boolean equal) throws JsonRefused {
    assertThat(json(one).equals(json(other))).isEqualTo(equal);
    assertThat(json(other).equals(json(one))).isEqualTo(equal);
    if (equal) {
      assertThat(json(one)).hasSameHashCodeAs(json(other));
    }
  }

  @Test
  void builder_keepsOrder_andALaterValueTakesTheOldPlace() {
    JsonObject built =
        JsonObject.builder()
            .put("a", "1")
            .put("b", 2)
            .put("a", true)
            .put("c", JsonNull.NULL)
            .build();
    assertThat(built).hasToString("{\"a\":true,\"b\":2,\"c\":null}");
  }

  @Test
  void builderOfManyMembers_findsEachAgain() {
    JsonObjectBuilder builder = JsonObject.builder();
    for (int i = 0; i < 3_000; i++) {
      builder.put("n" + i % 1_000, i);
    }
    JsonObject built = builder.build();
    assertThat(built.size()).isEqualTo(1_000);
    assertThat(built.integer("n0")).contains(2_000L);
    assertThat(built.integer("n999")).contains(2_999L);
    assertThat(built.has("n1000")).isFalse();
  }

  @Test
  void builderThatGoesOn_doesNotChangeWhatItBuilt() {
    JsonObjectBuilder builder = JsonObject.builder().put("a", 1);
    JsonObject first = builder.build();
    builder.put("b", 2);
    assertThat(first).hasToString("{\"a\":1}");
    assertThat(builder.build()).hasToString("{\"a\":1,\"b\":2}");
  }

  @Test
  void putAllOverOtherMembers_replacesEqualNames() throws JsonRefused {
    JsonObject over = object("{\"\\u0062\":20,\"c\":30}");
    JsonObject built = JsonObject.builder().put("a", 1).put("b", 2).putAll(over).build();
    assertThat(built).hasToString("{\"a\":1,\"\\u0062\":20,\"c\":30}");
    assertThat((Object) JsonObject.of(over)).isEqualTo(over);
  }

  @Test
  void emptyObject_isOne_howeverItCameAbout() throws JsonRefused {
    assertThat(JsonObject.empty()).hasToString("{}");
    assertThat((Object) JsonObject.empty())
        .isEqualTo(object("{ }"))
        .isEqualTo(object("{\"a\":1}").without("a"));
    assertThat((Object) JsonObject.builder().build()).isSameAs(JsonObject.empty());
    assertThat((Object) JsonObject.of("a", JsonNull.NULL)).isEqualTo(object("{\"a\":null}"));
  }

  @Test
  void iteration_endsAfterTheLastMember() throws JsonRefused {
    Iterator<JsonMember> members = object("{\"a\":{\"x\":[1,{}]},\"b\":2}").iterator();
    List<String> seen = new ArrayList<>();
    while (members.hasNext()) {
      JsonMember member = members.next();
      seen.add(member.name() + "=" + member.value());
    }
    assertThat(seen).containsExactly("a={\"x\":[1,{}]}", "b=2");
    assertThatThrownBy(members::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void nameOrTextWithALoneSurrogate_cannotBeBuilt() {
    for (String broken : new String[] {"\ud800", "\udc00", "a\udc00\ud800", "😀\ud83d"}) {
      assertThatThrownBy(() -> JsonString.of(broken)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> JsonObject.empty().with(broken, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> JsonObject.builder().put("a", broken))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(JsonString.of("a😀é").value()).isEqualTo("a😀é");
  }

  @Test
  void objectInOnePiece_isTheSameObject_inTheSameBytes() {
    RandomJson draw = new RandomJson(29);
    for (int i = 0; i < 500; i++) {
      JsonObject object = draw.object();
      JsonObject piece = object.inOnePiece();

      assertThat(piece).isEqualTo(object).isInstanceOf(ReadObject.class);
      assertThat(piece.names()).isEqualTo(object.names());
      assertThat(JsonObject.of("a", piece).toLine()).isEqualTo(JsonObject.of("a", object).toLine());
    }
  }
}
