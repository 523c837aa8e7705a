package io.portreeve.mcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LineParserTest {
  private final LineParser parser = new LineParser(8);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a\\n          | a
          a\\r\\n        | a
          a\\nb\\n       | a,b
          \\n           | ''
          \\r\\n         | ''
          a\\rb\\n       | a\\rb
          a\\r\\r\\n      | a\\r
          12345678\\n   | 12345678
          12345678\\r\\n | 12345678
          a\\nb         | a
          """)
  void stream_isCutIntoLines(String stream, String lines) throws LineTooLong {
    assertThat(String.join(",", feed(parser, unescaped(stream), 100))).isEqualTo(unescaped(lines));
  }

  @Test
  void streamWithoutALineEnd_hasNoLine() throws LineTooLong {
    assertThat(feed(parser, "abc", 100)).isEmpty();
    assertThat(parser.pending()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"123456789\\n", "123456789\\r\\n", "1234567890", "a\\n1234567890"})
  void lineOverTheLimit_isRefused_howeverItComes(String stream) {
    for (int piece : new int[] {1, 2, 100}) {
      assertThatExceptionOfType(LineTooLong.class)
          .isThrownBy(() -> {
            LineParser fresh = new LineParser(8);
            var _ = feed(fresh, unescaped(stream), piece);
            fresh.check();
          });
    }
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lines_areTheSame_howeverTheBytesCome(int seed) throws LineTooLong {
    Random random = new Random(seed);
    StringBuilder stream = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < random.nextInt(20); i++) {
      String line = "x".repeat(random.nextInt(9));
      expected.add(line);
      stream.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    assertThat(feed(parser, stream.toString(), 1 + random.nextInt(12))).isEqualTo(expected);
  }

  @Test
  void linesBeforeALongOne_areGiven_andTheRefusalComesNext() throws LineTooLong {
    assertThat(feed(parser, "a\nb\n1234567890\nc\n", 100)).containsExactly("a", "b");
    assertThatExceptionOfType(LineTooLong.class).isThrownBy(() -> feed(parser, "d\n", 100));
  }

  @Test
  void limitBelowOne_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LineParser(0));
  }

  private static List<String> feed(LineParser parser, String stream, int piece) throws LineTooLong {
    byte[] bytes = stream.getBytes(UTF_8);
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += piece) {
      for (byte[] line : parser.feed(bytes, at, Math.min(piece, bytes.length - at))) {
        lines.add(new String(line, UTF_8));
      }
    }
    return lines;
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }
}
