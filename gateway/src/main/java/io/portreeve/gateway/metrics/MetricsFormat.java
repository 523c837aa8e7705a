package io.portreeve.gateway.metrics;

import java.util.List;
import java.util.Locale;

/** How numbers are written for a monitor. */
public enum MetricsFormat {
  /** Prometheus' own, version 0.0.4. */
  PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0.0. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private static final String OPEN_METRICS_TYPE = "application/openmetrics-text";
  private static final List<String> PLAIN_TYPES = List.of("text/plain", "text/*", "*/*");

  private final String contentType;

  MetricsFormat(String contentType) {
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }

  /**
   * The one that a reader likes best, by its {@code Accept} fields (RFC 9110, section 12.5.1).
   * Whoever wants neither gets Prometheus': an answer that is read anyhow helps more than none.
   */
  public static MetricsFormat wanted(List<String> accept) {
    double open = 0;
    double plain = 0;
    for (String range : String.join(",", accept).toLowerCase(Locale.ROOT).split(",", -1)) {
      List<String> parts = List.of(range.replace(" ", "").split(";", -1));
      if (parts.getFirst().equals(OPEN_METRICS_TYPE) && isOurVersion(parts)) {
        open = Math.max(open, weight(parts));
      } else if (PLAIN_TYPES.contains(parts.getFirst())) {
        plain = Math.max(plain, weight(parts));
      }
    }
    return open > plain ? OPEN_METRICS : PROMETHEUS;
  }

  private static boolean isOurVersion(List<String> parts) {
    return parts.stream()
        .filter(part -> part.startsWith("version="))
        .allMatch(part -> part.equals("version=1.0.0"));
  }

  private static double weight(List<String> parts) {
    return parts.stream()
        .filter(part -> part.matches("q=[01](\\.[0-9]{0,3})?"))
        .mapToDouble(part -> Double.parseDouble(part.substring(2)))
        .findFirst()
        .orElse(1);
  }
}
