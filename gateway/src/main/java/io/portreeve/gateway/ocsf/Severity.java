package io.portreeve.gateway.ocsf;

import java.util.Locale;

/** How much an event matters ({@code severity_id}). */
enum Severity {
  INFORMATIONAL(1),
  LOW(2),
  MEDIUM(3),
  HIGH(4),
  CRITICAL(5);

  private final int id;

  Severity(int id) {
    this.id = id;
  }

  int id() {
    return id;
  }

  /** That of a finding, by its word; what is not known matters. */
  static Severity ofFinding(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "info" -> INFORMATIONAL;
      case "low" -> LOW;
      case "medium" -> MEDIUM;
      case "critical" -> CRITICAL;
      default -> HIGH;
    };
  }
}
