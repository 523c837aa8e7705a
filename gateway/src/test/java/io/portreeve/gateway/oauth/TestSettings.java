package io.portreeve.gateway.oauth;

import io.portreeve.gateway.config.ClaimSettings;
import io.portreeve.gateway.config.IntrospectionSettings;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.config.SignatureAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator might say of an issuer.
 *
 * @param audiences besides our resource
 * @param type whether tokens must say that they are for access
 * @param clients whose tokens alone are accepted
 */
record TestSettings(
    List<String> audiences,
    boolean type,
    List<String> clients,
    Optional<IntrospectionSettings> introspection) {

  static TestSettings usual() {
    return new TestSettings(List.of(), false, List.of(), Optional.empty());
  }

  TestSettings withAudience(String audience) {
    return new TestSettings(List.of(audience), type, clients, introspection);
  }

  TestSettings withType() {
    return new TestSettings(audiences, true, clients, introspection);
  }

  TestSettings withClient(String client) {
    return new TestSettings(audiences, type, List.of(client), introspection);
  }

  TestSettings withIntrospection(IntrospectionSettings asked) {
    return new TestSettings(audiences, type, clients, Optional.of(asked));
  }

  IssuerSettings of(URI issuer) {
    return new IssuerSettings(
        issuer,
        Optional.empty(),
        audiences,
        List.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256),
        type,
        clients,
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1),
        Optional.empty(),
        Duration.ofMinutes(1),
        introspection,
        Optional.empty(),
        new ClaimSettings(
            "sub",
            List.of("groups", "realm_access.roles", "https://example.com/roles"),
            Map.of("/Staff Members", "staff"),
            Map.of("files:write", "writer"),
            List.of("groups")));
  }

  /** A resource server with these issuers. */
  static OAuthSettings oauth(String resource, List<String> scopes, IssuerSettings... issuers) {
    Map<String, IssuerSettings> named = new LinkedHashMap<>();
    for (IssuerSettings issuer : issuers) {
      named.put(named.isEmpty() ? "corp" : "other" + named.size(), issuer);
    }
    return new OAuthSettings(URI.create(resource), false, scopes, Map.of(), named);
  }
}
