package io.portreeve.mcp.sse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;

class SseParserFuzzTest {
  private static final int LIMIT = 64;

  @FuzzTest(maxDuration = "1m")
  void anyBytes_areReadTheSameWayWholeAndInPieces_orRefused(FuzzedDataProvider data) {
    int piece = data.consumeInt(1, 9);
    byte[] stream = data.consumeRemainingAsBytes();
    List<String> whole = read(stream, Math.max(1, stream.length));
    assertThat(read(stream, piece)).isEqualTo(whole);
  }

  private static List<String> read(byte[] stream, int piece) {
    SseParser parser = new SseParser(LIMIT, LIMIT);
    List<String> seen = new ArrayList<>();
    try {
      for (int at = 0; at < stream.length; at += piece) {
        for (SseEvent event : parser.feed(stream, at, Math.min(piece, stream.length - at))) {
          assertThat(event.data().length).isLessThanOrEqualTo(LIMIT);
          seen.add(event.toString());
        }
      }
      parser.check();
    } catch (SseRefused refused) {
      seen.add(refused.fault().text());
      return seen;
    }
    seen.add(parser.lastEventId() + " " + parser.retry());
    return seen;
  }
}
