package io.portreeve.gateway.operations;

import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricsPage;
import java.util.function.BooleanSupplier;

/** Whether what nodes share of the moment can be asked; always, where this node shares nothing. */
public record StateMeter(BooleanSupplier state) implements Measured {
  @Override
  public void measure(MetricsPage page) {
    var _ =
        page.gauge("portreeve_state_up", "Whether the Redis that nodes share can be asked")
            .sample(state.getAsBoolean() ? 1 : 0);
  }
}
