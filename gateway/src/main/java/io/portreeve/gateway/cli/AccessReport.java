package io.portreeve.gateway.cli;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.FirstSeen;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.Forms;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may come, and who may use what, in the words of a configuration: rows for people. */
record AccessReport(Configuration configuration) {
  List<List<String>> callers() {
    AuthenticationSettings by = configuration.authentication();
    var rows = new ArrayList<List<String>>();
    if (by.apiKeys()) {
      rows.add(List.of("API keys", "made by `portreeve keys create`"));
    }
    by.clientCertificates()
        .forEach(one -> rows.add(List.of("client certificate", "as " + one.principal())));
    by.insecureAnonymous()
        .ifPresent(nobody -> rows.add(List.of("no credential", "as " + nobody.principal())));
    String local = by.stdio().principal() + roles(" with ", by.stdio().roles());
    rows.add(List.of("over stdio", "whoever starts `portreeve stdio`, as " + local));
    return rows;
  }

  List<List<String>> rules() {
    List<RuleSettings> allow = configuration.policy().allow();
    if (allow.isEmpty()) {
      return List.of(List.of("NOTHING is allowed: `policy.allow` has no rule"));
    }
    return Stream.concat(
            allow.stream().map(rule -> row("allow", rule)),
            configuration.policy().deny().stream().map(rule -> row("deny", rule)))
        .toList();
  }

  private static List<String> row(String what, RuleSettings rule) {
    String who = rule.roles().isEmpty() ? "everybody" : roles("", rule.roles());
    String where = rule.servers().isEmpty() ? "every server" : String.join(", ", rule.servers());
    String when = rule.when().map(condition -> "; when " + Shown.of(condition)).orElse("");
    return List.of(what, rule.name(), who, where, subjects(rule) + when);
  }

  private static String roles(String before, List<String> roles) {
    return roles.isEmpty() ? "" : before + "role " + String.join(", ", roles);
  }

  private static String subjects(RuleSettings rule) {
    return Stream.of(
            patterns("tools", rule.tools()),
            patterns("prompts", rule.prompts()),
            patterns("resources", rule.resources()))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String patterns(String what, List<Glob> patterns) {
    return patterns.isEmpty()
        ? ""
        : what
            + " "
            + patterns.stream()
                .map(pattern -> Shown.of(pattern.pattern()))
                .collect(Collectors.joining(", "));
  }

  List<List<String>> kept() {
    boolean quarantine = configuration.pinning().firstSeen() == FirstSeen.QUARANTINE;
    return List.of(
        List.of("directory", configuration.data().toString()),
        List.of(
            "definitions",
            quarantine
                ? "new ones wait for approval: `portreeve pins list --waiting`"
                : "new ones are approved when they are first seen"),
        List.of(
            "audit",
            "values as "
                + Forms.word(configuration.audit().values())
                + ", survives a "
                + (Forms.word(configuration.audit().durability()).equals("disk")
                    ? "loss of power"
                    : "killed process")));
  }
}
