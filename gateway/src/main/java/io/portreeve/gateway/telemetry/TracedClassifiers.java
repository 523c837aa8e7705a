package io.portreeve.gateway.telemetry;

import io.portreeve.controls.indirectpromptinjection.Classifier;
import io.portreeve.controls.indirectpromptinjection.ServerClassifiers;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Classifiers each of which is waited for in a span of its own.
 *
 * @param names of those of each server, by the operator's ids, in their order
 */
record TracedClassifiers(
    Tracing tracing, Map<String, List<String>> names, ServerClassifiers classifiers)
    implements ServerClassifiers {
  @Override
  public List<Classifier> of(ServerId server) {
    List<Classifier> all = classifiers.of(server);
    List<String> called = names.getOrDefault(server.value(), List.of());
    return IntStream.range(0, all.size())
        .mapToObj(i -> traced(i < called.size() ? called.get(i) : Name.OTHER, all.get(i)))
        .toList();
  }

  private Classifier traced(String name, Classifier classifier) {
    return (exchange, texts) -> {
      Instant start = tracing.now();
      Classifier.Opinion opinion = classifier.judge(exchange, texts);
      tracing.tellStep(
          exchange, Span.Kind.CLIENT, "ask classifier", start, () -> told(exchange, name, opinion));
      return opinion;
    };
  }

  private static Told told(Exchange exchange, String name, Classifier.Opinion opinion) {
    List<Attribute> all = new ArrayList<>();
    all.add(Name.EXCHANGE.is(exchange.id().value()));
    all.add(Name.CLASSIFIER.is(name));
    return switch (opinion) {
      case Classifier.Opinion.Unsuspicious _ -> Told.good(with(all, "unsuspicious"));
      case Classifier.Opinion.Suspected _ -> Told.good(with(all, "suspected"));
      case Classifier.Opinion.Missing _ -> Told.failed(with(all, "missing"), "missing");
    };
  }

  private static List<Attribute> with(List<Attribute> all, String opinion) {
    all.add(Name.OPINION.is(opinion));
    return all;
  }
}
