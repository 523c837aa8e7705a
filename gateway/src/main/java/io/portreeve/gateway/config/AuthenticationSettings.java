package io.portreeve.gateway.config;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Spot;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.util.List;
import java.util.Optional;

/**
 * How callers prove who they are.
 *
 * @param apiKeys whether the keys that {@code portreeve keys create} made are accepted
 * @param clientCertificates which certificates are accepted, and as whom
 * @param oauth whose access tokens are accepted; empty: nobody's
 * @param clients which clients may come at all; empty: any
 * @param delegation who may act for somebody else; empty: nobody
 * @param stdio who the client is that started {@code portreeve stdio}
 * @param insecureAnonymous who a caller without a credential is; empty: refused
 */
public record AuthenticationSettings(
    boolean apiKeys,
    List<CertificateSettings> clientCertificates,
    Optional<OAuthSettings> oauth,
    List<Glob> clients,
    Optional<DelegationSettings> delegation,
    LocalSettings stdio,
    Optional<AnonymousSettings> insecureAnonymous) {

  static final Key<AuthenticationSettings, Boolean> API_KEYS =
      Key.of(
          "api-keys",
          Forms.truth(),
          true,
          AuthenticationSettings::apiKeys,
          Strength.onIsWeaker("now also accepts API keys"),
          "Whether keys made by `portreeve keys create` are accepted.");
  static final Key<AuthenticationSettings, List<CertificateSettings>> CLIENT_CERTIFICATES =
      Key.of(
          "client-certificates",
          Forms.list(CertificateSettings.SECTION),
          List.of(),
          AuthenticationSettings::clientCertificates,
          Strength.permissions(
              CertificateSettings::principal, "is now accepted with a client certificate"),
          "Which client certificates are accepted, and whose they are; needs `tls`.");
  static final Key<AuthenticationSettings, Optional<OAuthSettings>> OAUTH =
      Key.optional(
          "oauth",
          OAuthSettings.SECTION,
          AuthenticationSettings::oauth,
          Strength.inside(
              OAuthSettings.SECTION,
              Strength.presentIsWeaker("now accepts access tokens of other issuers")),
          "Accepts access tokens as a resource server of OAuth 2.1.");
  static final Key<AuthenticationSettings, List<Glob>> CLIENTS =
      Key.of(
          "clients",
          Forms.list(Scalars.callers()),
          List.of(),
          AuthenticationSettings::clients,
          Strength.emptyIsAll("now lets any client come"),
          "The clients that may come, whoever uses them: `corp/desk` of issuer `corp`, `key:…`,"
              + " `certificate:…`, `stdio`; `*` is any text. Absent, any.");
  static final Key<AuthenticationSettings, Optional<DelegationSettings>> DELEGATION =
      Key.optional(
          "delegation",
          DelegationSettings.SECTION,
          AuthenticationSettings::delegation,
          Strength.inside(
              DelegationSettings.SECTION, Strength.presentIsWeaker("now lets some act for others")),
          "Who may act for somebody else (`act` in tokens); absent, such tokens are refused.");
  static final Key<AuthenticationSettings, LocalSettings> STDIO =
      Key.section(
          "stdio",
          LocalSettings.SECTION,
          AuthenticationSettings::stdio,
          "Who the client is that started `portreeve stdio`.");
  static final Key<AuthenticationSettings, Optional<AnonymousSettings>> INSECURE_ANONYMOUS =
      Key.optional(
          "insecure-anonymous",
          AnonymousSettings.SECTION,
          AuthenticationSettings::insecureAnonymous,
          Strength.inside(
              AnonymousSettings.SECTION,
              Strength.presentIsWeaker("now accepts callers without a credential")),
          "Accepts callers without any credential, as this principal; on loopback only.");

  static final Section<AuthenticationSettings> SECTION =
      Section.of(
              "how callers prove who they are",
              AuthenticationSettings::of,
              API_KEYS,
              CLIENT_CERTIFICATES,
              OAUTH,
              CLIENTS,
              DELEGATION,
              STDIO,
              INSECURE_ANONYMOUS)
          .check(
              (values, spot) -> {
                boolean others = othersCome(values);
                boolean only = values.get(STDIO).only();
                if (!others && !only) {
                  spot.at(API_KEYS)
                      .problem(
                          "is off, and there is no other way to authenticate",
                          "turn it on, or name `client-certificates` or `oauth`");
                } else if (others && only) {
                  spot.at(STDIO)
                      .at(LocalSettings.ONLY)
                      .problem(
                          "is on, and others can authenticate",
                          "say `api-keys: false`, and name no other way, or leave it out");
                }
              },
              API_KEYS,
              CLIENT_CERTIFICATES,
              OAUTH,
              STDIO,
              INSECURE_ANONYMOUS)
          .check(AuthenticationSettings::someClient, CLIENTS, INSECURE_ANONYMOUS);

  private static boolean othersCome(Values values) {
    return values.get(API_KEYS)
        || !values.get(CLIENT_CERTIFICATES).isEmpty()
        || values.get(OAUTH).isPresent()
        || values.get(INSECURE_ANONYMOUS).isPresent();
  }

  /** Likewise, with other tokens. */
  AuthenticationSettings withOAuth(OAuthSettings others) {
    return new AuthenticationSettings(
        apiKeys,
        clientCertificates,
        Optional.of(others),
        clients,
        delegation,
        stdio,
        insecureAnonymous);
  }

  private static void someClient(Values values, Spot spot) {
    if (!values.get(CLIENTS).isEmpty() && values.get(INSECURE_ANONYMOUS).isPresent()) {
      spot.at(CLIENTS)
          .problem(
              "lets nobody in who comes without a credential",
              "remove it, or `insecure-anonymous`");
    }
  }

  private static AuthenticationSettings of(Values values) {
    return new AuthenticationSettings(
        values.get(API_KEYS),
        values.get(CLIENT_CERTIFICATES),
        values.get(OAUTH),
        values.get(CLIENTS),
        values.get(DELEGATION),
        values.get(STDIO),
        values.get(INSECURE_ANONYMOUS));
  }
}
