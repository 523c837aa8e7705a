package io.portreeve.mcp.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SseLawsTest {
  private static final List<String> PIECES =
      List.of(
          "data", "event", "id", "retry", ":", ": ", " ", "a", "ü", "\n", "\n", "\r", "\r\n", "7");

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  /** A second reader, written for the whole text at once, must see the same events. */
  @ParameterizedTest
  @MethodSource("seeds")
  void anyStream_inAnyPieces_isReadLikeTheModel(int seed) throws SseRefused {
    Random random = new Random(seed);
    String stream =
        IntStream.range(0, random.nextInt(120))
            .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
            .collect(Collectors.joining());
    assertThat(read(stream.getBytes(UTF_8), random)).isEqualTo(model(stream));
  }

  private static List<String> read(byte[] stream, Random random) throws SseRefused {
    SseParser parser = new SseParser(10_000, 10_000);
    List<SseEvent> events = new ArrayList<>();
    for (int at = 0; at < stream.length; ) {
      int count = Math.min(stream.length - at, 1 + random.nextInt(7));
      events.addAll(parser.feed(stream, at, count));
      at += count;
    }
    return events.stream().map(SseEvent::toString).toList();
  }

  private static List<String> model(String stream) {
    List<String> lines =
        new ArrayList<>(
            Arrays.asList(stream.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)));
    lines.removeLast();
    List<String> events = new ArrayList<>();
    List<String> data = new ArrayList<>();
    String type = "";
    for (String line : lines) {
      String[] field = line.split(":", 2);
      String value = field.length < 2 ? "" : field[1].replaceFirst("^ ", "");
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          events.add((type.isEmpty() ? "message" : type) + ": " + String.join("\n", data));
        }
        data.clear();
        type = "";
      } else if (field[0].equals("data")) {
        data.add(value);
      } else if (field[0].equals("event")) {
        type = value;
      }
    }
    return events;
  }
}
