package io.portreeve.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PackagesTest {
  private static final String DIRECTORY = "guard/src/main/java/io/portreeve/guard/";
  private static final String DESCRIBED =
      "/** What it promises. */ @NullMarked package io.portreeve.guard;";

  @Test
  void package_describedAndNullMarked_passes() {
    assertThat(
            Packages.breachesIn(
                JavaParser.parse(
                    Map.of(
                        DIRECTORY + "package-info.java",
                        DESCRIBED,
                        DIRECTORY + "Guard.java",
                        "package io.portreeve.guard; class Guard {}"))))
        .isEmpty();
  }

  @Test
  void package_withoutDescription_isTold() {
    assertThat(breachesOf("Guard.java", "package io.portreeve.guard; class Guard {}"))
        .contains("missing");
  }

  @Test
  void package_thatAllowsNull_isTold() {
    assertThat(breachesOf("package-info.java", "/** A promise. */ package io.portreeve.guard;"))
        .contains("@NullMarked");
  }

  @Test
  void package_withoutPromise_isTold() {
    assertThat(breachesOf("package-info.java", "@NullMarked package io.portreeve.guard;"))
        .contains("promises");
  }

  @Test
  void package_namedAfterAnotherModule_isTold() {
    assertThat(breachesOf("package-info.java", DESCRIBED.replace("guard;", "guards;")))
        .contains("module guard");
  }

  @Test
  void packageOfTests_needsNoDescription() {
    assertThat(
            Packages.breachesIn(
                JavaParser.parse(
                    Map.of("guard/src/test/java/GuardTest.java", "class GuardTest {}"))))
        .isEmpty();
  }

  private static String breachesOf(String file, String text) {
    return Packages.breachesIn(JavaParser.parse(Map.of(DIRECTORY + file, text))).toString();
  }
}
