package io.portreeve.bench.controls;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an operator turned on. */
enum Setting {
  /** Nothing but what is always on. */
  DEFAULTS(""),
  /** All that there is to turn on, with each way to mark the text of servers. */
  DELIMITERS("delimiters"),
  DATAMARKING("datamarking"),
  ENCODING("encoding");

  private final String spotlighting;

  Setting(String spotlighting) {
    this.spotlighting = spotlighting;
  }

  /** As tables and JSON call it. */
  String word() {
    String word = name().toLowerCase(Locale.ROOT);
    return everything() ? "everything, " + word : word;
  }

  /** Whether memories are signed, flows watched, texts read and marked. */
  boolean everything() {
    return !spotlighting.isEmpty();
  }

  /** The lines of one server. */
  String server(boolean memory) {
    return everything()
        ? """
        %s
        guardrails: alert
        redaction:
          requests: {secrets: redact, personal: redact}
          responses: {secrets: redact, personal: redact}
        spotlighting: %s
        """
            .formatted(memory ? "memory: knowledge-graph" : "", spotlighting)
        : "";
  }

  /** What tables of results are, whose ids the bench's tools make. */
  String objects(List<Integer> sizes) {
    String servers = sizes.stream().map(kib -> "files" + kib).collect(Collectors.joining(", "));
    return everything()
        ? "objects: {table: {ids: number, created-by: [{servers: [%s], tools: [\"search_*\"], result: total}]}}"
            .formatted(servers)
        : "";
  }

  /** The lines of the whole. */
  String rest() {
    return everything() ? "information-flow: {policy: plan-and-arguments, otherwise: deny}" : "";
  }
}
