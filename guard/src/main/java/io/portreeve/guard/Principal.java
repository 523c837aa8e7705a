package io.portreeve.guard;

import java.util.Set;

/** Whose authority is used: a stable id, and the roles that policy may ask for. */
public record Principal(String id, Set<String> roles, Authentication authentication) {
  /** How the principal was authenticated. */
  public enum Authentication {
    API_KEY,
    CLIENT_CERTIFICATE,
    /** A token that an issuer of the operator's choice gave out. */
    ACCESS_TOKEN,
    /** The operator of this machine, who started us over stdio. */
    LOCAL_PROCESS,
    /** Nobody was authenticated: only under {@code insecure-anonymous}. */
    ANONYMOUS
  }

  public Principal {
    roles = Set.copyOf(roles);
  }
}
