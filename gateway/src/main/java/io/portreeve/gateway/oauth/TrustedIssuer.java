package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** One authorization server that the operator trusts, and what its tokens prove. */
final class TrustedIssuer {
  private final String identifier;
  private final SignedTokens signed;
  private final ClaimRules rules;
  private final PrincipalNames names;
  private final List<String> scopes;

  TrustedIssuer(
      String name,
      IssuerSettings settings,
      URI resource,
      List<String> scopes,
      IssuerKeys.Source source,
      InstantSource clock) {
    this.identifier = settings.issuer().toString();
    IssuerKeys keys = new IssuerKeys(source, settings.refresh(), settings.maxStaleness(), clock);
    this.signed = new SignedTokens(keys, settings);
    this.rules = new ClaimRules(settings, resource, clock);
    this.names = new PrincipalNames(name, settings.names());
    this.scopes = scopes;
  }

  /** Its keys come from where its settings or its metadata say. */
  static IssuerKeys.Source source(IssuerSettings settings, Documents documents) {
    Discovery discovery = new Discovery(documents, settings.issuer());
    return () ->
        documents.get(settings.jwks().isPresent() ? settings.jwks().get() : discovery.jwks());
  }

  /** Whether a token says that it is from here; anybody can say so. */
  boolean isNamedBy(String issuer) {
    return identifier.equals(issuer);
  }

  Principal principal(SignedJWT token) throws TokenRefused, InterruptedException {
    JWTClaimsSet claims = signed.claims(token);
    rules.judge(claims);
    if (claims.getClaim("cnf") != null) {
      throw TokenRefused.invalid("a token that is bound to a key, which cannot be proved here");
    }
    Set<String> granted = Claims.scopes(claims);
    if (!granted.containsAll(scopes)) {
      throw new TokenRefused(
          Reason.CREDENTIAL_INSUFFICIENT, "a token without a scope that all must have");
    }
    return names.of(claims, granted);
  }
}
