package io.portreeve.gateway.oauth;

import io.portreeve.gateway.keeping.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Something that is done once for all who wait for it, on a thread that none of them can interrupt.
 *
 * @param began when; empty: it never did
 * @param over is at zero when it is done, however it ended
 */
record Flight(Optional<Instant> began, CountDownLatch over) {
  /** One that never was, so is over. */
  static Flight none() {
    return new Flight(Optional.empty(), new CountDownLatch(0));
  }

  static Flight begin(Instant now, Runnable action) {
    Flight flight = new Flight(Optional.of(now), new CountDownLatch(1));
    var _ =
        Thread.ofVirtual()
            .name("issuer")
            .start(() -> {
              try {
                action.run();
              } finally {
                flight.over.countDown();
              }
            });
    return flight;
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  boolean beganWithin(Duration time, Instant now) {
    return began.filter(at -> Age.isLessThan(time, at, now)).isPresent();
  }
}
