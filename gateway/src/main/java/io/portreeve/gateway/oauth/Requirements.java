package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.identity.Presented;
import io.portreeve.guard.Credential;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import io.portreeve.guard.SubjectToken;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/** What must hold of every token of an issuer, however its claims were proved. */
final class Requirements {
  private final String name;
  private final String identifier;
  private final ClaimRules rules;
  private final KeyBinding binding;
  private final OAuthSettings scopes;
  private final PrincipalNames names;

  Requirements(
      String name,
      IssuerSettings settings,
      OAuthSettings all,
      KeyBinding binding,
      InstantSource clock) {
    this.name = name;
    this.identifier = settings.issuer().toString();
    this.rules = ClaimRules.forAccess(settings, all.resource(), clock);
    this.binding = binding;
    this.scopes = all;
    this.names = new PrincipalNames(name, settings);
  }

  /** The identifier of the issuer. */
  String issuer() {
    return identifier;
  }

  /** Whose token it is, if it meets them. */
  Identity.Authenticated identity(JWTClaimsSet claims, Presented presented) throws TokenRefused {
    rules.judge(claims);
    binding.judge(claims, presented);
    Set<String> granted = scopes.grantedBy(Claims.scopes(claims));
    if (!scopes.missingFrom(granted).isEmpty()) {
      throw new TokenRefused(
          Reason.CREDENTIAL_INSUFFICIENT, "a token without a scope that all must have");
    }
    Optional<Instant> end = Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant);
    SubjectToken token = new SubjectToken(name, presented.token());
    return new Identity.Authenticated(
        names.of(claims, granted), new Credential(end, Optional.of(token)));
  }
}
