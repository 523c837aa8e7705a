package io.portreeve.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

class LineParserFuzzTest {
  private static final int LIMIT = 32;

  @FuzzTest(maxDuration = "1m")
  void anyBytes_areCutTheSameWayWholeAndInPieces_orRefused(FuzzedDataProvider data) {
    int piece = data.consumeInt(1, 9);
    byte[] stream = data.consumeRemainingAsBytes();
    assertThat(cut(stream, piece)).isEqualTo(cut(stream, Math.max(1, stream.length)));
  }

  private static List<List<Byte>> cut(byte[] stream, int piece) {
    LineParser parser = new LineParser(LIMIT);
    List<List<Byte>> lines = new ArrayList<>();
    try {
      for (int at = 0; at < stream.length; at += piece) {
        for (byte[] line : parser.feed(stream, at, Math.min(piece, stream.length - at))) {
          assertThat(line.length).isLessThanOrEqualTo(LIMIT);
          assertThat(line).doesNotContain('\n');
          lines.add(boxed(line));
        }
      }
      parser.check();
    } catch (LineTooLong refused) {
      lines.add(List.of());
      lines.add(List.of((byte) '!'));
    }
    return lines;
  }

  private static List<Byte> boxed(byte[] bytes) {
    List<Byte> boxed = new ArrayList<>();
    for (byte b : bytes) {
      boxed.add(b);
    }
    return boxed;
  }
}
