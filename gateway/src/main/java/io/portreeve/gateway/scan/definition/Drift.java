package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.util.List;

/** A definition under whose name another one was approved. */
record Drift(RuleBook rules) implements DefinitionLook {
  private static final int SHORT = 12;

  @Override
  public List<Finding> of(Offered offered) {
    if (offered.standing() != Offered.Standing.CHANGED) {
      return List.of();
    }
    String version = offered.version().hex().substring(0, SHORT);
    return List.of(
        new Finding(
            rules.rule("definition-drift"),
            offered.server(),
            offered.subject(),
            "shows version " + version));
  }
}
