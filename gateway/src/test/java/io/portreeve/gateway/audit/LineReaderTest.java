package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
  /** Gives a few bytes at a time. */
  private static InputStream dripping(byte[] bytes, int most) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, most));
      }
    };
  }

  private static List<String> read(byte[] bytes, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(dripping(bytes, most))) {
      while (reader.next()) {
        lines.add(new String(reader.line(), UTF_8) + (reader.isComplete() ? "|" : "~"));
        assertThat(reader.number()).isEqualTo(lines.size());
      }
      assertThat(reader.consumed()).isEqualTo(bytes.length);
      assertThat(reader.next()).isFalse();
    }
    return lines;
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "'\n', '|'",
    "'a', 'a~'",
    "'a\n', 'a|'",
    "'a\nb', 'a| b~'",
    "'a\nb\n', 'a| b|'",
    "'\n\n', '| |'",
    "'a\r\n', 'a\r|'",
  })
  void lines_endWithALineFeedOnly(String text, String lines) throws IOException {
    for (int most : new int[] {1, 2, 3, 1000}) {
      assertThat(String.join(" ", read(text.getBytes(UTF_8), most))).isEqualTo(lines);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anyLines_comeBackHoweverTheyArrive(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> expected = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      String line = "x".repeat(random.nextInt(1, 20_000));
      expected.add(line + "|");
      text.append(line).append('\n');
    }
    assertThat(read(text.toString().getBytes(UTF_8), random.nextInt(1, 100_000)))
        .isEqualTo(expected);
  }

  @Test
  void endlessLine_isRefusedWithBoundedMemory() {
    byte[] endless = new byte[LineReader.MAX_LINE + 1];
    Arrays.fill(endless, (byte) 'x');
    assertThatThrownBy(() -> read(endless, 100_000))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("line 1 is longer");
  }
}
