package io.portreeve.gateway.identity;

import io.portreeve.guard.Identity;

/** Port: what a bearer token proves that is no API key of ours. */
@FunctionalInterface
public interface BearerTokens {
  /** Never throws: what cannot be checked is rejected. */
  Identity identify(String token);
}
