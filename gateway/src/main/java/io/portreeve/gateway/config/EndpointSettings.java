package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Change;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A virtual server: one endpoint, what is seen through it, and which tokens are good there.
 *
 * @param path where clients speak to it; empty: by its name
 * @param servers those that exist for its clients
 * @param transparent whether its only server's names are kept without the id before them
 * @param resource what tokens must be meant for; empty: the path at the host of {@code
 *     authentication.oauth.resource}
 * @param audiences what tokens may be meant for instead
 * @param scopes what every token must grant, besides what all endpoints want
 * @param issuers whose tokens are good here; empty: those of all that are trusted
 */
public record EndpointSettings(
    Optional<String> path,
    List<String> servers,
    boolean transparent,
    Optional<URI> resource,
    List<String> audiences,
    List<String> scopes,
    List<String> issuers) {

  static final Key<EndpointSettings, Optional<String>> PATH =
      Key.optional(
          "path",
          Scalars.endpoint(),
          EndpointSettings::path,
          Strength.neutral(),
          "Where clients speak Streamable HTTP to it, in every revision; absent, `/NAME/mcp`.");
  static final Key<EndpointSettings, List<String>> SERVERS =
      Key.required(
          "servers",
          Forms.someOf(Scalars.server()),
          EndpointSettings::servers,
          Strength.moreIsWeaker(),
          "The servers that exist for its clients; they learn of no other.");
  static final Key<EndpointSettings, Boolean> TRANSPARENT =
      Key.of(
          "transparent",
          Forms.truth(),
          false,
          EndpointSettings::transparent,
          Strength.neutral(),
          "Keeps the names of its only server as they are, without its id before them.");
  static final Key<EndpointSettings, Optional<URI>> RESOURCE =
      Key.optional(
          "resource",
          Scalars.url(),
          EndpointSettings::resource,
          Strength.unordered(),
          "Its URL as clients know it, which tokens must be meant for; absent, its path at the host"
              + " of `authentication.oauth.resource`.");
  static final Key<EndpointSettings, List<String>> AUDIENCES =
      Key.of(
          "audiences",
          Forms.list(Scalars.claimValue()),
          List.of(),
          EndpointSettings::audiences,
          Strength.moreIsWeaker(),
          "What tokens may be meant for besides `resource`; no two endpoints share any.");
  static final Key<EndpointSettings, List<String>> SCOPES =
      Key.of(
          "scopes",
          Forms.list(Scalars.scope()),
          List.of(),
          EndpointSettings::scopes,
          Strength.fewerIsWeaker(),
          "The scopes that every token must have here, besides `authentication.oauth.scopes`.");
  static final Key<EndpointSettings, List<String>> ISSUERS =
      Key.of(
          "issuers",
          Forms.list(Scalars.issuerId()),
          List.of(),
          EndpointSettings::issuers,
          Strength.emptyIsAll("now accepts the tokens of every issuer that is trusted"),
          "Which of `authentication.oauth.issuers` give out tokens for it; absent, all of them.");

  static final Section<EndpointSettings> SECTION =
      Section.of(
              "a virtual server",
              EndpointSettings::of,
              PATH,
              SERVERS,
              TRANSPARENT,
              RESOURCE,
              AUDIENCES,
              SCOPES,
              ISSUERS)
          .check(EndpointSettings::transparentAlone, SERVERS, TRANSPARENT)
          .check(EndpointSettings::publicResource, RESOURCE);

  /** Where the last of them goes, the one without a name comes back, with every server. */
  static Strength<Map<String, EndpointSettings>> strength() {
    Strength<Map<String, EndpointSettings>> gone =
        (path, before, after, shown) ->
            after.isEmpty() && !before.isEmpty()
                ? List.of(new Change(path, "are gone: one endpoint leads to every server"))
                : List.of();
    return Strength.sections(SECTION, "is now an endpoint").and(gone);
  }

  private static void transparentAlone(Values values, Spot spot) {
    if (values.get(TRANSPARENT) && values.get(SERVERS).size() != 1) {
      spot.at(TRANSPARENT)
          .problem("needs exactly one server", "set it to false: ids keep several servers apart");
    }
  }

  private static void publicResource(Values values, Spot spot) {
    values
        .get(RESOURCE)
        .ifPresent(resource -> OAuthSettings.publicResource(resource, spot.at(RESOURCE)));
  }

  private static EndpointSettings of(Values values) {
    return new EndpointSettings(
        values.get(PATH),
        values.get(SERVERS),
        values.get(TRANSPARENT),
        values.get(RESOURCE),
        values.get(AUDIENCES),
        values.get(SCOPES),
        values.get(ISSUERS));
  }
}
