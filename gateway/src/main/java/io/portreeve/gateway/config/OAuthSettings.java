package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * We as a resource server of OAuth 2.1: whose access tokens are accepted, and for what resource.
 *
 * @param resource the identifier of our endpoint; tokens must be meant for it
 * @param requireBound whether every token must be bound to a key of its client
 * @param scopes what every token must grant
 * @param includes what scopes grant besides themselves
 * @param issuers the authorization servers that are trusted, by the operator's names for them
 */
public record OAuthSettings(
    URI resource,
    boolean requireBound,
    List<String> scopes,
    Map<String, List<String>> includes,
    Map<String, IssuerSettings> issuers) {

  static final Key<OAuthSettings, URI> RESOURCE =
      Key.required(
          "resource",
          Scalars.url(),
          OAuthSettings::resource,
          Strength.unordered(),
          "The URL of our endpoint as clients know it; a token must be meant for exactly this.");
  static final Key<OAuthSettings, Boolean> REQUIRE_BOUND =
      Key.of(
          "require-bound",
          Forms.truth(),
          false,
          OAuthSettings::requireBound,
          Strength.offIsWeaker("now also accepts tokens that anybody can use who has them"),
          "Whether tokens must be bound to a key of their client, by DPoP or by certificate.");
  static final Key<OAuthSettings, List<String>> SCOPES =
      Key.of(
          "scopes",
          Forms.list(Scalars.scope()),
          List.of(),
          OAuthSettings::scopes,
          Strength.fewerIsWeaker(),
          "The scopes that every token must have; clients are told to ask for them.");
  static final Key<OAuthSettings, Map<String, List<String>>> INCLUDES =
      Key.of(
          "scope-includes",
          Forms.entries(Scalars.scope(), Forms.someOf(Scalars.scope())),
          Map.of(),
          OAuthSettings::includes,
          Strength.handed("now grants other scopes, too"),
          "Scopes that grant others besides themselves, as `files: [files:read, files:write]`.");
  static final Key<OAuthSettings, Map<String, IssuerSettings>> ISSUERS =
      Key.required(
          "issuers",
          Forms.someEntries(Scalars.issuerId(), IssuerSettings.SECTION),
          OAuthSettings::issuers,
          Strength.sections(IssuerSettings.SECTION, "is now trusted to say who callers are"),
          "The authorization servers that are trusted, by name; `corp` makes principals `corp/…`.");

  static final Section<OAuthSettings> SECTION =
      Section.of(
              "OAuth access tokens",
              values ->
                  new OAuthSettings(
                      values.get(RESOURCE),
                      values.get(REQUIRE_BOUND),
                      values.get(SCOPES),
                      values.get(INCLUDES),
                      values.get(ISSUERS)),
              RESOURCE,
              REQUIRE_BOUND,
              SCOPES,
              INCLUDES,
              ISSUERS)
          .check(OAuthSettings::publicResource, RESOURCE)
          .check(OAuthSettings::oneNameEach, ISSUERS)
          .check(OAuthSettings::oneThatIsAsked, ISSUERS)
          .check(OAuthSettings::signInApart, RESOURCE, ISSUERS);

  /** Likewise for one endpoint, whose tokens are meant for it alone. */
  OAuthSettings at(String path, EndpointSettings endpoint) {
    Map<String, IssuerSettings> own = new LinkedHashMap<>();
    issuers.forEach((name, issuer) -> {
      if (endpoint.issuers().isEmpty() || endpoint.issuers().contains(name)) {
        own.put(name, issuer.withAudiences(endpoint.audiences()));
      }
    });
    return new OAuthSettings(
        endpoint.resource().orElseGet(() -> resource.resolve(path)),
        requireBound,
        Stream.concat(scopes.stream(), endpoint.scopes().stream()).distinct().toList(),
        includes,
        own);
  }

  /** All that a token with these scopes grants. */
  public Set<String> grantedBy(Set<String> written) {
    return new ScopeTree(includes).grantedBy(written);
  }

  /** Those that every token must grant, and this one does not. */
  public List<String> missingFrom(Set<String> granted) {
    return scopes.stream().filter(scope -> !granted.contains(scope)).toList();
  }

  private static void publicResource(Values values, Spot spot) {
    publicResource(values.get(RESOURCE), spot.at(RESOURCE));
  }

  /** It is what clients compare, and where they send tokens to. */
  static void publicResource(URI resource, Spot spot) {
    if (resource.getRawQuery() != null) {
      spot.problem("has a query", "leave it out: write `https://host/path`");
    } else if (Scalars.openToOthers(resource)) {
      spot.problem("is no `https:` address", "write it as clients outside reach us");
    }
  }

  /** A token that names nobody would have to be shown to all of them. */
  private static void oneThatIsAsked(Values values, Spot spot) {
    long asked =
        values.get(ISSUERS).values().stream()
            .filter(issuer -> issuer.introspection().isPresent())
            .count();
    if (asked > 1) {
      spot.at(ISSUERS)
          .problem(
              "has several with `introspection`",
              "keep it at one: a token that is not signed does not say whose it is");
    }
  }

  private static void signInApart(Values values, Spot spot) {
    signInApart(values.get(ISSUERS), Set.of(values.get(RESOURCE).toString()), spot);
  }

  /** No client that people sign in by is a name that access tokens may be meant for. */
  static void signInApart(Map<String, IssuerSettings> issuers, Set<String> audiences, Spot spot) {
    issuers.forEach((name, issuer) ->
        issuer
            .signIn()
            .filter(signIn -> audiences.contains(signIn.clientId()))
            .ifPresent(_ -> IssuerSettings.notForAccess(spot.at(ISSUERS).at(name))));
  }

  private static void oneNameEach(Values values, Spot spot) {
    List<URI> issuers =
        values.get(ISSUERS).values().stream().map(IssuerSettings::issuer).distinct().toList();
    if (issuers.size() < values.get(ISSUERS).size()) {
      spot.at(ISSUERS).problem("has one issuer under two names", "remove one of the two");
    }
  }
}
