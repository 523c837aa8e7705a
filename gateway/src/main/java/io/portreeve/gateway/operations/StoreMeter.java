package io.portreeve.gateway.operations;

import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricFamily;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.store.Store;
import io.portreeve.gateway.store.StoreUnavailable;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;

/** What waits for a person, as the store has it; nothing while that cannot be read. */
public record StoreMeter(Store store, Meters meters, InstantSource clock) implements Measured {
  private record Waiting(OptionalLong approvals, Map<String, Long> definitions) {}

  @Override
  public void measure(MetricsPage page) {
    Waiting waiting = read();
    var _ =
        page.gauge("portreeve_store_up", "Whether the store can be read")
            .sample(waiting.approvals().isPresent() ? 1 : 0);
    MetricFamily approvals =
        page.gauge("portreeve_approvals_waiting", "Calls that wait for the word of a person");
    waiting.approvals().ifPresent(approvals::sample);
    MetricFamily definitions =
        page.gauge(
            "portreeve_definitions_waiting",
            "Versions of definitions that wait for approval, out of use until then");
    if (waiting.approvals().isPresent()) {
      meters
          .servers()
          .keySet()
          .forEach(
              id -> definitions.sample(waiting.definitions().getOrDefault(id, 0L), "server", id));
    }
  }

  private Waiting read() {
    try {
      return new Waiting(
          OptionalLong.of(store.approvals().countWaiting(clock.instant())),
          store.pins().countWaiting());
    } catch (StoreUnavailable unavailable) {
      return new Waiting(OptionalLong.empty(), Map.of());
    }
  }
}
