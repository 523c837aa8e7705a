package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.destinations.Destinations;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/** Where connections of ours may go, in words for the operator; no name is looked up for it. */
final class DestinationRows {
  private DestinationRows() {}

  static List<List<String>> of(Configuration configuration) {
    return Destinations.of(configuration).hosts().stream()
        .map(host -> List.of(String.join(", ", host.whose()), host.name(), "to " + host.leads()))
        .toList();
  }

  static JsonArray json(Configuration configuration) {
    return JsonArray.of(
        Destinations.of(configuration).hosts().stream()
            .map(host ->
                JsonObject.empty()
                    .with("host", host.name())
                    .with("for", JsonArray.ofStrings(List.copyOf(host.whose())))
                    .with("leads-to", host.leads()))
            .toList());
  }
}
