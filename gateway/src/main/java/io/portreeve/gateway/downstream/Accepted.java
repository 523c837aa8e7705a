package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The media types that a client accepts; whoever names none accepts all. */
record Accepted(Set<String> types) {
  static Accepted by(HttpRequest request) {
    List<String> fields = request.headers().all("accept");
    if (fields.isEmpty()) {
      return new Accepted(Set.of("*/*"));
    }
    return new Accepted(
        fields.stream()
            .flatMap(field -> Arrays.stream(field.split(",", -1)))
            .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet()));
  }

  boolean events() {
    return any("text/event-stream", "text/*");
  }

  /** Which of the two an answer is, only the exchange shows. */
  boolean anyAnswer() {
    return events() && any("application/json", "application/*");
  }

  private boolean any(String type, String range) {
    return types.contains(type) || types.contains(range) || types.contains("*/*");
  }
}
