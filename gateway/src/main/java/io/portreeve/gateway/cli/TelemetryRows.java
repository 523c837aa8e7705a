package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.OtlpSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Who is told of exchanges while they happen, and of how many. */
final class TelemetryRows {
  private TelemetryRows() {}

  static List<List<String>> of(Configuration configuration) {
    return configuration.telemetry().otlp().stream()
        .map(otlp -> List.of(otlp.url().toString(), words(otlp)))
        .toList();
  }

  private static String words(OtlpSettings otlp) {
    String peers =
        switch (otlp.peers()) {
          case IGNORE -> "clients' traces are ignored";
          case LINK -> "clients' traces are linked";
          case JOIN -> "part of clients' traces";
        };
    return "is told of %d of 100 exchanges as %s; %s"
        .formatted(otlp.sampling(), otlp.service(), peers);
  }

  static Optional<JsonObject> json(Configuration configuration) {
    return configuration
        .telemetry()
        .otlp()
        .map(otlp ->
            JsonObject.empty()
                .with("otlp", otlp.url().toString())
                .with("service", otlp.service())
                .with("sampling", otlp.sampling())
                .with("peers", Forms.word(otlp.peers())));
  }
}
