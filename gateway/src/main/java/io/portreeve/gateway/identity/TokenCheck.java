package io.portreeve.gateway.identity;

import io.portreeve.guard.Identity;

/** Port: what a token proves that is no API key of ours. */
@FunctionalInterface
public interface TokenCheck {
  /** Never throws: what cannot be checked is rejected. */
  Identity identify(Presented presented);
}
