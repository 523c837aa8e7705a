package io.portreeve.gateway.approvals;

import io.portreeve.controls.contextpoisoning.CallOrigins;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Provenance;
import io.portreeve.guard.Provenance.Origin;
import io.portreeve.mcp.CallTool;
import java.util.Set;

/** Where the values of a call come from, and which of the servers there are memories. */
record KnownOrigins(CallOrigins origins, Set<String> memories) {
  Provenance of(Exchange exchange, CallTool call) {
    Provenance found = origins.of(exchange, call);
    return new Provenance(
        found.values().stream()
            .map(value ->
                new Provenance.Value(
                    value.at(), value.origins().stream().map(this::named).toList()))
            .toList(),
        found.whole(),
        found.heard());
  }

  private Origin named(Origin origin) {
    boolean memory = memories.contains(origin.server());
    return new Origin(origin.kind(), origin.server(), origin.said(), memory);
  }
}
