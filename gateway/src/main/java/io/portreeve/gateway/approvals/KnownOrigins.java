package io.portreeve.gateway.approvals;

import io.portreeve.controls.contextpoisoning.CallOrigins;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.Grounds;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Provenance;
import io.portreeve.guard.Provenance.Origin;
import io.portreeve.mcp.CallTool;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** The conversation that a yes may hold for. */
  Optional<String> conversation(Exchange exchange) {
    return origins.conversation(exchange);
  }

  /**
   * Has a yes hold for the values that it was said to, from the call on that it lets pass, if that
   * is made in the conversation in which it was asked. What was traced when it was asked was none
   * of the question.
   */
  void endorse(Exchange exchange, CallTool call, Approval approval) {
    Grounds grounds = approval.grounds();
    boolean here = grounds.conversation().equals(conversation(exchange));
    if (approval.kept() && grounds.conversation().isPresent() && here) {
      Set<String> places =
          grounds.provenance().stream()
              .flatMap(known -> known.values().stream())
              .filter(value -> !value.traced())
              .map(Provenance.Value::at)
              .collect(Collectors.toSet());
      origins.endorse(exchange, call, places);
    }
  }

  private Origin named(Origin origin) {
    boolean memory = memories.contains(origin.server());
    return new Origin(origin.kind(), origin.server(), origin.said(), memory);
  }
}
