package io.portreeve.controls.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** What every encoder must keep, whatever its sink. */
final class SinkLaws {
  private SinkLaws() {}

  /**
   * Seeded hostile texts: the output satisfies {@code safe}, is stable, and changes are counted.
   */
  static void hold(SinkEncoder encoder, Consumer<String> safe) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20241123);
    for (int i = 0; i < 20_000; i++) {
      String text = HostileTexts.next(random);
      Encoded once = encoder.encode(text);
      safe.accept(once.text());
      assertThat(encoder.encode(once.text()).text())
          .describedAs(() -> "encoded again, of " + escaped(text))
          .isEqualTo(once.text());
      if (once.changes(text)) {
        assertThat(once.found()).describedAs(() -> "findings of " + escaped(text)).isNotEmpty();
      } else {
        assertThat(once.text()).isSameAs(text);
      }
    }
  }

  static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    text.chars()
        .forEach(c ->
            out.append(c > 0x20 && c < 0x7F ? String.valueOf((char) c) : "\\u%04X".formatted(c)));
    return out.toString();
  }

  static void unchanged(SinkEncoder encoder, String text) {
    assertThat(encoder.encode(text).text()).isSameAs(text);
  }
}
