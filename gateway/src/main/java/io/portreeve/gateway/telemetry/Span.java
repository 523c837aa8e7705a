package io.portreeve.gateway.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one step took, once it is over.
 *
 * @param parent the step that it is part of
 * @param state the {@code tracestate} of a trace that a client began
 * @param links to what it came from and is no part of
 * @param failed whether it did not do what was asked; {@code error.type} says why
 */
record Span(
    SpanRef ref,
    Optional<String> parent,
    String state,
    Kind kind,
    String name,
    Instant start,
    Instant end,
    List<Attribute> attributes,
    List<SpanRef> links,
    boolean failed) {
  /** On which side of a connection, by the number that OTLP has for it. */
  enum Kind {
    INTERNAL(1),
    SERVER(2),
    CLIENT(3);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  Span {
    attributes = List.copyOf(attributes);
    links = List.copyOf(links);
  }
}
