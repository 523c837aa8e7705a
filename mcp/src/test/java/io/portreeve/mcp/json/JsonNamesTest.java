package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNamesTest {
  private static List<Integer> places(JsonObject object, JsonNames names) throws JsonRefused {
    List<Integer> places = new ArrayList<>();
    JsonLayout text = JsonLayout.of(object);
    for (int name = text.first(text.root());
        name < text.after(text.root());
        name = text.after(text.named(name))) {
      places.add(place(text, name, names));
    }
    return places;
  }

  /** It is the same wherever it is looked for first. */
  private static int place(JsonLayout text, int name, JsonNames names) {
    int place = text.place(name, names, Integer.MAX_VALUE);
    for (int likely = 0; likely < 20; likely++) {
      assertThat(text.place(name, names, likely)).isEqualTo(place);
    }
    return place;
  }

  @Test
  void eachMember_hasThePlaceOfItsName() throws JsonRefused {
    JsonNames names = JsonNames.of(List.of("", "b"));

    assertThat(places(object("{\"b\":1,\"x\":[2],\"\":3}"), names)).containsExactly(1, -1, 0);
    assertThat(places(object("{}"), names)).isEmpty();
  }

  /** The text may end right behind a name, and what follows one is none of it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 40})
  void nameIsComparedToItsEnd_andNoFurther(int length) throws JsonRefused {
    String name = "n".repeat(length);
    JsonNames names = JsonNames.of(List.of(name, name + "x"));

    assertThat(places(object("{\"" + name + "\":1}"), names)).containsExactly(0);
    assertThat(places(object("{\"" + name + "x\":1}"), names)).containsExactly(1);
    assertThat(places(object("{\"" + name + "y\":1,\"" + name + "xn\":1}"), names))
        .containsExactly(-1, -1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"caf\\u00e9\":0}",
        "{\"café\":0}",
        "{\"\\u0063af\\u00e9\":0}",
        "{\"a\\/b\":0}",
        "{\"a/b\":0}",
        "{\"q\\\"\":0}",
        "{\"\u007f\":0}",
        "{\"\\u007f\":0}",
        "{\"\\n\":0}"
      })
  void nameIsFound_howeverItIsWritten(String text) throws JsonRefused {
    JsonNames names = JsonNames.of(List.of("café", "a/b", "q\"", "\u007f", "\n"));

    assertThat(places(object(text), names)).isNotEmpty().doesNotContain(JsonNames.NONE);
  }

  /** What an escape says as it is written is not its name. */
  @Test
  void bytesOfAnEscape_areNoName() throws JsonRefused {
    JsonNames names = JsonNames.of(List.of("\\n", "\\u0061", "a\\/b"));

    assertThat(places(object("{\"\\n\":0,\"\\u0061\":1,\"a\\/b\":2}"), names))
        .containsOnly(JsonNames.NONE);
    assertThat(places(object("{\"\\\\n\":0}"), names)).containsExactly(0);
  }

  @Test
  void orderOfMembers_doesNotMatter() throws JsonRefused {
    JsonNames names = JsonNames.of(List.of("a", "b", "c"));

    assertThat(places(object("{\"a\":0,\"b\":0,\"c\":0}"), names)).containsExactly(0, 1, 2);
    assertThat(places(object("{\"c\":0,\"b\":0,\"a\":0}"), names)).containsExactly(2, 1, 0);
    assertThat(places(object("{\"c\":0,\"d\":0,\"a\":0}"), names)).containsExactly(2, -1, 0);
  }

  @Test
  void oneNameTwice_isNoListOfNames() {
    assertThatThrownBy(() -> JsonNames.of(List.of("a", "b", "a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40, 300})
  void namesThatShareEveryMark_areToldApart(int size) throws JsonRefused {
    List<String> more = AlikeNames.of(size + 1, 12);
    List<String> all = more.subList(1, more.size());
    List<String> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(1));
    StringBuilder text = new StringBuilder("{\"" + more.getFirst() + "\":0");
    shuffled.forEach(name -> text.append(",\"").append(name).append("\":0"));

    List<Integer> places = places(object(text.append('}').toString()), JsonNames.of(all));

    assertThat(places.getFirst()).isEqualTo(JsonNames.NONE);
    assertThat(places.subList(1, places.size()))
        .isEqualTo(shuffled.stream().map(all::indexOf).toList());
  }

  @Test
  void members_areTheSame_whetherReadOrBuilt() throws JsonRefused {
    RandomJson draw = new RandomJson(11);
    for (int i = 0; i < 2_000; i++) {
      JsonObject built = draw.object();
      List<String> known = draw.namesAround(built);
      List<Integer> expected = built.names().stream().map(known::indexOf).toList();
      JsonNames names = JsonNames.of(known);

      assertThat(places(built, names)).isEqualTo(expected);
      assertThat(places(object(draw.written(built)), names)).isEqualTo(expected);
    }
  }
}
