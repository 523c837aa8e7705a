package io.portreeve.gateway.comparison;

import io.portreeve.gateway.policy.Gaps;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Principal.Authentication;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody whom rules judge, before there is a message of theirs.
 *
 * @param name how a report calls them; who has the same name in two configurations is the same
 * @param gaps what is not known of them and of what they will say
 */
public record Caller(String name, Principal principal, Gaps gaps) {
  private static final Set<String> OF_MESSAGES =
      Set.of(Gaps.CLIENT, Gaps.RELATIONS, "actors", "endpoint", "peer", "time", "args");
  private static final Set<String> OF_PEOPLE =
      Set.of("principal.id", "principal.groups", Gaps.SCOPES, "principal.authentication");

  /** Whoever shows an API key of this principal with these roles. */
  public static Caller withKey(String principal, Set<String> roles) {
    String with = roles.isEmpty() ? "" : " (" + String.join(", ", new TreeSet<>(roles)) + ")";
    return known("key of " + principal + with, principal, roles, Authentication.API_KEY);
  }

  /** The one whom the configuration itself tells of. */
  static Caller known(String name, String principal, Collection<String> roles, Authentication how) {
    return new Caller(name, new Principal(principal, Set.copyOf(roles), how), Gaps.of(OF_MESSAGES));
  }

  /** Anybody without a role. */
  static Caller anybody() {
    return unknown("everybody", Set.of());
  }

  /** Anybody with this role and no other. */
  static Caller withRole(String role) {
    return unknown("role " + role, Set.of(role));
  }

  private static Caller unknown(String name, Set<String> roles) {
    Set<String> gaps = new HashSet<>(OF_MESSAGES);
    gaps.addAll(OF_PEOPLE);
    return new Caller(name, new Principal("", roles, Authentication.ANONYMOUS), Gaps.of(gaps));
  }
}
