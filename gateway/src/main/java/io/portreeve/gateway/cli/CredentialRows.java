package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.CredentialSettings;
import io.portreeve.gateway.config.ServerLoginSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** With whose credential each server is spoken to, in words for the operator. */
final class CredentialRows {
  private CredentialRows() {}

  static List<List<String>> of(Configuration configuration) {
    return configuration.servers().entrySet().stream()
        .map(entry -> List.of(entry.getKey(), words(entry.getValue(), whose(configuration))))
        .toList();
  }

  static JsonArray json(Configuration configuration) {
    return JsonArray.of(
        configuration.servers().entrySet().stream()
            .map(entry ->
                JsonObject.empty()
                    .with("server", entry.getKey())
                    .with("kind", kind(entry.getValue()))
                    .with("shared", entry.getValue().isSharedByAll()))
            .toList());
  }

  /** Where one client comes alone, nobody shares it. */
  private static String whose(Configuration configuration) {
    return configuration.authentication().stdio().only()
        ? "the only client's"
        : "ONE FOR ALL callers";
  }

  private static String words(ServerSettings server, String shared) {
    return switch (kind(server)) {
      case "token-exchange" -> "each caller's own: his token is exchanged at " + issuer(server);
      case "enterprise-managed" -> "each caller's own: vouched for by " + issuer(server);
      case "login" -> "each caller's own: he logs in" + issuerOfLogins(server);
      case "user-secret" -> "each caller's own: a secret that is kept for him";
      case "client-credentials" -> shared + ": tokens of the gateway's own";
      case "static" -> shared + ": it stands in the configuration";
      default -> "none";
    };
  }

  private static String issuerOfLogins(ServerSettings server) {
    return server
        .login()
        .flatMap(ServerLoginSettings::issuer)
        .map(issuer -> " at " + issuer)
        .orElse(" where the server says");
  }

  private static String issuer(ServerSettings server) {
    return server
        .credentials()
        .flatMap(CredentialSettings::exchanging)
        .map(exchanging -> exchanging.issuer().toString())
        .orElse("");
  }

  private static String kind(ServerSettings server) {
    Optional<CredentialSettings> own = server.credentials();
    return own.isPresent() ? own.get().kind() : server.isSharedByAll() ? "static" : "none";
  }
}
