package io.portreeve.guard;

import java.util.Locale;
import java.util.Set;

/**
 * Whose authority is used, and through whom.
 *
 * @param id a stable name, the same for all of this principal's clients
 * @param roles what the operator's configuration makes of the credential: policy asks for them
 * @param groups what an issuer says that the principal belongs to, in the issuer's own words
 * @param scopes what the token grants; a credential that is no token grants none
 */
public record Principal(
    String id,
    Set<String> roles,
    Authentication authentication,
    Set<String> groups,
    Set<String> scopes,
    Delegation delegation) {
  /** How the principal was authenticated. */
  public enum Authentication {
    API_KEY,
    CLIENT_CERTIFICATE,
    /** A token that an issuer of the operator's choice gave out. */
    ACCESS_TOKEN,
    /** The operator of this machine, who started us over stdio. */
    LOCAL_PROCESS,
    /** Nobody was authenticated: only under {@code insecure-anonymous}. */
    ANONYMOUS;

    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Kebab case, as rules, records and questions to decision points write it. */
    public String wire() {
      return wire;
    }
  }

  public Principal {
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
    scopes = Set.copyOf(scopes);
  }

  /** One of whom no more is known. */
  public Principal(String id, Set<String> roles, Authentication authentication) {
    this(id, roles, authentication, Set.of(), Set.of(), Delegation.unknown());
  }

  /** Likewise, through others. */
  public Principal through(Delegation others) {
    return new Principal(id, roles, authentication, groups, scopes, others);
  }

  /** Likewise, with another token. */
  public Principal granted(Set<String> inGroups, Set<String> withScopes) {
    return new Principal(id, roles, authentication, inGroups, withScopes, delegation);
  }

  /**
   * Whether both are one sender: the same principal through the same client and actors. What one
   * began or was given is another's only then.
   */
  public boolean isSenderOf(Principal earlier) {
    return id.equals(earlier.id)
        && delegation.client().equals(earlier.delegation.client())
        && delegation.actors().equals(earlier.delegation.actors());
  }

  /**
   * Whether this sender may go on with what began under that authority: it is the same sender, and
   * nothing that a rule may ask for was lost. A token that grants more than the first may go on,
   * since a client that was told to ask for more comes back with one.
   */
  public boolean continues(Principal earlier) {
    return scopes.containsAll(earlier.scopes) && equals(earlier.granted(earlier.groups, scopes));
  }
}
