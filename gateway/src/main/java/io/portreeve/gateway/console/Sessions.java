package io.portreeve.gateway.console;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.keeping.Bounded;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Who signed in, by what his browser was given then: for an hour, until he signs out, and no longer
 * than this process.
 */
final class Sessions {
  static final Duration LIFE = Duration.ofHours(1);

  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final Map<String, Begun> open = Bounded.newest(MOST);

  Sessions(InstantSource clock) {
    this.clock = clock;
  }

  private record Begun(Session session, Instant since) {}

  /**
   * Somebody signed in.
   *
   * @param mark what his browser is given, and no browser had before
   */
  synchronized void begin(String mark, Session session) {
    open.put(mark, new Begun(session, clock.instant()));
  }

  synchronized Optional<Session> of(String mark) {
    return Optional.ofNullable(open.get(mark))
        .filter(it -> Age.isLessThan(LIFE, it.since(), clock.instant()))
        .map(Begun::session);
  }

  synchronized void end(String mark) {
    var _ = open.remove(mark);
  }
}
