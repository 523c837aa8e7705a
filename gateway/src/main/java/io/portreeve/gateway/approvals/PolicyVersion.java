package io.portreeve.gateway.approvals;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.form.JsonText;
import io.portreeve.gateway.store.Digest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which rules are in force, as one digest: a yes that was said under others is not one under these.
 * The same rules have the same one after a restart, however their entries are ordered.
 */
final class PolicyVersion {
  /** What a person who said yes may have relied on. */
  private static final Set<String> RELIED_ON =
      Set.of(
          "servers",
          "policy",
          "authentication",
          "approvals",
          "information-flow",
          "input",
          "transparent");

  private PolicyVersion() {}

  static Digest of(Configuration configuration) {
    if (!(configuration.written() instanceof Map<?, ?> all)) {
      throw new IllegalStateException("a configuration is written as a map");
    }
    Map<String, Object> parts = sorted(all);
    parts.keySet().retainAll(RELIED_ON);
    parts.computeIfPresent("approvals", (_, said) -> withoutWebhook(said));
    return Digest.sha256(JsonText.of(parts));
  }

  /** Who is told of a question has no part in its answer. */
  private static Object withoutWebhook(Object said) {
    if (!(said instanceof Map<?, ?> all)) {
      return said;
    }
    Map<String, Object> rest = sorted(all);
    rest.remove("webhook");
    return rest;
  }

  private static Map<String, Object> sorted(Map<?, ?> map) {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put(String.valueOf(name), sorted(value)));
    return sorted;
  }

  private static Object sorted(Object value) {
    return switch (value) {
      case Map<?, ?> map -> sorted(map);
      case List<?> list -> list.stream().map(PolicyVersion::sorted).toList();
      default -> value;
    };
  }
}
