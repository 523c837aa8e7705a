package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.portreeve.gateway.identity.Presented;
import io.portreeve.guard.Identity;
import java.util.Optional;

/** One authorization server that the operator trusts, and what its tokens prove. */
final class TrustedIssuer {
  private final SignedTokens signed;
  private final Optional<Introspection> introspection;
  private final Requirements requirements;

  TrustedIssuer(
      SignedTokens signed, Optional<Introspection> introspection, Requirements requirements) {
    this.signed = signed;
    this.introspection = introspection;
    this.requirements = requirements;
  }

  /** Whether a token says that it is from here; anybody can say so. */
  boolean isNamedBy(String issuer) {
    return requirements.issuer().equals(issuer);
  }

  /** Whether it says what tokens are worth that prove nothing by themselves. */
  boolean isAsked() {
    return introspection.isPresent();
  }

  /** Whose a signed token is. */
  Identity.Authenticated identity(SignedJWT token, Presented presented)
      throws TokenRefused, InterruptedException {
    JWTClaimsSet claims = signed.claims(token);
    if (introspection.filter(Introspection::asksAboutSigned).isPresent()) {
      var _ = introspection.get().claims(presented.token());
    }
    return requirements.identity(claims, presented);
  }

  /** Whose a token is that only the issuer can read. */
  Identity.Authenticated identity(Presented presented) throws TokenRefused, InterruptedException {
    Introspection asked =
        introspection.orElseThrow(() -> TokenRefused.invalid("nobody can be asked about it"));
    return requirements.identity(asked.claims(presented.token()), presented);
  }
}
