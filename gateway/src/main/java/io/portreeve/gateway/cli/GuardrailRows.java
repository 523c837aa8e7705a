package io.portreeve.gateway.cli;

import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.gateway.config.ClassifierSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose texts are looked at for orders to a model, by whom, and whom they are shown to. */
final class GuardrailRows {
  private GuardrailRows() {}

  static List<List<String>> of(Configuration configuration) {
    Stream<List<String>> servers =
        configuration.servers().entrySet().stream()
            .filter(server -> server.getValue().guardrails() != Guardrail.OFF)
            .map(server -> List.of(server.getKey(), server(server.getValue())));
    Stream<List<String>> classifiers =
        configuration.classifiers().entrySet().stream()
            .map(one ->
                List.of(
                    "classifier " + one.getKey(),
                    classifier(one.getValue(), handled(configuration, one.getKey()))));
    return Stream.concat(servers, classifiers).toList();
  }

  private static String server(ServerSettings server) {
    String also = String.join(", ", server.classifiers());
    return Forms.word(server.guardrails()) + (also.isEmpty() ? "" : ", also by " + also);
  }

  /** What becomes of texts at the servers that name this classifier. */
  private static Set<Guardrail> handled(Configuration configuration, String classifier) {
    return configuration.servers().values().stream()
        .filter(server -> server.classifiers().contains(classifier))
        .map(ServerSettings::guardrails)
        .filter(guardrail -> guardrail != Guardrail.OFF)
        .collect(Collectors.toSet());
  }

  private static String classifier(ClassifierSettings one, Set<Guardrail> handled) {
    if (handled.isEmpty()) {
      return "no effect: no server whose texts are looked at names it";
    }
    String told = "is shown texts at %s; told from %d %%".formatted(one.url(), one.alertFrom());
    if (!handled.contains(Guardrail.BLOCK)) {
      return told + ", and nothing is refused, with `guardrails: alert`";
    }
    String where = handled.contains(Guardrail.ALERT) ? ", where `guardrails` is block" : "";
    return told
        + ", refused from %d %%, ".formatted(one.blockFrom())
        + switch (one.whenUnavailable()) {
          case BLOCK -> "and without an answer";
          case ALERT -> "not without an answer";
        }
        + where;
  }

  static JsonObject json(Configuration configuration) {
    JsonObject servers = JsonObject.empty();
    for (var server : configuration.servers().entrySet()) {
      servers =
          servers.with(
              server.getKey(),
              JsonObject.empty()
                  .with("guardrails", Forms.word(server.getValue().guardrails()))
                  .with("classifiers", JsonArray.ofStrings(server.getValue().classifiers())));
    }
    JsonObject classifiers = JsonObject.empty();
    for (var one : configuration.classifiers().entrySet()) {
      classifiers =
          classifiers.with(
              one.getKey(),
              JsonObject.empty()
                  .with("url", one.getValue().url().toString())
                  .with("when-unavailable", Forms.word(one.getValue().whenUnavailable())));
    }
    return JsonObject.empty().with("servers", servers).with("classifiers", classifiers);
  }
}
