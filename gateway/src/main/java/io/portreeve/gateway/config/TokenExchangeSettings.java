package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Exchanges each caller's token for one that is meant for the server (RFC 8693).
 *
 * @param authorizationServer which gave the callers' tokens out
 * @param audience the server's name there
 * @param resource the server's address there
 * @param scopes what the tokens shall grant; empty: what it thinks fit
 * @param stepUpScopes what may be asked for besides them once the server wants it
 * @param tokenType what is asked for
 */
public record TokenExchangeSettings(
    AuthorizationServerSettings authorizationServer,
    Optional<String> audience,
    Optional<URI> resource,
    List<String> scopes,
    List<String> stepUpScopes,
    TokenType tokenType) {

  /** What a token may be called when it is exchanged (RFC 8693, section 3). */
  public enum TokenType {
    ACCESS_TOKEN,
    JWT
  }

  static final Key<TokenExchangeSettings, AuthorizationServerSettings> AUTHORIZATION_SERVER =
      Key.required(
          "authorization-server",
          AuthorizationServerSettings.SECTION,
          TokenExchangeSettings::authorizationServer,
          Strength.inside(AuthorizationServerSettings.SECTION),
          "Who exchanges: the issuer of the callers' tokens, one of `authentication.oauth.issuers`.");
  static final Key<TokenExchangeSettings, Optional<String>> AUDIENCE =
      Key.optional(
          "audience",
          Scalars.claimValue(),
          TokenExchangeSettings::audience,
          Strength.unordered(),
          "What the server is called there; a token that is meant for anybody else is not used.");
  static final Key<TokenExchangeSettings, Optional<URI>> RESOURCE =
      Key.optional(
          "resource",
          Scalars.url(),
          TokenExchangeSettings::resource,
          Strength.unordered(),
          "The address that the server has there (RFC 8707), besides `audience` or instead of it.");
  static final Key<TokenExchangeSettings, List<String>> SCOPES =
      Key.of(
          "scopes",
          Forms.list(Scalars.scope()),
          List.of(),
          TokenExchangeSettings::scopes,
          Strength.emptyIsAll("now asks for all that there is"),
          "What the tokens shall grant; absent, what the authorization server thinks fit.");
  static final Key<TokenExchangeSettings, List<String>> STEP_UP_SCOPES =
      StepUpScopes.key(TokenExchangeSettings::stepUpScopes);
  static final Key<TokenExchangeSettings, TokenType> TOKEN_TYPE =
      Key.of(
          "token-type",
          Forms.oneOf(TokenType.class),
          TokenType.ACCESS_TOKEN,
          TokenExchangeSettings::tokenType,
          Strength.neutral(),
          "What is asked for, and what the answer must be called.");

  static final Section<TokenExchangeSettings> SECTION =
      Section.of(
              "tokens by exchange",
              values ->
                  new TokenExchangeSettings(
                      values.get(AUTHORIZATION_SERVER),
                      values.get(AUDIENCE),
                      values.get(RESOURCE),
                      values.get(SCOPES),
                      values.get(STEP_UP_SCOPES),
                      values.get(TOKEN_TYPE)),
              AUTHORIZATION_SERVER,
              AUDIENCE,
              RESOURCE,
              SCOPES,
              STEP_UP_SCOPES,
              TOKEN_TYPE)
          .check(TokenExchangeSettings::meantForSomebody, AUDIENCE, RESOURCE)
          .check(StepUpScopes.needs(SCOPES, STEP_UP_SCOPES), SCOPES, STEP_UP_SCOPES);

  private static void meantForSomebody(Values values, Spot spot) {
    if (values.get(AUDIENCE).isEmpty() && values.get(RESOURCE).isEmpty()) {
      spot.problem(
          "has neither `audience` nor `resource`",
          "say whom the tokens are for: a token for anybody could be used elsewhere");
    }
  }
}
