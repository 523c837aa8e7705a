package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.journey.CredentialMissing;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import java.util.Optional;

/**
 * On whose behalf a server is spoken to, and with which credential.
 *
 * <p>One that is kept for a session shows credentials of one set only: when the principal's becomes
 * another, nothing more is sent.
 */
final class Caller {
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;
  private static final String CHALLENGE = "www-authenticate";

  private final UpstreamCredentials credentials;
  private final Optional<UpstreamCredential.Granted> kept;
  private volatile Optional<UpstreamCredential.Granted> shown = Optional.empty();
  private volatile Exchange exchange;

  private Caller(
      UpstreamCredentials credentials,
      Exchange exchange,
      Optional<UpstreamCredential.Granted> kept) {
    this.credentials = credentials;
    this.exchange = exchange;
    this.kept = kept;
  }

  /** For one request. */
  static Caller once(UpstreamCredentials credentials, Exchange exchange) {
    return new Caller(credentials, exchange, Optional.empty());
  }

  /** For a session that is opened with this credential. */
  static Caller kept(
      UpstreamCredentials credentials, Exchange exchange, UpstreamCredential.Granted granted) {
    return new Caller(credentials, exchange, Optional.of(granted));
  }

  Principal principal() {
    return exchange.principal();
  }

  /** A session is used for a later exchange, whose credential is the fresher one. */
  void serves(Exchange later) {
    exchange = later;
  }

  /** Whose credential a session was opened with. */
  String set() {
    return kept.map(UpstreamCredential.Granted::set).orElse("");
  }

  /** Whether its credential can be gone one day while the configuration is the same. */
  boolean mayEnd() {
    return !(credentials instanceof SharedCredential);
  }

  /** Whether a session of this caller, or the answer to his request, may live on. */
  boolean lasts() {
    Optional<UpstreamCredential.Granted> opened = kept.or(() -> shown);
    return opened.isEmpty() || credentials.lasts(exchange, opened.get());
  }

  /** How many fields of his own were shown last. */
  int shown() {
    return shown.map(granted -> granted.fields().size()).orElse(0);
  }

  /** What to show now. */
  UpstreamCredential.Granted granted() throws CredentialMissing, InterruptedException {
    UpstreamCredential.Granted granted = granted(credentials.of(exchange));
    if (kept.isPresent() && !kept.get().set().equals(granted.set())) {
      throw CredentialMissing.unavailable("the credential changed under a session");
    }
    shown = Optional.of(granted);
    return granted;
  }

  private static UpstreamCredential.Granted granted(UpstreamCredential credential)
      throws CredentialMissing {
    return switch (credential) {
      case UpstreamCredential.Granted granted -> granted;
      case UpstreamCredential.LoginNeeded login -> throw CredentialMissing.untilLogin(login.page());
      case UpstreamCredential.Unavailable none -> throw CredentialMissing.unavailable(none.why());
    };
  }

  /** Whether the answer refuses what was shown, and another may be had. */
  boolean mayTryAgain(UpstreamCredential.Granted shown, HttpResponse answer)
      throws InterruptedException {
    HttpFields headers = answer.headers();
    boolean refused =
        answer.status() == UNAUTHENTICATED
            || (answer.status() == FORBIDDEN && headers.has(CHALLENGE));
    return refused
        && credentials.refused(
            exchange,
            shown,
            new UpstreamCredentials.Refusal(answer.status(), headers.all(CHALLENGE)));
  }
}
