package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.util.List;
import java.util.Optional;

/**
 * How people in browsers show at our pages who they are: they sign in at the issuer (OpenID
 * Connect).
 *
 * @param clientId who we are to the issuer
 * @param clientSecret what proves that; empty: nothing, as of a public client
 * @param scopes what is asked for besides {@code openid}
 */
public record SignInSettings(
    String clientId, Optional<Reference> clientSecret, List<String> scopes) {

  static final Key<SignInSettings, String> CLIENT_ID =
      Key.required(
          "client-id",
          Scalars.clientId(),
          SignInSettings::clientId,
          Strength.unordered(),
          "Who this gateway is at the issuer; what it signs for that client says who is there.");
  static final Key<SignInSettings, Optional<Reference>> CLIENT_SECRET =
      Key.optional(
          "client-secret",
          Forms.secret(),
          SignInSettings::clientSecret,
          Strength.neutral(),
          "Where the secret lies that proves it; absent, the client is a public one.");
  static final Key<SignInSettings, List<String>> SCOPES =
      Key.of(
          "scopes",
          Forms.list(Scalars.scope()),
          List.of(),
          SignInSettings::scopes,
          Strength.neutral(),
          "What is asked for besides `openid`, such as `profile` where that brings the principal.");

  static final Section<SignInSettings> SECTION =
      Section.of(
          "signing in at the issuer",
          values ->
              new SignInSettings(
                  values.get(CLIENT_ID), values.get(CLIENT_SECRET), values.get(SCOPES)),
          CLIENT_ID,
          CLIENT_SECRET,
          SCOPES);
}
