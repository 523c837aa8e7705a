package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.guard.Identity;

/** Port: finds what the credentials of a request prove. */
@FunctionalInterface
public interface Authenticator {
  /** Never throws: what cannot be checked is rejected. */
  Identity identify(HttpRequest request);
}
