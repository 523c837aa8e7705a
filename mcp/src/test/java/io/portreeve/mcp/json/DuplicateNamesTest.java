package io.portreeve.mcp.json;

import static io.portreeve.mcp.json.JsonTexts.LIMITS;
import static io.portreeve.mcp.json.JsonTexts.object;
import static io.portreeve.mcp.json.JsonTexts.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonRefused.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateNamesTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 15, 16, 17, 33, 1_000})
  void oneNameTwice_isRefusedAtTheSecond_whereverTheTwoStand(int size) {
    for (int first = 0; first < size - 1; first += 1 + size / 17) {
      for (int second = first + 1; second < size; second += 1 + size / 17) {
        List<String> names = names(size);
        names.set(second, names.get(first));
        assertRefusedAt(names, second);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 16, 17, 1_000})
  void oneNameTwice_onceEscaped_isRefusedAtTheSecond(int size) {
    List<String> names = names(size);
    names.set(0, "a0");
    names.set(size - 1, "\\u00610");
    assertRefusedAt(names, size - 1);
  }

  private static void assertRefusedAt(List<String> names, int place) {
    String before = text(names.subList(0, place));
    JsonRefused refused = refusal(text(names));
    assertThat(refused.fault()).isEqualTo(Fault.DUPLICATE_NAME);
    assertThat(refused.offset()).isEqualTo(before.length());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 16, 17, 32, 33, 10_000})
  void namesThatAllDiffer_areRead_andEachIsFound(int size) throws JsonRefused {
    List<String> names = names(size);
    JsonObject object = object(text(names));
    assertThat(object.names()).isEqualTo(names);
    for (int i = 0; i < size; i++) {
      assertThat(object.integer(names.get(i))).contains((long) i);
    }
    assertThat(object.has("absent")).isFalse();
  }

  /** They have length, first, middle and last byte in common: no mark tells them apart. */
  @Test
  void namesOfOneMark_areRefusedExactlyIfTwoAreEqual() throws JsonRefused {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      names.add("a%02dm%02dz".formatted(i, 99 - i));
      assertThat(object(text(names)).names()).isEqualTo(names);
      List<String> twice = new ArrayList<>(names);
      twice.add(names.get(i / 2));
      assertRefusedAt(twice, i + 1);
    }
  }

  /** They have both marks in common by which names are told apart while they are read. */
  @Test
  void namesThatAreDoubted_areRefusedExactlyIfTwoAreEqual() throws JsonRefused {
    List<String> alike = AlikeNames.of(16, 12);
    for (int i = 1; i <= alike.size(); i++) {
      List<String> names = alike.subList(0, i);
      assertThat(object(text(names)).names()).isEqualTo(names);
      List<String> twice = new ArrayList<>(names);
      twice.add(names.get(i / 2));
      assertRefusedAt(twice, i);
    }
  }

  /** What stands around an object, and within it, has names of its own. */
  @Test
  void nameThatIsUsedAgainElsewhere_isRead_andTwiceInOneObjectIsRefused() {
    assertThat(refusal("{\"a\":{\"a\":[{\"a\":1},{\"a\":{\"b\":1}}],\"b\":2},\"b\":{\"a\":1}}"))
        .isNull();
    assertThat(refusal("{\"a\":{\"b\":[{\"b\":1}]},\"b\":{\"a\":1,\"c\":{}},\"a\":0}").fault())
        .isEqualTo(Fault.DUPLICATE_NAME);
    String deep = "{\"a\":[".repeat(30) + "{\"b\":1,\"c\":2}" + "],\"b\":0}".repeat(30);
    assertThat(refusal(deep)).isNull();
    assertThat(refusal(deep.replaceFirst("\"b\":0\\}$", "\"a\":0}")).fault())
        .isEqualTo(Fault.DUPLICATE_NAME);
  }

  @Test
  void shortNamesDrawnAtRandom_areRefusedExactlyIfTwoAreEqual() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    for (int round = 0; round < 4_000; round++) {
      List<String> names = new ArrayList<>();
      for (int left = 1 + random.nextInt(20); left > 0; left--) {
        names.add(Integer.toString(random.nextInt(200), 6));
      }
      boolean duplicates = names.stream().distinct().count() < names.size();
      assertThat(refusal(text(names)) != null).as("%s", names).isEqualTo(duplicates);
    }
  }

  /** Each pair of "Aa" and "BB" has one hash, and so has every text strung from them. */
  @Test
  @Timeout(120)
  void floodOfNamesWithOneHash_isReadAndSearchedWithoutASquare() throws JsonRefused {
    int bits = 16;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 1 << bits; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < bits; bit++) {
        name.append(((i >> bit) & 1) == 0 ? "Aa" : "BB");
      }
      names.add(name.toString());
    }
    assertThat(names.stream().mapToInt(String::hashCode).distinct()).hasSize(1);
    JsonLimits wide = LIMITS.withMembers(1 << 20);
    JsonObject object = (JsonObject) JsonReader.read(text(names).getBytes(UTF_8), wide);
    long sum = 0;
    for (String name : names) {
      sum += object.integer(name).orElseThrow();
    }
    assertThat(sum).isEqualTo((1L << bits) * ((1L << bits) - 1) / 2);
    names.add(names.get(0));
    assertThat(refusal(text(names), wide).fault()).isEqualTo(Fault.DUPLICATE_NAME);
  }

  @Test
  @Timeout(120)
  void fewHugeEscapedNames_areDecodedOnceEach() throws JsonRefused {
    String long1 = "\\u0061" + "a".repeat(900_000);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      names.add(long1 + i);
    }
    assertThat(object(text(names)).size()).isEqualTo(16);
  }

  private static List<String> names(int size) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      names.add("n" + i);
    }
    return names;
  }

  private static String text(List<String> names) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ",").append('"').append(names.get(i)).append("\":").append(i);
    }
    return text.append('}').toString();
  }
}
