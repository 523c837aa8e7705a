package io.portreeve.gateway.login;

import io.portreeve.gateway.downstream.Arrivals;
import io.portreeve.gateway.downstream.Authenticator;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Identity;

/**
 * Who is at a browser: whatever proves it for calls to an endpoint proves it for the page of that
 * endpoint, and nothing else does. A link alone proves nothing, for whoever made a call can send
 * its link to others. A login is for one client of a user: what another one has proves nothing
 * either.
 */
record Person(
    EndpointId endpoint, Authenticator authenticator, Doorway doorway, Arrivals arrivals) {
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

  /**
   * Whether it is the one who called, through the same client and actors, and would be let in with
   * a call now.
   */
  boolean is(HttpRequest request, Identity identity, Who who) {
    return identity instanceof Identity.Authenticated known
        && Who.of(who.server(), known.principal()).equals(who)
        && mayEnter(request, identity);
  }

  /**
   * Whether an issuer's word is that it is the one who called, and the caller would be let in with
   * a call now. It says nothing of a client; through which one he called was proved with the call.
   */
  boolean is(HttpRequest request, Visitor visitor, Who who) {
    return visitor.principal().equals(who.principal()) && mayGoOn(request, who);
  }

  /**
   * Whether the one who called would be let in with a call now; to ask costs him as much as one.
   */
  boolean mayGoOn(HttpRequest request, Who who) {
    return mayEnter(request, new Identity.Authenticated(who.caller()));
  }

  private boolean mayEnter(HttpRequest request, Identity identity) {
    return doorway.enter(arrivals.of(request, identity, endpoint)) instanceof Doorway.Entry.Open;
  }
}
