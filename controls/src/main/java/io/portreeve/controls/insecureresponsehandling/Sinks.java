package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Sink;
import java.util.Set;

/** Port: where the operator says that answers go. */
@FunctionalInterface
public interface Sinks {
  /**
   * The sinks of what comes of this exchange; none means that nothing acts on it. A table, a shell,
   * an SQL string, a file name or an address goes with a model, a terminal or a file only: no text
   * is safe for two grammars at once, and such a choice refuses every answer.
   */
  Set<Sink> of(Exchange exchange);
}
