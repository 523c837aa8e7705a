package io.portreeve.gateway.login;

import io.portreeve.gateway.oauth.IdTokens;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.upstream.Scopes;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who is at a browser: he signs in at one issuer that the operator trusts (OpenID
 * Connect, authorization code with PKCE). What for is up to the page that asks, which also ties the
 * answer to its browser.
 *
 * <p>Each issuer has a redirect address of its own, so that none can have the answer of another
 * taken for its own, whether it names itself in its answers or not (RFC 9700, section 4.4.2).
 */
public final class SignIn {
  private static final List<String> OPENID = List.of("openid");

  private final SignInTarget target;
  private final KnownServer server;
  private final TokenEndpoint tokens;
  private final URI redirect;
  private final SecureRandom random;

  public SignIn(SignInTarget target, URI redirect, SecureRandom random, InstantSource clock) {
    this.target = target;
    Fetcher fetcher = new Fetcher(target.documents());
    this.server = new KnownServer(fetcher, target.issuer(), clock);
    this.tokens = new TokenEndpoint(fetcher, Optional.empty());
    this.redirect = redirect;
    this.random = random;
  }

  public SignInTarget target() {
    return target;
  }

  /** Where somebody is to go now. PKCE is used also where the issuer does not say that it is. */
  public SignInRequest begin() throws LoginFailed, InterruptedException {
    return begin(false);
  }

  /** Likewise of somebody whom the issuer is to ask again who he is. */
  public SignInRequest beginAgain() throws LoginFailed, InterruptedException {
    return begin(true);
  }

  private SignInRequest begin(boolean again) throws LoginFailed, InterruptedException {
    AuthorizationServer known = server.find();
    AuthorizationRequest request =
        new AuthorizationRequest(
            known,
            client(known),
            redirect,
            Pkce.unguessable(random),
            Pkce.fresh(random),
            Scopes.union(OPENID, target.scopes()));
    return new SignInRequest(target.name(), request, again, Pkce.unguessable(random));
  }

  private Client client(AuthorizationServer known) {
    return target
        .clientSecret()
        .map(secret -> Client.withSecret(target.clientId(), secret, known))
        .orElseGet(() -> Client.without(target.clientId()));
  }

  /** Who came back, by what the issuer gives for the code in the answer. */
  public Visitor finish(SignInRequest asked, Parameters answer)
      throws LoginFailed, InterruptedException {
    String token = tokens.idToken(asked.request(), asked.request().code(answer));
    return switch (target.tokens().prove(token, asked.nonce())) {
      case IdTokens.Proof.Of person -> new Visitor(person.principal(), person.roles());
      case IdTokens.Proof.None none ->
          throw new LoginFailed("what the issuer says of who signed in is not good: " + none.why());
    };
  }
}
