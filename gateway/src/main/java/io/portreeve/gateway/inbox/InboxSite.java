package io.portreeve.gateway.inbox;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConsoleSettings;
import io.portreeve.gateway.console.ConsoleSite;
import io.portreeve.gateway.pages.PageAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Where users find what is asked of them, and who can sign in there.
 *
 * @param issuer the operator's name for it, which begins the names of those who can
 */
public record InboxSite(ConsoleSite site, String issuer) {
  static final String LIST = "/approvals";
  static final String CALL = "/approvals/call";
  static final String STATE = "/approvals/state";

  /** That of a configuration; empty if no user can sign in. */
  public static Optional<InboxSite> of(Configuration configuration) {
    return ConsoleSite.of(configuration)
        .flatMap(site ->
            configuration
                .console()
                .flatMap(ConsoleSettings::signIn)
                .map(issuer -> new InboxSite(site, issuer)));
  }

  /** Whether somebody of this name can sign in there. */
  public boolean isFor(String principal) {
    return principal.startsWith(issuer + "/");
  }

  /** Where one call is shown to whoever may see it; its id lets nobody in. */
  public URI call(String id) {
    return site.at(callPath(id));
  }

  static String callPath(String id) {
    return PageAddress.of(CALL).with("id", id).text();
  }
}
