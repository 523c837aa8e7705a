package io.portreeve.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizesTest {
  private static final String MAIN = "mcp/src/main/java/io/portreeve/mcp/";

  @Test
  void percentile_isTheNearestRank() {
    List<Long> sizes = List.of(1L, 2L, 3L, 4L);

    assertThat(Sizes.percentile(sizes, 50)).isEqualTo(2);
    assertThat(Sizes.percentile(sizes, 95)).isEqualTo(4);
    assertThat(Sizes.percentile(sizes, 100)).isEqualTo(4);
    assertThat(Sizes.percentile(List.of(), 50)).isZero();
  }

  @Test
  void medianFile_aboveSeventyLines_isTold() {
    assertThat(sizesOf("class A {}\n" + "//\n".repeat(69)).breaches()).isEmpty();
    assertThat(sizesOf("class A {}\n" + "//\n".repeat(70)).breaches())
        .extracting(Breach::what)
        .containsExactly("file median is 71: at most 70");
  }

  @Test
  void bodyAtTheNinetyFifthPercentile_aboveTwentyLines_isTold() {
    assertThat(sizesOf(method(20)).breaches()).isEmpty();
    assertThat(sizesOf(method(21)).breaches())
        .extracting(Breach::what)
        .containsExactly("body p95 is 21: at most 20");
  }

  @Test
  void lambda_insideAMethod_countsOnce() {
    assertThat(
            sizesOf(
                    "class A { void a() { run(() -> {\n"
                        + " b();\n"
                        + " }); } Runnable f = () -> {\n"
                        + " b();\n"
                        + " c();\n"
                        + " }; }")
                .bodies())
        .containsExactly(1L, 2L);
  }

  @Test
  void emptyAndOneLineBodies_countNoneAndOne() {
    assertThat(
            sizesOf("class A { A() {} int a() { return 1; } void b() { /* nothing */ } }").bodies())
        .containsExactly(0L, 0L, 1L);
  }

  @Test
  void row_setsTestsAgainstMain() {
    Sizes sizes =
        Sizes.of(
            "mcp",
            JavaParser.parse(
                Map.of(
                    MAIN + "A.java",
                    "class A {\n}\n",
                    MAIN + "package-info.java",
                    "package io.portreeve.mcp;\n",
                    "mcp/src/test/java/ATest.java",
                    "class ATest {\n\n}\n")));

    assertThat(sizes.files()).containsExactly(2L);
    assertThat(sizes.row()).startsWith("mcp").endsWith("1.50");
  }

  private static Sizes sizesOf(String text) {
    return Sizes.of("mcp", List.of(JavaParser.parse(MAIN + "A.java", text)));
  }

  private static String method(int lines) {
    return "class M { void m() {\n" + "m();\n".repeat(lines) + "} }";
  }
}
