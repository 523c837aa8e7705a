package io.portreeve.gateway.console;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.login.Browser;
import io.portreeve.gateway.login.Visitor;
import java.security.SecureRandom;
import java.util.Set;

/** Visits as the entrance makes them, without one. */
public final class Visits {
  private Visits() {}

  /** Of somebody who signed in at an issuer. */
  public static Visit of(String principal, ConsoleRole... roles) {
    return of(principal, true, roles);
  }

  /** Of somebody who typed a key. */
  public static Visit byKey(String principal, ConsoleRole... roles) {
    return of(principal, false, roles);
  }

  private static Visit of(String principal, boolean byIssuer, ConsoleRole... roles) {
    SecureRandom random = new SecureRandom();
    Browser browser =
        new Browser("console", false, "http://127.0.0.1:1", Seal.forNow(random), random);
    return new Visit(
        new Visitor(principal, Set.of()), Set.of(roles), byIssuer, browser.fresh(), browser);
  }
}
