package io.portreeve.gateway.login;

import io.portreeve.gateway.downstream.Authenticator;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.guard.Identity;
import java.util.Optional;

/**
 * Who is at a browser: whatever proves it for calls proves it for pages, and nothing else does. A
 * link alone proves nothing, for whoever made a call can send its link to others.
 */
record Person(Origins origins, Authenticator authenticator) {
  /** Whether the browser came here by a name of ours. */
  boolean mayEnter(HttpRequest request) {
    return origins.allow(withHeaders(request, request.headers().without("origin")));
  }

  /** What the connection alone proves. */
  Identity met(HttpRequest request) {
    return identify(request, HttpFields.empty());
  }

  /** What a key or token proves that was typed into a form. */
  Identity shown(HttpRequest request, String credential) {
    try {
      return identify(request, HttpFields.of("authorization", "Bearer " + credential.strip()));
    } catch (IllegalArgumentException unprintable) {
      return new Identity.Absent();
    }
  }

  private Identity identify(HttpRequest request, HttpFields headers) {
    return authenticator.identify(withHeaders(request, headers), Authenticator.Occasion.ENTRY);
  }

  private static HttpRequest withHeaders(HttpRequest request, HttpFields headers) {
    return new HttpRequest(
        request.method(), request.path(), "", headers, new byte[0], request.peer());
  }

  /** Whether it is the one who called. */
  static boolean is(Identity identity, String principal) {
    return Optional.of(identity)
        .filter(Identity.Authenticated.class::isInstance)
        .map(known -> ((Identity.Authenticated) known).principal().id())
        .filter(principal::equals)
        .isPresent();
  }
}
