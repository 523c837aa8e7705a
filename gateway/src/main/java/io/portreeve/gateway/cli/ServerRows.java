package io.portreeve.gateway.cli;

import io.portreeve.controls.indirectpromptinjection.Handling;
import io.portreeve.controls.indirectpromptinjection.SensitiveRules;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.RedactionSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.ServerTlsSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How servers are reached, and what is made of them beyond what is made of each. */
final class ServerRows {
  private ServerRows() {}

  static List<List<String>> of(Configuration configuration) {
    return configuration.servers().entrySet().stream()
        .map(one -> List.of(one.getKey(), reach(one.getValue()), words(one.getValue())))
        .toList();
  }

  private static String words(ServerSettings server) {
    List<String> words = new ArrayList<>(List.of(server.era().revisions()));
    server.tls().ifPresent(tls -> words.add("proves itself by " + proofs(tls)));
    server.memory().ifPresent(form -> words.add("memory " + Forms.word(form)));
    if (server.spotlighting() != Spotlight.OFF) {
      words.add("spotlighting " + Forms.word(server.spotlighting()));
    }
    sensitive("requests", server.redaction().requests()).forEach(words::add);
    sensitive("responses", server.redaction().responses()).forEach(words::add);
    return String.join(", ", words);
  }

  private static Stream<String> sensitive(String where, SensitiveRules rules) {
    return Stream.of(
            Map.entry("secrets", rules.secrets()), Map.entry("personal data", rules.personal()))
        .filter(one -> one.getValue() != Handling.OFF)
        .map(one -> "%s in %s: %s".formatted(one.getKey(), where, Forms.word(one.getValue())));
  }

  private static String proofs(ServerTlsSettings tls) {
    List<String> proofs = new ArrayList<>();
    tls.ca().ifPresent(_ -> proofs.add("your authority"));
    tls.spiffeId().ifPresent(id -> proofs.add("the name " + id));
    if (!tls.pins().isEmpty()) {
      proofs.add("pinned keys");
    }
    return proofs.isEmpty() ? "the platform's authorities" : String.join(" and ", proofs);
  }

  private static String reach(ServerSettings server) {
    return switch (server.reach()) {
      case Reach.Program program -> String.join(" ", program.command());
      case Reach.Endpoint endpoint -> endpoint.url().toString();
    };
  }

  static JsonArray json(Configuration configuration) {
    return JsonArray.of(configuration.servers().entrySet().stream().map(ServerRows::json).toList());
  }

  private static JsonObject json(Map.Entry<String, ServerSettings> one) {
    ServerSettings server = one.getValue();
    return JsonObject.empty()
        .with("id", one.getKey())
        .with("reach", reach(server))
        .with("era", Forms.word(server.era()))
        .with("proves-itself-by", server.tls().map(ServerRows::proofs).orElse(""))
        .with("memory", server.memory().map(Forms::word).orElse(""))
        .with("spotlighting", Forms.word(server.spotlighting()))
        .with("redaction", redaction(server.redaction()));
  }

  private static JsonObject redaction(RedactionSettings settings) {
    return JsonObject.empty()
        .with("requests", rules(settings.requests()))
        .with("responses", rules(settings.responses()));
  }

  private static JsonObject rules(SensitiveRules rules) {
    return JsonObject.empty()
        .with("secrets", Forms.word(rules.secrets()))
        .with("personal", Forms.word(rules.personal()))
        .with("except", JsonArray.ofStrings(rules.except().stream().sorted().toList()));
  }
}
