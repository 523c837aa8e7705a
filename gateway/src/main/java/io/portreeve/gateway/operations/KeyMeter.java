package io.portreeve.gateway.operations;

import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricsPage;
import java.util.function.LongSupplier;

/** How often API keys were shown that lie under a secret that their node does not know. */
public record KeyMeter(LongSupplier keys) implements Measured {
  @Override
  public void measure(MetricsPage page) {
    var _ =
        page.counter(
                "portreeve_keys_unknown_secret",
                "API keys that were shown and are under a secret of nodes that this one does not know")
            .sample(keys.getAsLong());
  }
}
