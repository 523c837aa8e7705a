package io.portreeve.gateway.config;

import static io.portreeve.gateway.config.Configuration.AUTHENTICATION;
import static io.portreeve.gateway.config.Configuration.ENDPOINTS;
import static io.portreeve.gateway.config.Configuration.HTTP;
import static io.portreeve.gateway.config.Configuration.TRANSPARENT;

import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What must hold between endpoints, so that nothing that is good at one is good at another. */
final class EndpointRules {
  private EndpointRules() {}

  /** What is said of the one without a name would be said of none. */
  static void notTheOneWithoutAName(Values values, Spot spot) {
    if (values.get(ENDPOINTS).isEmpty()) {
      return;
    }
    if (values.get(HTTP).ssePath().isPresent()) {
      spot.at(HTTP)
          .at(HttpSettings.SSE_PATH)
          .problem("has no effect: `endpoints` do not speak it", "remove it, or `endpoints`");
    }
    if (!values.get(HTTP).path().equals(HttpSettings.PATH.absent().orElseThrow().get())) {
      spot.at(HTTP)
          .at(HttpSettings.PATH)
          .problem("has no effect: `endpoints` have paths of their own", "remove it");
    }
    if (values.get(TRANSPARENT)) {
      spot.at(TRANSPARENT).problem("has no effect here", "write it under the endpoint");
    }
  }

  /** Each has a place of its own, and a token is meant for one of them. */
  static void keptApart(Values values, Spot spot) {
    Map<String, String> owners = new HashMap<>();
    values
        .get(ENDPOINTS)
        .forEach((name, settings) -> {
          String path = ServedEndpoint.path(name, settings);
          Spot at = spot.at(ENDPOINTS).at(name);
          own("path " + path, name, owners, at.at(EndpointSettings.PATH));
          values
              .get(AUTHENTICATION)
              .oauth()
              .map(oauth -> oauth.at(path, settings).resource())
              .ifPresent(resource -> tokens(resource, name, settings, owners, at));
        });
  }

  private static void tokens(
      URI resource, String name, EndpointSettings settings, Map<String, String> owners, Spot at) {
    // Metadata lies at the path of a resource, whatever its host is.
    own("resource path " + resource.getRawPath(), name, owners, at.at(EndpointSettings.RESOURCE));
    own("audience " + resource, name, owners, at.at(EndpointSettings.RESOURCE));
    Set<String> others = new HashSet<>(settings.audiences());
    others.remove(resource.toString());
    others.forEach(
        audience -> own("audience " + audience, name, owners, at.at(EndpointSettings.AUDIENCES)));
  }

  private static void own(String what, String name, Map<String, String> owners, Spot at) {
    String owner = Objects.requireNonNullElse(owners.putIfAbsent(what, name), name);
    if (!owner.equals(name)) {
      at.problem("is that of endpoint `" + owner + "`, too: " + what, "give each its own");
    }
  }

  /** What is said of tokens holds of some, and of those of one endpoint. */
  static void withTokens(Values values, Spot spot) {
    values
        .get(ENDPOINTS)
        .forEach((name, settings) -> {
          Spot at = spot.at(ENDPOINTS).at(name);
          if (values.get(AUTHENTICATION).oauth().isEmpty()) {
            withoutTokens(settings, at);
          } else {
            issuers(values.get(AUTHENTICATION).oauth().get(), settings, at);
          }
        });
    if (!values.get(ENDPOINTS).isEmpty()) {
      signInApart(values, spot.at(AUTHENTICATION).at(AuthenticationSettings.OAUTH));
      sharedAudiences(values.get(AUTHENTICATION), spot.at(AUTHENTICATION));
    }
  }

  private static void withoutTokens(EndpointSettings settings, Spot at) {
    Stream<Key<EndpointSettings, ?>> said =
        Stream.<Key<EndpointSettings, ?>>of(
                EndpointSettings.RESOURCE,
                EndpointSettings.AUDIENCES,
                EndpointSettings.SCOPES,
                EndpointSettings.ISSUERS)
            .filter(key -> !key.absent().orElseThrow().get().equals(key.of().apply(settings)));
    said.forEach(key ->
        at.at(key).problem("has no effect: no tokens are accepted", "add `authentication.oauth`"));
  }

  private static void issuers(OAuthSettings oauth, EndpointSettings settings, Spot at) {
    settings.issuers().stream()
        .filter(issuer -> !oauth.issuers().containsKey(issuer))
        .forEach(issuer ->
            at.at(EndpointSettings.ISSUERS)
                .problem(
                    "names `" + issuer + "`, which is not declared",
                    "write one of " + String.join(", ", oauth.issuers().keySet())));
  }

  private static void signInApart(Values values, Spot spot) {
    values
        .get(AUTHENTICATION)
        .oauth()
        .ifPresent(oauth ->
            values
                .get(ENDPOINTS)
                .forEach((name, settings) -> {
                  Set<String> audiences = new HashSet<>(settings.audiences());
                  String path = ServedEndpoint.path(name, settings);
                  audiences.add(oauth.at(path, settings).resource().toString());
                  OAuthSettings.signInApart(oauth.issuers(), audiences, spot);
                }));
  }

  private static void sharedAudiences(AuthenticationSettings authentication, Spot spot) {
    authentication
        .oauth()
        .ifPresent(oauth ->
            oauth
                .issuers()
                .forEach((name, issuer) -> {
                  if (!issuer.audiences().isEmpty()) {
                    spot.at(AuthenticationSettings.OAUTH)
                        .at(OAuthSettings.ISSUERS)
                        .at(name)
                        .at(IssuerSettings.AUDIENCES)
                        .problem(
                            "makes one token good at every endpoint",
                            "write `audiences` under the endpoint that it is for");
                  }
                }));
  }
}
