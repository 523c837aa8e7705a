package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Label;
import io.portreeve.guard.Provenance;
import io.portreeve.mcp.CallTool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a person where the values of a call come from, and lets him stand up for them. It goes by
 * what the rules go by, so that no value is shown as traced that they would not let pass.
 */
public record CallOrigins(InformationFlow flow) {
  /** A place with a longer name is one that a model makes up to hide what stands there. */
  private static final int LONGEST_PLACE = 256;

  /** Where the values come from that decide, as far as the conversation is remembered. */
  public Provenance of(Exchange exchange, CallTool call) {
    Conversation talk = flow.conversations().of(exchange);
    Optional<Sink> sink = flow.labels().sink(exchange, call.tool());
    List<Deciding> all =
        sink.map(one -> Deciding.in(one, call.arguments())).orElseGet(() -> List.of());
    List<Provenance.Value> values =
        all.stream()
            .filter(value -> value.scalar().at().toString().length() <= LONGEST_PLACE)
            .limit(FlowRules.MOST_DECIDING)
            .map(value ->
                new Provenance.Value(
                    value.scalar().at().toString(), talk.origins(sink.orElseThrow(), value)))
            .toList();
    return new Provenance(values, values.size() == all.size(), talk.distrust());
  }

  /** What was heard in its conversation by now, and whose untrusted data. */
  public Label heard(Exchange exchange) {
    return flow.conversations().of(exchange).distrust();
  }

  /**
   * The conversation that an exchange belongs to; empty if its host does not say which that is, or
   * not all that was said in it is remembered.
   */
  public Optional<String> conversation(Exchange exchange) {
    return flow.conversations().name(exchange);
  }

  /**
   * From now on, in this conversation, these values count as traced in the arguments that they
   * stand in.
   *
   * @param places of the values, as {@link Provenance.Value#at} names them
   */
  public void endorse(Exchange exchange, CallTool call, Set<String> places) {
    flow.labels()
        .sink(exchange, call.tool())
        .ifPresent(sink -> {
          Set<Endorsed> values =
              Deciding.in(sink, call.arguments()).stream()
                  .filter(value -> places.contains(value.scalar().at().toString()))
                  .map(value -> Endorsed.of(sink, value))
                  .collect(Collectors.toSet());
          flow.conversations().change(exchange, talk -> talk.endorsing(values));
        });
  }
}
