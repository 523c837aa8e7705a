package io.portreeve.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProvenRequirementsTest {
  private static final Set<String> TESTS = Set.of("door/KeyTest#wrongKey_isRefused");

  private static List<String> told(String list) {
    return ProvenRequirements.breachesIn("list.txt", list, TESTS).stream()
        .map(Breach::toString)
        .toList();
  }

  @Test
  void requirementWithATest_orWithAReason_passes() {
    assertThat(told("# Doors\n\nWrong keys open nothing\n  door/KeyTest#wrongKey_isRefused\n"))
        .isEmpty();
    assertThat(told("Doors are oval\n  none: ours are\n")).isEmpty();
  }

  @Test
  void requirementWithoutATest_isTold() {
    assertThat(told("Doors are oval\nWrong keys open nothing\n  none: no doors\nThe last\n"))
        .containsExactly(
            "list.txt:1: requirements: no test, and no reason: Doors are oval",
            "list.txt:4: requirements: no test, and no reason: The last");
  }

  @Test
  void testThatIsNotThere_isTold() {
    assertThat(told("Wrong keys open nothing\n  door/KeyTest#wrongKey_isTaken\n"))
        .containsExactly(
            "list.txt:2: requirements: there is no test door/KeyTest#wrongKey_isTaken");
  }

  @Test
  void tests_areTheMethodsThatAreRun_byPackageAndClass() {
    String text =
        """
        class KeyTest {
          @Test void one() {}
          @ParameterizedTest @ValueSource(ints = 1) void two(int n) {}
          @AfterEach void close() {}
        }
        """;

    List<JavaFile> files =
        JavaParser.parse(
            Map.of(
                "gateway/src/test/java/a/door/KeyTest.java",
                text,
                "gateway/src/main/java/a/B.java",
                "class B { @Test void no() {} }"));

    assertThat(ProvenRequirements.testsOf(files))
        .containsExactlyInAnyOrder("door/KeyTest#one", "door/KeyTest#two");
  }
}
