package io.portreeve.gateway.scan.definition;

import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import java.util.Collection;
import java.util.Set;

/**
 * Somebody who calls tools.
 *
 * @param name how a finding calls them
 * @param roles what they have
 */
public record Audience(String name, Set<String> roles) {
  public Audience {
    roles = Set.copyOf(roles);
  }

  /**
   * Whether the policy may let them call a tool: under some condition it allows, and under none
   * that it denies.
   */
  boolean mayCall(PolicySettings policy, Offered tool) {
    PolicySettings binding = policy.binding();
    return binding.allow().stream().anyMatch(rule -> isAbout(rule, tool))
        && binding.deny().stream().noneMatch(rule -> rule.when().isEmpty() && isAbout(rule, tool));
  }

  private boolean isAbout(RuleSettings rule, Offered tool) {
    return rule.phases().contains(Phase.CALL)
        && isAny(rule.roles(), roles)
        && isAny(rule.servers(), Set.of(tool.server()))
        && rule.tools().stream().anyMatch(glob -> glob.matches(tool.name()));
  }

  /** None named is all of them. */
  private static boolean isAny(Collection<String> named, Set<String> had) {
    return named.isEmpty() || named.stream().anyMatch(had::contains);
  }
}
