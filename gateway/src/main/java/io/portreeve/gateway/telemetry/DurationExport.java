package io.portreeve.gateway.telemetry;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.outage.Outage;
import java.time.InstantSource;

/**
 * Tells the collector how long operations took until now.
 *
 * @param wanted whether it wants to know
 */
record DurationExport(
    boolean wanted,
    Durations durations,
    Otlp otlp,
    Collector collector,
    Outage outage,
    InstantSource clock) {
  void round() {
    if (wanted) {
      tell();
    }
  }

  private void tell() {
    try {
      switch (collector.tell("metrics", OtlpMetrics.of(otlp, durations, clock.instant()))) {
        case Collector.Taken.Yes _ -> outage.answered();
        case Collector.Taken.Never(int status) -> outage.failed("HTTP " + status);
      }
    } catch (DocumentUnavailable unavailable) {
      outage.failed(unavailable.reason());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
