package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpStream;
import io.portreeve.mcp.sse.SseWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Carries a stream of messages over one connection, until either ends. */
final class Pump {
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final StreamClock clock;
  private final EventLogs.Stream from;
  private final EventLog.Reader reader;

  Pump(StreamClock clock, EventLogs.Stream from, EventLog.Reader reader) {
    this.clock = clock;
    this.from = from;
    this.reader = reader;
  }

  /**
   * Sends events with ids.
   *
   * @param prime whether the client understands an event without data, which gives it an id at once
   * @param first what was read already
   */
  void run(HttpReply reply, boolean prime, Iterable<EventLog.Event> first)
      throws InterruptedException {
    try (EventLog.Reader _ = reader;
        HttpStream stream = reply.stream(HttpStatus.OK, EventStream.FIELDS)) {
      try {
        if (prime) {
          stream.write(SseWriter.prime(from.id(0), RETRY));
        }
        for (EventLog.Event event : first) {
          stream.write(bytes(event));
        }
        rest(stream);
      } catch (IOException gone) {
        stream.breakOff();
      }
    }
  }

  private void rest(HttpStream stream) throws IOException, InterruptedException {
    for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
      stream.write(next.get());
    }
  }

  private Optional<byte[]> next() throws InterruptedException {
    return switch (reader.next(clock.keepAlive())) {
      case EventLog.Next.Message(EventLog.Event event) -> Optional.of(bytes(event));
      case EventLog.Next.Silence _ -> Optional.of(SseWriter.keepAlive());
      case EventLog.Next.End _ -> Optional.empty();
    };
  }

  private byte[] bytes(EventLog.Event event) {
    return SseWriter.message(from.id(event.number()), event.line());
  }
}
