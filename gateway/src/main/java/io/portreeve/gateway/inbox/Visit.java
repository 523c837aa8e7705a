package io.portreeve.gateway.inbox;

import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.login.Browser;
import io.portreeve.gateway.login.Visitor;
import java.util.Optional;

/**
 * Somebody who signed in, at one of the pages.
 *
 * @param mark what his browser was given when he did
 */
record Visit(Visitor visitor, String mark, Browser browser) {
  /** Whoever is signed in in the browser that asks. */
  static Optional<Visit> of(HttpRequest request, Browser browser, Sessions sessions) {
    return browser
        .mark(request)
        .flatMap(mark -> sessions.of(mark).map(visitor -> new Visit(visitor, mark, browser)));
  }

  /** What a form carries that he was given for this. */
  String token(String purpose) {
    return browser.token(mark, purpose);
  }

  /** Whether he was given this form for this, and sent it from our page. */
  boolean isOurs(HttpRequest request, String purpose, String token) {
    return browser.isOurs(request, mark, purpose, token);
  }
}
