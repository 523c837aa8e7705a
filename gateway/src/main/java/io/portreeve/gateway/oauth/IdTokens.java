package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.portreeve.gateway.config.IssuerSettings;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Says who signed in at one issuer, by what that issuer signs for us as its client (OpenID Connect
 * Core 1.0, section 3.1.3.7). Of all that such a token says only the name of the principal and his
 * roles are taken, by the same claims as of access tokens.
 */
public final class IdTokens {
  private static final int LONGEST = 16 * 1024;

  private final String client;
  private final SignedTokens signed;
  private final ClaimRules rules;
  private final PrincipalNames names;

  /**
   * Of an issuer, for one client.
   *
   * @param issuer the operator's name for it
   */
  IdTokens(
      String issuer, IssuerSettings settings, String client, IssuerKeys keys, InstantSource clock) {
    this.client = client;
    this.signed = SignedTokens.ofSignIns(keys, settings);
    this.rules = ClaimRules.ofSignIns(settings, client, clock);
    this.names = new PrincipalNames(issuer, settings);
  }

  /** What a token proves. */
  public sealed interface Proof {
    /**
     * Who signed in.
     *
     * @param principal the id that policy and audit know
     * @param roles those that the issuer's claims give, as those of access tokens do
     */
    record Of(String principal, Set<String> roles) implements Proof {
      public Of {
        roles = Set.copyOf(roles);
      }
    }

    /** Nobody. The reason is a fixed text, safe to record. */
    record None(String why) implements Proof {}
  }

  /**
   * Judges a token.
   *
   * @param nonce what was sent along when this sign-in began
   */
  public Proof prove(String token, String nonce) throws InterruptedException {
    try {
      JWTClaimsSet claims = signed.claims(parsed(token));
      rules.judge(claims);
      forThisClient(claims);
      if (Claims.string(claims, "nonce").filter(nonce::equals).isEmpty()) {
        throw TokenRefused.invalid("a token of another sign-in");
      }
      return new Proof.Of(names.id(claims), names.roles(claims));
    } catch (TokenRefused refused) {
      return new Proof.None(String.valueOf(refused.getMessage()));
    }
  }

  private static SignedJWT parsed(String token) throws TokenRefused {
    try {
      if (token.length() <= LONGEST) {
        return SignedJWT.parse(token);
      }
    } catch (ParseException | IllegalArgumentException malformed) {
      throw TokenRefused.invalid("no signed token");
    }
    throw TokenRefused.invalid("a token that is too long");
  }

  /** One that others may take, too, must say that we asked for it. */
  private void forThisClient(JWTClaimsSet claims) throws TokenRefused {
    Optional<String> party = Claims.string(claims, "azp");
    boolean named = claims.getClaims().containsKey("azp");
    boolean shared = claims.getAudience().size() > 1;
    if ((named || shared) && party.filter(client::equals).isEmpty()) {
      throw TokenRefused.invalid("a token that another client asked for");
    }
    if (claims.getIssueTime() == null) {
      throw TokenRefused.invalid("a token that does not say when it was made");
    }
  }
}
