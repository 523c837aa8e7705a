package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.array;
import static io.portreeve.mcp.json.JsonTexts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class JsonArrayTest {
  private static final String MIXED = "[1, \"two\" ,[3,[4]],{\"five\":[5]},null, true]";

  @Test
  void element_isFoundByItsIndex_inAnyOrder() throws JsonRefused {
    JsonArray array = array(MIXED);
    assertThat(array.size()).isEqualTo(6);
    assertThat(array.get(5)).isEqualTo(JsonBoolean.TRUE);
    assertThat(array.get(0)).hasToString("1");
    assertThat(array.get(3)).hasToString("{\"five\":[5]}");
    assertThat(array.get(2)).hasToString("[3,[4]]");
    assertThat(array.get(4)).isEqualTo(JsonNull.NULL);
    assertThat(array.get(1)).isEqualTo(JsonString.of("two"));
  }

  @Test
  void indexOutside_isRefused() throws JsonRefused {
    for (JsonArray array : List.of(array("[1]"), JsonArray.of(JsonNull.NULL), JsonArray.empty())) {
      assertThatThrownBy(() -> array.get(array.size()))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> array.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void iterationStreamAndIndex_agree() throws JsonRefused {
    JsonArray array = array(MIXED);
    List<Json> iterated = new ArrayList<>();
    array.forEach(iterated::add);
    assertThat(array.stream().toList()).isEqualTo(iterated);
    for (int i = 0; i < array.size(); i++) {
      assertThat(array.get(i)).isEqualTo(iterated.get(i));
    }
    Iterator<Json> ended = array("[]").iterator();
    assertThatThrownBy(ended::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void largeArray_isReadByIndexWithoutASquare() throws JsonRefused {
    int size = 199_000;
    JsonArray array = array("[0" + ",0".repeat(size - 2) + ",1]");
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += ((JsonNumber) array.get(i)).asLong().orElseThrow();
    }
    assertThat(sum).isEqualTo(1);
  }

  @Test
  void edit_writesKeptElementsAsReceived() throws JsonRefused {
    JsonArray array = array("[ 1.0 , \"\\u0061\",{ } ]");
    assertThat(array.keepIf(element -> !(element instanceof JsonNumber)))
        .hasToString("[\"\\u0061\",{ }]");
    assertThat(array.map(element -> element instanceof JsonObject ? JsonNull.NULL : element))
        .hasToString("[1.0,\"\\u0061\",null]");
    assertThat(array).hasToString("[ 1.0 , \"\\u0061\",{ } ]");
  }

  @Test
  void editThatChangesNothing_returnsTheSameInstance() throws JsonRefused {
    JsonArray array = array(MIXED);
    assertThat((Object) array.keepIf(element -> true)).isSameAs(array);
    assertThat((Object) array.map(element -> element)).isSameAs(array);
    assertThat((Object) array.keepIf(element -> false)).isSameAs(JsonArray.empty());
  }

  @Test
  void builtArray_equalsTheSameRead() throws JsonRefused {
    JsonArray built = JsonArray.of(JsonNumber.of(1), JsonArray.ofStrings(List.of("a", "é")));
    assertThat(built).hasToString("[1,[\"a\",\"é\"]]");
    assertThat((Object) built).isEqualTo(json("[1.0,[\"\\u0061\",\"é\"]]"));
    assertThat((Object) JsonArray.of()).isEqualTo(json("[ ]")).hasToString("[]");
    assertThat((Object) built).isNotEqualTo(json("[1]")).isNotEqualTo(json("[1,[\"a\",\"e\"]]"));
  }

  @Test
  void listBuiltFrom_mayChangeLater() {
    List<Json> elements = new ArrayList<>(List.of(JsonNull.NULL));
    JsonArray built = JsonArray.of(elements);
    elements.clear();
    assertThat(built).hasToString("[null]");
  }
}
