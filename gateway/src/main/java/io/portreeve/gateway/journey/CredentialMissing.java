package io.portreeve.gateway.journey;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * There is no credential with which the server could be asked for this exchange, so it was not
 * asked: no fault of the server's, and none that another principal has.
 */
public final class CredentialMissing extends UpstreamException {
  private static final long serialVersionUID = 1L;

  private final @Nullable URI login;

  private CredentialMissing(String why, @Nullable URI login) {
    super(why);
    this.login = login;
  }

  /** None, for a reason that is for the operator. */
  public static CredentialMissing unavailable(String why) {
    return new CredentialMissing(why, null);
  }

  /** None until the user was at this page. */
  public static CredentialMissing untilLogin(URI page) {
    return new CredentialMissing("the user has not logged in at the server", page);
  }

  /** Where the user can do something about it. */
  public Optional<URI> login() {
    return Optional.ofNullable(login);
  }
}
