package io.portreeve.gateway.telemetry;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.outage.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells the collector what waits, some hundreds at a time. What it may take later is told again,
 * after a pause that doubles; meanwhile the queue fills, and what does not fit is dropped.
 */
final class SpanExport {
  static final int MOST_AT_A_TIME = 512;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int SLOWEST = 6;

  private final Pending pending;
  private final Otlp otlp;
  private final Collector collector;
  private final Outage outage;
  private final InstantSource clock;
  private final LongAdder told = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private List<Span> next = List.of();
  private Instant since = Instant.MIN;
  private Duration pause = Duration.ZERO;
  private int failures;

  SpanExport(Pending pending, Otlp otlp, Collector collector, Outage outage, InstantSource clock) {
    this.pending = pending;
    this.otlp = otlp;
    this.collector = collector;
    this.outage = outage;
    this.clock = clock;
  }

  /** Tells all that waits, unless it is too early after a failure. */
  synchronized void round() {
    if (pause.isZero() || !Age.isLessThan(pause, since, clock.instant())) {
      last();
    }
  }

  /** The same, however early it is. */
  synchronized void last() {
    try {
      while (!fill().isEmpty()) {
        count(collector.tell("traces", otlp.traces(next)));
        next = List.of();
      }
    } catch (DocumentUnavailable unavailable) {
      later(unavailable.reason());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Span> fill() {
    if (next.isEmpty()) {
      next = pending.next(MOST_AT_A_TIME);
    }
    return next;
  }

  private void count(Collector.Taken taken) {
    failures = 0;
    pause = Duration.ZERO;
    switch (taken) {
      case Collector.Taken.Yes _ -> {
        told.add(next.size());
        outage.answered();
      }
      case Collector.Taken.Never(int status) -> {
        refused.add(next.size());
        outage.failed("HTTP " + status);
      }
    }
  }

  private void later(String why) {
    outage.failed(why);
    since = clock.instant();
    Duration doubled = Duration.ofSeconds(1L << Math.min(failures, SLOWEST));
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    failures++;
  }

  long told() {
    return told.sum();
  }

  long refused() {
    return refused.sum();
  }
}
