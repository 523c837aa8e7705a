package io.portreeve.gateway.login;

import java.util.Set;

/**
 * Who is at a browser, by the word of an issuer.
 *
 * @param principal the id that policy and audit know
 * @param roles what the issuer says that he is; nothing else of him is known by this
 */
public record Visitor(String principal, Set<String> roles) {
  public Visitor {
    roles = Set.copyOf(roles);
  }
}
