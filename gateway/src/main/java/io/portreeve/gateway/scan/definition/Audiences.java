package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.config.AuthenticationSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.RuleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who calls tools, as far as a configuration tells. */
public final class Audiences {
  private Audiences() {}

  /**
   * Everybody, each role that a rule names, and those whose roles the configuration names.
   *
   * @param others known from elsewhere, as from keys
   */
  public static List<Audience> of(Configuration configuration, List<Audience> others) {
    var all = new ArrayList<Audience>();
    all.add(new Audience("everybody", Set.of()));
    configuration
        .policy()
        .rules()
        .map(RuleSettings::roles)
        .flatMap(List::stream)
        .distinct()
        .forEach(role -> all.add(new Audience("role " + role, Set.of(role))));
    AuthenticationSettings by = configuration.authentication();
    all.add(new Audience("whoever comes over stdio", Set.copyOf(by.stdio().roles())));
    by.insecureAnonymous()
        .ifPresent(one -> all.add(new Audience("the anonymous", Set.copyOf(one.roles()))));
    by.clientCertificates()
        .forEach(one -> all.add(new Audience(one.principal(), Set.copyOf(one.roles()))));
    all.addAll(others);
    return all;
  }
}
