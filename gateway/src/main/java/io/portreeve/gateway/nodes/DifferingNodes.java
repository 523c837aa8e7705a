package io.portreeve.gateway.nodes;

import io.portreeve.gateway.outage.Outage;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Tells the operator of nodes that differ from this one in something, when that changes. */
final class DifferingNodes {
  private static final int SHOWN = 12;

  private final String alike;
  private final Outage.Lines lines;
  private SortedMap<String, String> told = new TreeMap<>();

  /**
   * Of which nothing was told yet.
   *
   * @param alike the line that says that none does any more
   */
  DifferingNodes(String alike, Outage.Lines lines) {
    this.alike = alike;
    this.lines = lines;
  }

  /**
   * Those that do now.
   *
   * @param others the name of each, and in what
   * @param line made of what is shown of them
   */
  void are(SortedMap<String, String> others, UnaryOperator<String> line) {
    if (others.equals(told)) {
      return;
    }
    told = others;
    if (others.isEmpty()) {
      lines.line(System.Logger.Level.INFO, alike);
      return;
    }
    String all =
        others.entrySet().stream()
            .limit(SHOWN)
            .map(other -> shown(other.getKey()) + " " + other.getValue())
            .collect(Collectors.joining(", "));
    lines.line(System.Logger.Level.WARNING, line.apply(all));
  }

  /** So much of a name or a digest that people tell them apart. */
  static String shown(String hex) {
    return hex.substring(0, Math.min(SHOWN, hex.length()));
  }
}
