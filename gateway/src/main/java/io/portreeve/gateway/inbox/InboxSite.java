package io.portreeve.gateway.inbox;

import io.portreeve.gateway.config.Configuration;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where browsers find the page of approvals, and who can sign in there.
 *
 * @param base how they reach our listener, without a path
 * @param issuer the operator's name for it, which begins the names of those who can
 */
public record InboxSite(URI base, String issuer) {
  static final String LIST = "/approvals";
  static final String CALL = "/approvals/call";
  static final String SIGN_IN = "/approvals/sign-in";
  static final String SIGNED_IN = "/approvals/signed-in";
  static final String SIGN_OUT = "/approvals/sign-out";
  static final String STATE = "/approvals/state";
  static final String SCRIPT = "/approvals/live.js";

  /** That of a configuration; empty if it has none. */
  public static Optional<InboxSite> of(Configuration configuration) {
    return configuration
        .approvals()
        .inbox()
        .map(inbox ->
            new InboxSite(inbox.url().orElseGet(configuration::reachedAt), inbox.signIn()));
  }

  /** Whether somebody of this name can sign in there. */
  public boolean isFor(String principal) {
    return principal.startsWith(issuer + "/");
  }

  /** Where people begin. */
  public URI start() {
    return at(LIST);
  }

  /** Where one call is shown to whoever may see it; its id lets nobody in. */
  public URI call(String id) {
    return at(callPath(id));
  }

  /** Where the issuer sends people back to who signed in there. */
  public URI signedIn() {
    return at(SIGNED_IN);
  }

  static String callPath(String id) {
    return CALL + "?" + query(id);
  }

  static String query(String id) {
    return "id=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  boolean isSecure() {
    return "https".equalsIgnoreCase(base.getScheme());
  }

  /** As a browser writes it. */
  String origin() {
    return base.getScheme() + "://" + base.getRawAuthority();
  }

  URI at(String path) {
    return URI.create(origin() + path);
  }
}
