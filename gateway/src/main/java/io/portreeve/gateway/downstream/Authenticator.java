package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.guard.Identity;

/** Port: finds what the credentials of a request prove. */
@FunctionalInterface
public interface Authenticator {
  /** Why somebody wants to know, which decides about evidence that is good only once. */
  enum Occasion {
    /** The head is there and the body is not read: the same request will be looked at again. */
    HEAD,
    /** The request is about to be let in: what is good only once is used up now. */
    ENTRY,
    /** It was let in, and is still under way: what was good only once need not be good again. */
    STAY
  }

  /** Never throws: what cannot be checked is rejected. */
  Identity identify(HttpRequest request, Occasion occasion);
}
