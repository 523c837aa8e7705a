package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.LIMITS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that follow each other in an array are judged as each would be by itself. */
class TwinNamesTest {
  private static final List<String> NAMES =
      List.of(
          "",
          "a",
          "b",
          "id",
          "name",
          "seven77",
          "eight888",
          "nine99999",
          "sixteen-letters0",
          "sixteen-letters1",
          "a-name-that-is-longer-than-two-words",
          "é",
          "名",
          "\\u0061",
          "n\\u0061me",
          "\\\"",
          "\u007f");
  private static final List<String> VALUES =
      List.of(
          "1", "true", "null", "\"text\"", "[]", "{}", "[1,{\"a\":2},{\"a\":3}]", "{\"id\":{}}");
  private static final int TEXTS = 4_000;

  private final RandomGenerator random =
      RandomGeneratorFactory.of("L64X128MixRandom").create(20_261_130);

  private sealed interface Outcome {
    record Read(Json value) implements Outcome {}

    record Refused(Fault fault, int offset) implements Outcome {}
  }

  private static Outcome outcome(byte[] bytes, int from, int to) {
    try {
      return new Outcome.Read(JsonReader.read(bytes, from, to - from, LIMITS));
    } catch (JsonRefused refused) {
      return new Outcome.Refused(refused.fault(), refused.offset());
    }
  }

  private static Outcome outcome(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return outcome(bytes, 0, bytes.length);
  }

  @Test
  void objectsInARow_areReadAsEachByItself_orRefusedForTheFirstThatIs() {
    int refusals = 0;
    for (int i = 0; i < TEXTS; i++) {
      List<String> objects = objects();
      Outcome together = outcome("[" + String.join(",", objects) + "]");
      assertThat(together).as("%s", objects).isEqualTo(oneByOne(objects));
      refusals += together instanceof Outcome.Refused ? 1 : 0;
    }
    assertThat(refusals).isBetween(TEXTS / 10, TEXTS * 9 / 10);
  }

  private static Outcome oneByOne(List<String> objects) {
    List<Json> values = new ArrayList<>();
    int before = 1;
    for (String object : objects) {
      switch (outcome(object)) {
        case Outcome.Read(Json value) -> values.add(value);
        case Outcome.Refused(Fault fault, int offset) -> {
          return new Outcome.Refused(fault, before + offset);
        }
      }
      before += object.getBytes(UTF_8).length + 1;
    }
    return new Outcome.Read(JsonArray.of(values));
  }

  /** Mostly of the same names in the same order; now and then one more, one less, or another. */
  private List<String> objects() {
    List<String> names = new ArrayList<>(NAMES.subList(0, NAMES.size() - 4));
    Collections.shuffle(names, java.util.Random.from(random));
    names.subList(random.nextInt(names.size()), names.size()).clear();
    List<String> objects = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      mutated(names)
          .ifPresent(changed -> {
            names.clear();
            names.addAll(changed);
          });
      objects.add(object(names));
    }
    return objects;
  }

  private Optional<List<String>> mutated(List<String> names) {
    List<String> changed = new ArrayList<>(names);
    String other = NAMES.get(random.nextInt(NAMES.size()));
    int at = random.nextInt(names.size() + 1);
    switch (random.nextInt(8)) {
      case 0 -> changed.add(at, other);
      case 1 -> changed.subList(at, names.size()).clear();
      case 2 -> changed.subList(0, at).clear();
      case 3 -> changed.replaceAll(name -> name.equals("a") ? other : name);
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(changed);
  }

  private String object(List<String> names) {
    List<String> members = new ArrayList<>();
    for (String name : names) {
      String space = random.nextInt(10) == 0 ? " " : "";
      String value = VALUES.get(random.nextInt(VALUES.size()));
      members.add(space + '"' + name + '"' + space + ":" + space + value);
    }
    return "{" + String.join(",", members) + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'a':1},{'a':2,'a':3}]",
        "[{'a':1,'b':1},{'a':2,'b':2,'a':3}]",
        "[{'a':1,'b':1},{'a':2,'a':3}]",
        "[{'a':1,'b':1},{'a':2,'\\u0061':3}]",
        "[{},{'a':2,'a':3}]",
        "[{'a':[{'b':1},{'b':2}]},{'a':[],'a':3}]"
      })
  void aNameTwice_isRefused_whateverTheObjectBeforeHas(String text) {
    assertThat(outcome(text.replace('\'', '"')))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.fault()).isEqualTo(Fault.DUPLICATE_NAME));
  }

  @Test
  void textThatEndsWithinAName_isRefusedAsSuch_whateverStandsBehindIt() {
    byte[] bytes = "[{\"name\":1},{\"name\":2}]".getBytes(UTF_8);
    for (int end = 0; end < bytes.length; end++) {
      assertThat(outcome(bytes, 0, end)).isEqualTo(new Outcome.Refused(Fault.UNEXPECTED_END, end));
    }
  }
}
