package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.JsonText;
import io.portreeve.gateway.store.Digest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which configuration is in force, as one digest: the same keys and values have the same one after
 * a restart and at every node, however their entries are ordered. What references lead to, such as
 * secrets, has no part in it.
 */
public final class ConfigurationVersion {
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

  /** What nodes that serve the same differ in: where they are, and what they tell of themselves. */
  private static final Set<String> OF_EACH_NODE =
      Set.of("listen", "data", "state", "tls", "operations", "telemetry", "log", "agent");

  private ConfigurationVersion() {}

  /** Of the rules: a yes that was said under others is not one under these. */
  public static Digest ofRules(Configuration configuration) {
    Map<String, Object> parts = parts(configuration);
    parts.keySet().retainAll(RELIED_ON);
    parts.computeIfPresent("approvals", (_, said) -> withoutWebhook(said));
    return Digest.sha256(JsonText.of(parts));
  }

  /** Of all that nodes have to have alike, lest one lets through what another refuses. */
  public static Digest ofNodes(Configuration configuration) {
    Map<String, Object> parts = parts(configuration);
    parts.keySet().removeAll(OF_EACH_NODE);
    return Digest.sha256(JsonText.of(parts));
  }

  private static Map<String, Object> parts(Configuration configuration) {
    if (!(configuration.written() instanceof Map<?, ?> all)) {
      throw new IllegalStateException("a configuration is written as a map");
    }
    return sorted(all);
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
      case List<?> list -> list.stream().map(ConfigurationVersion::sorted).toList();
      default -> value;
    };
  }
}
