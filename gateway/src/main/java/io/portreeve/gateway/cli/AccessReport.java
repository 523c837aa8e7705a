package io.portreeve.gateway.cli;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.DelegationSettings;
import io.portreeve.gateway.config.FirstSeen;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.identity.ClientNames;
import io.portreeve.guard.Delegation;
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
    by.clientCertificates().stream()
        .filter(one -> may(by, ClientNames.of(one)))
        .forEach(one -> rows.add(List.of("client certificate", "as " + one.principal())));
    by.oauth().ifPresent(oauth -> rows.addAll(tokens(oauth)));
    by.insecureAnonymous()
        .ifPresent(nobody -> rows.add(List.of("no credential", "as " + nobody.principal())));
    if (may(by, ClientNames.stdio())) {
      String local = by.stdio().principal() + roles(" with ", by.stdio().roles());
      rows.add(List.of("over stdio", "whoever starts `portreeve stdio`, as " + local));
    }
    if (!by.clients().isEmpty()) {
      rows.add(List.of("only the clients", patterns("", by.clients())));
    }
    by.delegation().ifPresent(delegation -> rows.addAll(actors(delegation)));
    return rows;
  }

  /** Whether one that comes with this client is let in at all. */
  private static boolean may(AuthenticationSettings by, Delegation comes) {
    return by.clients().isEmpty()
        || comes.client().stream()
            .anyMatch(client -> by.clients().stream().anyMatch(one -> one.matches(client.id())));
  }

  private static List<List<String>> tokens(OAuthSettings oauth) {
    return oauth.issuers().entrySet().stream()
        .map(issuer ->
            List.of(
                "access tokens of " + issuer.getKey(),
                issuer.getValue().issuer() + ", as " + issuer.getKey() + "/…"))
        .toList();
  }

  private static List<List<String>> actors(DelegationSettings delegation) {
    return delegation.actors().entrySet().stream()
        .map(actor ->
            List.of(
                "actor " + Shown.of(actor.getKey()),
                patterns("for ", actor.getValue().principals())
                    + ", after "
                    + Shown.of(String.join(", ", actor.getValue().after()))
                    + patterns(", with client ", actor.getValue().clients())))
        .toList();
  }

  List<List<String>> rules() {
    List<RuleSettings> allow = configuration.policy().allow();
    if (allow.isEmpty()) {
      return List.of(List.of("NOTHING is allowed: `policy.allow` has no rule that binds"));
    }
    Stream<List<String>> outside =
        configuration.policy().decisionPoint().stream()
            .map(point ->
                List.of(
                    "ask",
                    "decision point",
                    "everybody",
                    "every server",
                    "each use: " + point.url()));
    return Stream.of(
            allow.stream().map(rule -> row("allow", rule)),
            configuration.policy().deny().stream().map(rule -> row("deny", rule)),
            configuration.policy().approve().stream().map(rule -> row("approve", rule)),
            outside)
        .flatMap(rows -> rows)
        .toList();
  }

  private static List<String> row(String what, RuleSettings rule) {
    String who =
        (rule.roles().isEmpty() ? "everybody" : roles("", rule.roles()))
            + patterns(" with ", rule.clients());
    String where = rule.servers().isEmpty() ? "every server" : String.join(", ", rule.servers());
    String when = rule.when().map(condition -> "; when " + Shown.of(condition.text())).orElse("");
    String scopes = rule.scopes().isEmpty() ? "" : "; scope " + String.join(" ", rule.scopes());
    String effect = what + rule.by().map(by -> " by " + Forms.word(by)).orElse("");
    String how = rule.shadow() ? effect + ", only tried" : effect;
    return List.of(how, rule.name(), who, where, subjects(rule) + objects(rule) + scopes + when);
  }

  private static String objects(RuleSettings rule) {
    return rule.objects().entrySet().stream()
        .map(one -> "; to " + one.getValue() + " of " + one.getKey())
        .collect(Collectors.joining());
  }

  private static String roles(String before, List<String> roles) {
    return roles.isEmpty() ? "" : before + "role " + String.join(", ", roles);
  }

  private static String subjects(RuleSettings rule) {
    return Stream.of(
            patterns("tools ", rule.tools()),
            patterns("prompts ", rule.prompts()),
            patterns("resources ", rule.resources()))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String patterns(String what, List<Glob> patterns) {
    return patterns.isEmpty()
        ? ""
        : what
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
