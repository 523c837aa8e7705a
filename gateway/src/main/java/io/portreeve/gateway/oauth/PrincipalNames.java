package io.portreeve.gateway.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.config.ClaimSettings;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.Names;
import io.portreeve.guard.Principal;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a principal of the claims of a good token.
 *
 * <p>Its id is the operator's name for the issuer and what that issuer calls him: no two issuers
 * can speak for the same principal, and none for one of an API key or a certificate that was not
 * named so on purpose.
 */
final class PrincipalNames {
  private final String issuer;
  private final ClaimSettings settings;
  private final Delegations delegations;

  PrincipalNames(String issuer, IssuerSettings settings) {
    this.issuer = issuer;
    this.settings = settings.names();
    this.delegations = new Delegations(issuer, settings.issuer());
  }

  Principal of(JWTClaimsSet claims, Set<String> scopes) throws TokenRefused {
    return new Principal(
        id(claims),
        roles(claims, scopes),
        Principal.Authentication.ACCESS_TOKEN,
        groups(claims),
        scopes,
        delegations.of(claims));
  }

  /** Who he is, whatever else is said of him. */
  String id(JWTClaimsSet claims) throws TokenRefused {
    String id = issuer + "/" + String.join("", Claims.strings(claims, settings.principal()));
    if (!Names.isPrincipal(id)) {
      throw TokenRefused.invalid("a token for a name that nobody can have here");
    }
    return id;
  }

  /** What the claims alone make him: who signs in has no scopes. */
  Set<String> roles(JWTClaimsSet claims) {
    return roles(claims, Set.of());
  }

  private Set<String> groups(JWTClaimsSet claims) {
    return settings.groups().stream()
        .flatMap(claim -> Claims.strings(claims, claim).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<String> roles(JWTClaimsSet claims, Set<String> scopes) {
    Stream<String> named =
        settings.roles().stream()
            .flatMap(claim -> Claims.strings(claims, claim).stream())
            .map(value -> settings.values().getOrDefault(value, value))
            .filter(Names::isRole);
    Stream<String> granted =
        scopes.stream()
            .filter(settings.scopes()::containsKey)
            .map(scope -> Objects.requireNonNull(settings.scopes().get(scope), "a key"));
    return Stream.concat(named, granted).collect(Collectors.toUnmodifiableSet());
  }
}
