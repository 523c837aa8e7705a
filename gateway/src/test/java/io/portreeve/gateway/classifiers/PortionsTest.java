package io.portreeve.gateway.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionsTest {
  private static final int MUCH = 1 << 20;

  @Test
  void shortTexts_areOnePortion_withoutBlankOnes() {
    assertThat(Portions.of(List.of("a", " ", "b"), MUCH)).containsExactly("a\nb");
    assertThat(Portions.of(List.of("", "\n"), MUCH)).isEmpty();
  }

  @Test
  void longText_isCutIntoPortions_thatOverlap() {
    String text =
        IntStream.range(0, 2000).mapToObj(Integer::toString).collect(Collectors.joining(" "));

    List<String> portions = Portions.of(List.of(text), MUCH);

    assertThat(portions).allMatch(portion -> portion.length() <= Portions.LENGTH);
    for (int at = 0; at + Portions.SHARED <= text.length(); at++) {
      String order = text.substring(at, at + Portions.SHARED);
      assertThat(portions).as("at %d", at).anyMatch(portion -> portion.contains(order));
    }
  }

  @Test
  void noCharacterIsCutInTwo() {
    String text = "x" + "\uD83D\uDE00".repeat(3000);

    for (String portion : Portions.of(List.of(text), MUCH)) {
      assertThat(portion.codePoints()).noneMatch(c -> c >= 0xD800 && c < 0xE000);
    }
  }

  @Test
  void whatIsTooLong_isNotShown() {
    assertThat(Portions.of(List.of("a".repeat(5000)), 1024)).containsExactly("a".repeat(1024));
  }
}
