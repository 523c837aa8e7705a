package io.portreeve.gateway.policy;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of servers, endpoints and issuers in conditions and patterns of clients that the
 * configuration has none of. Such a rule never speaks, or always; such a client never comes.
 */
public final class UnknownNames {
  private final Set<String> issuers;
  private final Map<String, List<String>> values;

  private UnknownNames(Configuration configuration) {
    this.issuers =
        configuration
            .authentication()
            .oauth()
            .map(OAuthSettings::issuers)
            .orElse(Map.of())
            .keySet();
    this.values =
        Map.of(
            "server",
            List.copyOf(configuration.servers().keySet()),
            "endpoint",
            configuration.served().stream().map(served -> served.id().value()).toList());
  }

  /** A line for each, in the order of the file. */
  public static List<String> of(Configuration configuration) {
    UnknownNames names = new UnknownNames(configuration);
    Stream<String> callers =
        names.clients("authentication.clients", configuration.authentication().clients());
    List<RuleSettings> rules = configuration.policy().rules().toList();
    Stream<String> patterns =
        rules.stream().flatMap(rule -> names.clients("rule " + rule.name(), rule.clients()));
    Stream<String> conditions = rules.stream().flatMap(names::condition);
    return Stream.of(callers, patterns, conditions).flatMap(lines -> lines).toList();
  }

  /** Of one that was read as a condition: to compile it again would make every start slower. */
  private Stream<String> condition(RuleSettings rule) {
    return rule
        .when()
        .filter(Condition.class::isInstance)
        .map(Condition.class::cast)
        .flatMap(when -> when.never(values))
        .map(fault -> "rule " + rule.name() + ": " + fault)
        .stream();
  }

  private Stream<String> clients(String where, List<Glob> patterns) {
    return patterns.stream()
        .map(Glob::pattern)
        .flatMap(pattern -> {
          int end = pattern.indexOf('/');
          return end < 0 ? Stream.empty() : issuer(where, pattern, pattern.substring(0, end));
        });
  }

  /** Only the names of clients of an issuer begin so; keys and certificates have a colon first. */
  private Stream<String> issuer(String where, String pattern, String issuer) {
    if (issuer.contains("*") || issuer.contains(":") || issuers.contains(issuer)) {
      return Stream.empty();
    }
    String why =
        issuers.isEmpty()
            ? "there is no `authentication.oauth` whose issuers could name it"
            : Words.nearest(issuer, issuers)
                .map(near -> "did you mean " + Words.quoted(near) + "?")
                .orElse("the issuers are " + String.join(", ", issuers));
    return Stream.of(
        "%s: %s is a client of no issuer that there is; %s"
            .formatted(where, Words.quoted(pattern), why));
  }
}
