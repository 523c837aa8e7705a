package io.portreeve.gateway.telemetry;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.OutsideDecisions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A decision point that is waited for in a span of its own. */
record TracedDecisions(Tracing tracing, OutsideDecisions decisions) implements OutsideDecisions {
  @Override
  public Answer ask(Exchange exchange, List<Use> uses) {
    Instant start = tracing.now();
    Answer answer = decisions.ask(exchange, uses);
    tracing.tellStep(
        exchange,
        Span.Kind.CLIENT,
        "ask decision-point",
        start,
        () -> told(exchange, uses.size(), answer));
    return answer;
  }

  private static Told told(Exchange exchange, int questions, Answer answer) {
    List<Attribute> all = new ArrayList<>();
    all.add(Name.EXCHANGE.is(exchange.id().value()));
    all.add(Name.QUESTIONS.is(questions));
    return switch (answer) {
      case Answer.Decided decided -> {
        boolean yes = decided.allowed().stream().allMatch(one -> one);
        all.add(Name.DECISION.is(yes ? "allowed" : "denied"));
        yield Told.good(all);
      }
      case Answer.Undecided undecided -> {
        all.add(Name.DECISION.is("undecided"));
        yield Told.failed(all, undecided.reason().wire());
      }
    };
  }
}
