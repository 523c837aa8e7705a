package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How users log in at one server, each for themselves.
 *
 * @param issuer the authorization server that it may send them to; empty: any that it names
 * @param clientId who we are there; empty: what we register ourselves as
 * @param clientSecret what proves that
 * @param audience what its tokens name as whom they are for; empty: the server's address
 * @param scopes all that may be asked for; empty: what the server wants
 * @param dynamicRegistration whether we may register ourselves
 * @param internalHosts hosts of our own networks that the server may send us to
 */
public record ServerLoginSettings(
    Optional<URI> issuer,
    Optional<String> clientId,
    Optional<Reference> clientSecret,
    Optional<String> audience,
    List<String> scopes,
    boolean dynamicRegistration,
    List<String> internalHosts) {

  static final Key<ServerLoginSettings, Optional<URI>> ISSUER =
      Key.optional(
          "issuer",
          Scalars.url(),
          ServerLoginSettings::issuer,
          Strength.absentIsWeaker("now lets the server choose where users log in"),
          "The authorization server where users log in; absent, the one that the server names, if"
              + " its answers name it.");
  static final Key<ServerLoginSettings, Optional<String>> CLIENT_ID =
      Key.optional(
          "client-id",
          Scalars.clientId(),
          ServerLoginSettings::clientId,
          Strength.neutral(),
          "Who this gateway is at `issuer`, if it was registered there.");
  static final Key<ServerLoginSettings, Optional<Reference>> CLIENT_SECRET =
      Key.optional(
          "client-secret",
          Forms.secret(),
          ServerLoginSettings::clientSecret,
          Strength.neutral(),
          "Where the secret lies that proves it.");
  static final Key<ServerLoginSettings, Optional<String>> AUDIENCE =
      Key.optional(
          "audience",
          Scalars.claimValue(),
          ServerLoginSettings::audience,
          Strength.presentIsWeaker("now takes tokens that do not name the server's address"),
          "What the tokens of `issuer` name in `aud`, where that is not the address of the server.");
  static final Key<ServerLoginSettings, List<String>> SCOPES =
      Key.of(
          "scopes",
          Forms.list(Scalars.scope()),
          List.of(),
          ServerLoginSettings::scopes,
          Strength.emptyIsAll("now asks for whatever the server wants"),
          "All that may be asked for; absent, what the server wants.");
  static final Key<ServerLoginSettings, Boolean> DYNAMIC_REGISTRATION =
      Key.of(
          "dynamic-registration",
          Forms.truth(),
          true,
          ServerLoginSettings::dynamicRegistration,
          Strength.onIsWeaker("may now register at authorization servers by itself"),
          "Whether this gateway may register itself at an authorization server (RFC 7591).");
  static final Key<ServerLoginSettings, List<String>> INTERNAL_HOSTS =
      Key.of(
          "internal-hosts",
          Forms.list(Forms.matching("[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?", "the name of a host")),
          List.of(),
          ServerLoginSettings::internalHosts,
          Strength.moreIsWeaker(),
          "Hosts without public addresses that the server may send this gateway to, such as your"
              + " identity provider; `internal-networks` says where a name of one may lead.");

  static final Section<ServerLoginSettings> SECTION =
      Section.of(
              "logins of users at a server",
              values ->
                  new ServerLoginSettings(
                      values.get(ISSUER),
                      values.get(CLIENT_ID),
                      values.get(CLIENT_SECRET),
                      values.get(AUDIENCE),
                      values.get(SCOPES),
                      values.get(DYNAMIC_REGISTRATION),
                      values.get(INTERNAL_HOSTS)),
              ISSUER,
              CLIENT_ID,
              CLIENT_SECRET,
              AUDIENCE,
              SCOPES,
              DYNAMIC_REGISTRATION,
              INTERNAL_HOSTS)
          .check(ServerLoginSettings::registeredSomewhere, ISSUER, CLIENT_ID, CLIENT_SECRET)
          .check(ServerLoginSettings::namedByItsIssuer, ISSUER, AUDIENCE)
          .check(ServerLoginSettings::encrypted, ISSUER);

  /** A server that could name any authorization server could have our secret sent to any. */
  private static void registeredSomewhere(Values values, Spot spot) {
    if (values.get(CLIENT_ID).isPresent() && values.get(ISSUER).isEmpty()) {
      spot.at(CLIENT_ID)
          .problem("is given without `issuer`", "name the authorization server that knows it");
    }
    if (values.get(CLIENT_SECRET).isPresent() && values.get(CLIENT_ID).isEmpty()) {
      spot.at(CLIENT_SECRET).problem("is given without `client-id`", "give both");
    }
  }

  /** A server that could name any authorization server could have tokens for that name from any. */
  private static void namedByItsIssuer(Values values, Spot spot) {
    if (values.get(AUDIENCE).isPresent() && values.get(ISSUER).isEmpty()) {
      spot.at(AUDIENCE)
          .problem("is given without `issuer`", "name the authorization server that writes it");
    }
  }

  private static void encrypted(Values values, Spot spot) {
    String fix = "use `https:`: tokens come from there";
    values.get(ISSUER).ifPresent(issuer -> Scalars.encrypted(issuer, spot.at(ISSUER), fix));
  }
}
