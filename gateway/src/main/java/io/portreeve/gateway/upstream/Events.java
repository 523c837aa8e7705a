package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.sse.SseEvent;
import io.portreeve.mcp.sse.SseParser;
import io.portreeve.mcp.sse.SseRefused;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The events of one answer, one after the other. For one thread. */
final class Events {
  private final HttpResponse response;
  private final SseParser parser;
  private final Deadline deadline;
  private final Deque<SseEvent> read = new ArrayDeque<>();
  private String broken = "";

  Events(HttpResponse response, int maxMessage, Deadline deadline) {
    this.response = response;
    this.deadline = deadline;
    // The field name, its colon and a blank stand before the data.
    this.parser = new SseParser(maxMessage + 8, maxMessage);
  }

  /** The next event; empty at the end of the stream, or where it {@link #broke} off. Blocks. */
  Optional<SseEvent> next() throws UpstreamException, InterruptedException {
    try {
      while (read.isEmpty()) {
        parser.check();
        deadline.check();
        Optional<byte[]> chunk = response.next();
        if (chunk.isEmpty()) {
          return Optional.empty();
        }
        read.addAll(parser.feed(chunk.get()));
      }
      return Optional.of(read.remove());
    } catch (SseRefused refused) {
      throw new UpstreamException("the server's event stream is refused: " + refused.getMessage());
    } catch (HttpFailure failure) {
      broken = String.valueOf(failure.getMessage());
      return Optional.empty();
    }
  }

  /** What to resume after. */
  Optional<String> lastEventId() {
    return parser.lastEventId();
  }

  Optional<Duration> retry() {
    return parser.retry();
  }

  /** How the connection broke, if it did; else empty text. */
  String broke() {
    return broken;
  }
}
