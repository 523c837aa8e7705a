package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.net.URI;
import java.util.List;

/**
 * Has the enterprise's identity provider say which of its users may use the server (ID-JAG).
 *
 * @param identityProvider which gave the callers' tokens out
 * @param authorizationServer the server's own, which believes it
 * @param resource the server itself
 * @param stepUpScopes what may be asked for besides `scopes` once the server wants it
 * @param subjectType what the callers' tokens are to the identity provider
 */
public record EnterpriseManagedSettings(
    AuthorizationServerSettings identityProvider,
    AuthorizationServerSettings authorizationServer,
    URI resource,
    List<String> scopes,
    List<String> stepUpScopes,
    SubjectType subjectType) {

  /** What a caller's token is. */
  public enum SubjectType {
    ACCESS_TOKEN,
    ID_TOKEN,
    JWT
  }

  static final Key<EnterpriseManagedSettings, AuthorizationServerSettings> IDENTITY_PROVIDER =
      Key.required(
          "identity-provider",
          AuthorizationServerSettings.SECTION,
          EnterpriseManagedSettings::identityProvider,
          Strength.inside(AuthorizationServerSettings.SECTION),
          "The issuer of the callers' tokens, one of `authentication.oauth.issuers`.");
  static final Key<EnterpriseManagedSettings, AuthorizationServerSettings> AUTHORIZATION_SERVER =
      Key.required(
          "authorization-server",
          AuthorizationServerSettings.SECTION,
          EnterpriseManagedSettings::authorizationServer,
          Strength.inside(AuthorizationServerSettings.SECTION),
          "The authorization server of the MCP server, which believes the identity provider.");
  static final Key<EnterpriseManagedSettings, URI> RESOURCE =
      Key.required(
          "resource",
          Scalars.url(),
          EnterpriseManagedSettings::resource,
          Strength.unordered(),
          "The identifier of the MCP server there.");
  static final Key<EnterpriseManagedSettings, List<String>> SCOPES =
      Key.of(
          "scopes",
          Forms.list(Scalars.scope()),
          List.of(),
          EnterpriseManagedSettings::scopes,
          Strength.emptyIsAll("now asks for all that there is"),
          "What the tokens shall grant; absent, what the authorization server thinks fit.");
  static final Key<EnterpriseManagedSettings, List<String>> STEP_UP_SCOPES =
      StepUpScopes.key(EnterpriseManagedSettings::stepUpScopes);
  static final Key<EnterpriseManagedSettings, SubjectType> SUBJECT_TYPE =
      Key.of(
          "subject-type",
          Forms.oneOf(SubjectType.class),
          SubjectType.ACCESS_TOKEN,
          EnterpriseManagedSettings::subjectType,
          Strength.neutral(),
          "What the callers' tokens are to the identity provider.");

  static final Section<EnterpriseManagedSettings> SECTION =
      Section.of(
              "what the enterprise lets its users use",
              values ->
                  new EnterpriseManagedSettings(
                      values.get(IDENTITY_PROVIDER),
                      values.get(AUTHORIZATION_SERVER),
                      values.get(RESOURCE),
                      values.get(SCOPES),
                      values.get(STEP_UP_SCOPES),
                      values.get(SUBJECT_TYPE)),
              IDENTITY_PROVIDER,
              AUTHORIZATION_SERVER,
              RESOURCE,
              SCOPES,
              STEP_UP_SCOPES,
              SUBJECT_TYPE)
          .check(StepUpScopes.needs(SCOPES, STEP_UP_SCOPES), SCOPES, STEP_UP_SCOPES);
}
