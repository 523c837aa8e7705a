package io.portreeve.gateway.cli;

import io.portreeve.gateway.nodes.NodeSecrets;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** How a key is shown: everything but the key. */
final class KeyReport {
  static final List<String> HEAD =
      List.of("ID", "PRINCIPAL", "CLIENT", "ROLES", "STATE", "EXPIRES", "LAST USED", "LABELS");

  private KeyReport() {}

  static JsonObject json(ApiKeyRecord key, Instant now) {
    JsonObject labels = JsonObject.empty();
    for (Map.Entry<String, String> label : key.labels().entrySet()) {
      labels = labels.with(label.getKey(), label.getValue());
    }
    JsonObject json =
        JsonObject.empty()
            .with("id", key.id())
            .with("principal", key.principal())
            .with("roles", JsonArray.ofStrings(sorted(key)))
            .with("labels", labels)
            .with("state", state(key, now))
            .with("created", shown(key.created()));
    if (key.client().isPresent()) {
      json = json.with("client", key.client().get());
    }
    if (key.madeUnder().isPresent()) {
      json = json.with("madeUnder", NodeSecrets.mark(key.madeUnder().get()));
    }
    json = with(json, "expires", key.expires());
    json = with(json, "revoked", key.revoked());
    return with(json, "lastUsed", key.lastUsed());
  }

  static List<String> row(ApiKeyRecord key, Instant now) {
    return List.of(
        key.id(),
        key.principal(),
        key.client().orElse("-"),
        String.join(",", sorted(key)),
        state(key, now),
        key.expires().map(KeyReport::shown).orElse("-"),
        key.lastUsed().map(KeyReport::shown).orElse("-"),
        String.join(
            ",",
            key.labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .toList()));
  }

  private static JsonObject with(JsonObject json, String name, Optional<Instant> instant) {
    return instant.map(at -> json.with(name, shown(at))).orElse(json);
  }

  private static String state(ApiKeyRecord key, Instant now) {
    return key.revoked().isPresent() ? "revoked" : key.isLiveAt(now) ? "live" : "expired";
  }

  private static List<String> sorted(ApiKeyRecord key) {
    return List.copyOf(new TreeSet<>(key.roles()));
  }

  private static String shown(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
