package io.portreeve.gateway.scan.configuration;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.BelowDefault;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.Change;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.util.ArrayList;
import java.util.List;

/** What of Portreeve's own configuration leaves a door open. */
record OwnSettings(RuleBook rules) {
  private static final Glob ANYTHING = new Glob("*");
  private static final String NO_CONTROLS = "insecure-no-controls";

  List<Finding> of(Configuration configuration) {
    var found = new ArrayList<Finding>();
    configuration.insecure().forEach(change -> found.add(insecure(change)));
    BelowDefault.of(configuration)
        .forEach(change -> found.add(finding("weakened-default", change.path(), change.what())));
    if (configuration.listen().address().isAnyLocalAddress()) {
      found.add(finding("listens-widely", "listen", configuration.listen().toString()));
    }
    PolicySettings policy = configuration.policy().binding();
    policy.allow().stream()
        .filter(OwnSettings::isAboutEverything)
        .filter(_ -> policy.deny().isEmpty())
        .map(rule -> finding("allows-everything", "rule " + rule.name(), who(rule)))
        .forEach(found::add);
    return found;
  }

  private static boolean isAboutEverything(RuleSettings rule) {
    return rule.tools().contains(ANYTHING) && rule.servers().isEmpty() && rule.when().isEmpty();
  }

  private static String who(RuleSettings rule) {
    return rule.roles().isEmpty() ? "everybody" : "role " + String.join(", ", rule.roles());
  }

  private Finding insecure(Change change) {
    String rule = change.path().equals(NO_CONTROLS) ? "no-controls" : "insecure-option";
    return finding(rule, change.path(), change.what());
  }

  private Finding finding(String rule, String subject, String evidence) {
    return new Finding(rules.rule(rule), "", subject, evidence);
  }
}
