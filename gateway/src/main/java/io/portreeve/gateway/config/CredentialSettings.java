package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.Optional;
import java.util.stream.Stream;

/** With what a server is spoken to on behalf of its callers: exactly one of these. */
public record CredentialSettings(
    Optional<TokenExchangeSettings> tokenExchange,
    Optional<EnterpriseManagedSettings> enterpriseManaged,
    Optional<UserSecretSettings> userSecret,
    Optional<ServerLoginSettings> login,
    Optional<ClientCredentialsSettings> clientCredentials) {
  private static final String CAME = "is now what the server is spoken to with";

  static final Key<CredentialSettings, Optional<TokenExchangeSettings>> TOKEN_EXCHANGE =
      Key.optional(
          "token-exchange",
          TokenExchangeSettings.SECTION,
          CredentialSettings::tokenExchange,
          Strength.inside(TokenExchangeSettings.SECTION, Strength.presentIsWeaker(CAME)),
          "Exchanges each caller's token for one that is meant for the server (RFC 8693).");
  static final Key<CredentialSettings, Optional<EnterpriseManagedSettings>> ENTERPRISE_MANAGED =
      Key.optional(
          "enterprise-managed",
          EnterpriseManagedSettings.SECTION,
          CredentialSettings::enterpriseManaged,
          Strength.inside(EnterpriseManagedSettings.SECTION, Strength.presentIsWeaker(CAME)),
          "Has the enterprise's identity provider vouch for each caller (ID-JAG, RFC 7523).");
  static final Key<CredentialSettings, Optional<UserSecretSettings>> USER_SECRET =
      Key.optional(
          "user-secret",
          UserSecretSettings.SECTION,
          CredentialSettings::userSecret,
          Strength.inside(UserSecretSettings.SECTION, Strength.presentIsWeaker(CAME)),
          "Shows a secret of each caller's own, which is kept for him.");
  static final Key<CredentialSettings, Optional<ServerLoginSettings>> LOGIN =
      Key.optional(
          "login",
          ServerLoginSettings.SECTION,
          CredentialSettings::login,
          Strength.inside(ServerLoginSettings.SECTION, Strength.presentIsWeaker(CAME)),
          "Has each caller log in at the server by OAuth: docs/login.md.");
  static final Key<CredentialSettings, Optional<ClientCredentialsSettings>> CLIENT_CREDENTIALS =
      Key.optional(
          "client-credentials",
          ClientCredentialsSettings.SECTION,
          CredentialSettings::clientCredentials,
          Strength.inside(ClientCredentialsSettings.SECTION, Strength.presentIsWeaker(CAME)),
          "Shows a token of the gateway's own, the same for everybody.");

  static final Section<CredentialSettings> SECTION =
      Section.of(
              "the credentials for a server",
              values ->
                  new CredentialSettings(
                      values.get(TOKEN_EXCHANGE),
                      values.get(ENTERPRISE_MANAGED),
                      values.get(USER_SECRET),
                      values.get(LOGIN),
                      values.get(CLIENT_CREDENTIALS)),
              TOKEN_EXCHANGE,
              ENTERPRISE_MANAGED,
              USER_SECRET,
              LOGIN,
              CLIENT_CREDENTIALS)
          .check(
              CredentialSettings::exactlyOne,
              TOKEN_EXCHANGE,
              ENTERPRISE_MANAGED,
              USER_SECRET,
              LOGIN,
              CLIENT_CREDENTIALS);

  private static void exactlyOne(Values values, Spot spot) {
    long given =
        Stream.of(TOKEN_EXCHANGE, ENTERPRISE_MANAGED, USER_SECRET, LOGIN, CLIENT_CREDENTIALS)
            .filter(key -> values.get(key).isPresent())
            .count();
    if (given != 1) {
      spot.problem(
          given == 0 ? "says nothing" : "says more than one thing",
          "give exactly one of `token-exchange`, `enterprise-managed`, `user-secret`, `login` and"
              + " `client-credentials`");
    }
  }

  /** Whether every caller comes with the same. */
  public boolean isShared() {
    return clientCredentials.isPresent();
  }

  /** The word for the one that is given. */
  public String kind() {
    return Stream.of(TOKEN_EXCHANGE, ENTERPRISE_MANAGED, USER_SECRET, LOGIN, CLIENT_CREDENTIALS)
        .filter(key -> key.of().apply(this).isPresent())
        .map(Key::name)
        .findFirst()
        .orElseThrow();
  }

  /** The issuer whose tokens the callers must come with. */
  public Optional<AuthorizationServerSettings> exchanging() {
    return tokenExchange
        .map(TokenExchangeSettings::authorizationServer)
        .or(() -> enterpriseManaged.map(EnterpriseManagedSettings::identityProvider));
  }
}
