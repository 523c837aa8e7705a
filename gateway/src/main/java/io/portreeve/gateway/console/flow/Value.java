package io.portreeve.gateway.console.flow;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/**
 * A value that decides in a call.
 *
 * @param argument the one that it stands in
 * @param from where it was found; nowhere, if empty
 */
record Value(String argument, List<Source> from) {
  Value {
    from = List.copyOf(from);
  }

  static Value of(Json json) {
    JsonObject value = json instanceof JsonObject object ? object : JsonObject.empty();
    return new Value(
        value.string("argument").orElse(""),
        value.array("from").stream()
            .flatMap(all -> all.stream())
            .map(one -> Source.of(one instanceof JsonObject from ? from : JsonObject.empty()))
            .toList());
  }

  /** Where it came from that lets it decide, or else where it was found at all. */
  Source best() {
    return from.stream()
        .filter(Source::isVouched)
        .findFirst()
        .or(() -> from.stream().findFirst())
        .orElse(new Source("", "", ""));
  }
}
