package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.MessageMemory;
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
  private final MessageMemory.Holding holding;
  private final Deque<SseEvent> read = new ArrayDeque<>();
  private String broken = "";

  /**
   * @param holding what the event being read takes, until the next one is asked for; after the last
   *     one it is the caller's
   */
  Events(HttpResponse response, int maxMessage, Deadline deadline, MessageMemory.Holding holding) {
    this.response = response;
    this.holding = holding;
    this.deadline = deadline;
    // The field name, its colon and a blank stand before the data.
    this.parser = new SseParser(maxMessage + 8, maxMessage);
  }

  /** The next event; empty at the end of the stream, or where it {@link #broke} off. Blocks. */
  Optional<SseEvent> next() throws UpstreamException, InterruptedException {
    try {
      if (read.isEmpty()) {
        holding.close();
      }
      while (read.isEmpty()) {
        parser.check();
        deadline.check();
        Optional<byte[]> chunk = response.next();
        if (chunk.isEmpty()) {
          return Optional.empty();
        }
        if (!holding.grow((long) parser.unfinished() + chunk.get().length)) {
          throw new UpstreamException(HeldAnswers.NO_ROOM);
        }
        read.addAll(parser.feed(chunk.get()));
      }
      SseEvent event = read.remove();
      if (!holding.grow(event.data())) {
        throw new UpstreamException(HeldAnswers.NO_ROOM);
      }
      return Optional.of(event);
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
