package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.SignedJWT;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.identity.BearerTokens;
import io.portreeve.guard.Identity;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Says whose access token a request carries, if any of the trusted issuers made it for us. */
public final class AccessTokens implements BearerTokens {
  private static final int LONGEST = 16 * 1024;

  private final List<TrustedIssuer> issuers;

  AccessTokens(List<TrustedIssuer> issuers) {
    this.issuers = List.copyOf(issuers);
  }

  /** Those of a configuration; issuers are asked only when a token names them. */
  public static AccessTokens of(OAuthSettings settings, HttpPool pool, InstantSource clock) {
    Documents documents = new Documents(pool);
    List<TrustedIssuer> issuers = new ArrayList<>();
    settings
        .issuers()
        .forEach((name, issuer) ->
            issuers.add(
                new TrustedIssuer(
                    name,
                    issuer,
                    settings.resource(),
                    settings.scopes(),
                    TrustedIssuer.source(issuer, documents),
                    clock)));
    return new AccessTokens(issuers);
  }

  @Override
  public Identity identify(String token) {
    try {
      SignedJWT signed = parsed(token);
      return new Identity.Authenticated(issuer(signed).principal(signed));
    } catch (TokenRefused refused) {
      return refused.identity();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return TokenRefused.invalid("interrupted").identity();
    }
  }

  /**
   * Only what is signed is a token: {@code none} is no signature, and what is encrypted is not for
   * us.
   */
  private static SignedJWT parsed(String token) throws TokenRefused {
    if (token.length() > LONGEST) {
      throw TokenRefused.invalid("a token that is too long");
    }
    try {
      return SignedJWT.parse(token);
    } catch (ParseException | IllegalArgumentException malformed) {
      throw TokenRefused.invalid("neither a key of ours nor a signed token");
    }
  }

  /** By what the token says before anything of it is proved: its issuer's keys then prove it. */
  private TrustedIssuer issuer(SignedJWT token) throws TokenRefused {
    try {
      String named = String.valueOf(token.getJWTClaimsSet().getIssuer());
      return issuers.stream()
          .filter(issuer -> issuer.isNamedBy(named))
          .findFirst()
          .orElseThrow(() -> TokenRefused.invalid("a token of an issuer that nobody named"));
    } catch (ParseException | IllegalArgumentException malformed) {
      throw TokenRefused.invalid("a token without claims");
    }
  }
}
