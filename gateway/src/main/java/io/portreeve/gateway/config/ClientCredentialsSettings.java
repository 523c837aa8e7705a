package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Tokens of the gateway's own, the same for every caller (RFC 6749, section 4.4).
 *
 * @param audience whom they are for, where the authorization server asks for it so
 * @param resource likewise, by address
 */
public record ClientCredentialsSettings(
    AuthorizationServerSettings authorizationServer,
    Optional<String> audience,
    Optional<URI> resource,
    List<String> scopes) {

  static final Key<ClientCredentialsSettings, AuthorizationServerSettings> AUTHORIZATION_SERVER =
      Key.required(
          "authorization-server",
          AuthorizationServerSettings.SECTION,
          ClientCredentialsSettings::authorizationServer,
          Strength.inside(AuthorizationServerSettings.SECTION),
          "Who gives them out.");
  static final Key<ClientCredentialsSettings, Optional<String>> AUDIENCE =
      Key.optional(
          "audience",
          Scalars.claimValue(),
          ClientCredentialsSettings::audience,
          Strength.unordered(),
          "What the server is called there; a token that is meant for anybody else is not used.");
  static final Key<ClientCredentialsSettings, Optional<URI>> RESOURCE =
      Key.optional(
          "resource",
          Scalars.url(),
          ClientCredentialsSettings::resource,
          Strength.unordered(),
          "The address that the server has there (RFC 8707), besides `audience` or instead of it.");
  static final Key<ClientCredentialsSettings, List<String>> SCOPES =
      Key.of(
          "scopes",
          Forms.list(Scalars.scope()),
          List.of(),
          ClientCredentialsSettings::scopes,
          Strength.emptyIsAll("now asks for all that there is"),
          "What the tokens shall grant; absent, what the authorization server thinks fit.");

  static final Section<ClientCredentialsSettings> SECTION =
      Section.of(
          "tokens of the gateway's own",
          values ->
              new ClientCredentialsSettings(
                  values.get(AUTHORIZATION_SERVER),
                  values.get(AUDIENCE),
                  values.get(RESOURCE),
                  values.get(SCOPES)),
          AUTHORIZATION_SERVER,
          AUDIENCE,
          RESOURCE,
          SCOPES);
}
