package io.portreeve.gateway.console;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConsoleSettings;
import java.net.URI;
import java.util.Optional;

/**
 * Where browsers find the console.
 *
 * @param base how they reach our listener, without a path
 */
public record ConsoleSite(URI base) {
  /** Leads to the first page that somebody may open. */
  public static final String START = "/console";

  /** What is below it and no page's is nothing. */
  static final String BELOW = "/console/";

  static final String SIGN_IN = "/console/sign-in";
  static final String SIGNED_IN = "/console/signed-in";
  static final String SIGN_OUT = "/console/sign-out";
  static final String SCRIPT = "/console/live.js";

  /** That of a configuration; empty if it has none. */
  public static Optional<ConsoleSite> of(Configuration configuration) {
    return configuration.console().map(console -> of(console, configuration));
  }

  private static ConsoleSite of(ConsoleSettings console, Configuration configuration) {
    return new ConsoleSite(console.url().orElseGet(configuration::reachedAt));
  }

  /** Where people begin. */
  public URI start() {
    return at(START);
  }

  /** Where the issuer sends people back to who signed in there. */
  public URI signedIn() {
    return at(SIGNED_IN);
  }

  boolean isSecure() {
    return "https".equalsIgnoreCase(base.getScheme());
  }

  /** As a browser writes it. */
  String origin() {
    return base.getScheme() + "://" + base.getRawAuthority();
  }

  /** A path of ours, as a whole address. */
  public URI at(String path) {
    return URI.create(origin() + path);
  }
}
