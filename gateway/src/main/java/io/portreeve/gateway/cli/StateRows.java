package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PostgresSettings;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where what must last is kept, and with whom it is shared. No password is in it. */
final class StateRows {
  private StateRows() {}

  static Stream<List<String>> of(Configuration configuration) {
    return configuration.state().postgres().stream()
        .map(it ->
            List.of(
                "store",
                "PostgreSQL %s as %s, %s, shared by all nodes"
                    .formatted(it.address(), it.user(), protection(it))));
  }

  private static String protection(PostgresSettings settings) {
    return settings.encrypted() ? "over TLS" : "plaintext";
  }

  static Optional<JsonObject> json(Configuration configuration) {
    return configuration
        .state()
        .postgres()
        .map(it ->
            JsonObject.empty()
                .with("postgres", it.address())
                .with("user", it.user())
                .with("tls", it.encrypted()));
  }
}
