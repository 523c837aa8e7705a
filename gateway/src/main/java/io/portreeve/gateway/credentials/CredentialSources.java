package io.portreeve.gateway.credentials;

import io.portreeve.gateway.config.AuthorizationServerSettings;
import io.portreeve.gateway.config.ClientCredentialsSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.CredentialSettings;
import io.portreeve.gateway.config.EnterpriseManagedSettings;
import io.portreeve.gateway.config.TokenExchangeSettings;
import io.portreeve.gateway.config.UserSecretSettings;
import io.portreeve.gateway.config.VaultSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.tls.WrittenTls;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Connects the credentials of a configuration's servers to where they come from. */
public final class CredentialSources {
  private static final System.Logger LOG = System.getLogger("io.portreeve.credentials.outage");
  private static final Duration VAULT_PATIENCE = Duration.ofSeconds(5);

  private final Path data;
  private final Optional<VaultSettings> vault;
  private final SecretSource secrets;
  private final HttpPool pool;
  private final WrittenTls tls;
  private final InstantSource clock;
  private final Subjects subjects;

  /**
   * @param pool stays the caller's
   */
  public CredentialSources(
      Configuration configuration,
      SecretSource secrets,
      HttpPool pool,
      WrittenTls tls,
      InstantSource clock) {
    this.data = configuration.data();
    this.vault = configuration.vault();
    this.secrets = secrets;
    this.pool = pool;
    this.tls = tls;
    this.clock = clock;
    Map<String, URI> issuers = new HashMap<>();
    configuration
        .authentication()
        .oauth()
        .ifPresent(
            oauth -> oauth.issuers().forEach((name, issuer) -> issuers.put(name, issuer.issuer())));
    this.subjects = new ShownTokens(issuers);
  }

  /**
   * Those for one server, by the operator's id.
   *
   * @throws io.portreeve.gateway.keys.SecretUnavailable if a secret is not there that is needed
   */
  public UpstreamCredentials of(String server, CredentialSettings settings) {
    if (settings.tokenExchange().isPresent()) {
      TokenExchangeSettings exchange = settings.tokenExchange().get();
      return users(exchange(exchange), exchange.stepUpScopes());
    }
    if (settings.enterpriseManaged().isPresent()) {
      EnterpriseManagedSettings managed = settings.enterpriseManaged().get();
      return users(enterprise(managed), managed.stepUpScopes());
    }
    if (settings.userSecret().isPresent()) {
      return secrets(server, settings.userSecret().get());
    }
    return client(settings.clientCredentials().orElseThrow());
  }

  private UpstreamCredentials users(TokenSource source, List<String> more) {
    return new UserTokens(subjects, source, more, clock);
  }

  private TokenSource exchange(TokenExchangeSettings settings) {
    return new TokenExchange(
        endpoint(settings.authorizationServer()),
        settings.audience(),
        settings.resource(),
        settings.scopes(),
        type(settings.tokenType()));
  }

  private TokenSource enterprise(EnterpriseManagedSettings settings) {
    return new EnterpriseManaged(
        endpoint(settings.identityProvider()),
        endpoint(settings.authorizationServer()),
        settings.resource(),
        settings.scopes(),
        type(settings.subjectType()));
  }

  private static String type(Enum<?> word) {
    return "urn:ietf:params:oauth:token-type:" + word.name().toLowerCase(Locale.ROOT);
  }

  private UpstreamCredentials client(ClientCredentialsSettings settings) {
    return new ClientTokens(
        endpoint(settings.authorizationServer()),
        settings.audience(),
        settings.resource(),
        settings.scopes(),
        clock);
  }

  private TokenEndpoint endpoint(AuthorizationServerSettings settings) {
    String whom = "authorization server " + settings.issuer();
    Documents documents = new Documents(pool, settings.timeout());
    return new TokenEndpoint(
        settings.issuer(),
        settings.tokenEndpoint(),
        us(settings),
        settings
            .tls()
            .map(written -> documents.by(tls.towards(whom, settings.issuer(), written)))
            .orElse(documents),
        outage("getting tokens from " + settings.issuer()),
        clock,
        System::nanoTime);
  }

  private ClientAuthentication us(AuthorizationServerSettings settings) {
    return settings
        .clientSecret()
        .<ClientAuthentication>map(
            secret -> new ClientAuthentication.Basic(settings.clientId(), secret(secret)))
        .orElseGet(() ->
            new ClientAuthentication.PrivateKeyJwt(
                settings.clientId(),
                SigningKey.of(secret(settings.clientKey().orElseThrow()), clock)));
  }

  private UpstreamCredentials secrets(String server, UserSecretSettings settings) {
    Map<String, Secret> named = new HashMap<>();
    settings.of().forEach((principal, where) -> named.put(principal, secret(where)));
    Optional<SecretVault> others = vault.map(it -> vault(server, it));
    UserSecrets.Shown shown =
        settings
            .variable()
            .<UserSecrets.Shown>map(UserSecrets.Shown.InVariable::new)
            .or(() -> settings.header().map(UserSecrets.Shown.InHeader::new))
            .orElseGet(UserSecrets.Shown.AsBearer::new);
    return new UserSecrets(new NamedSecrets(named, others), shown, new SecureRandom());
  }

  private SecretVault vault(String server, VaultSettings settings) {
    return settings
        .key()
        .<SecretVault>map(key -> new KeptSecrets(SecretFile.in(data, secret(key)), server))
        .orElseGet(() -> server(server, settings));
  }

  private SecretVault server(String server, VaultSettings settings) {
    URI address = settings.address().orElseThrow();
    Documents documents = new Documents(pool, VAULT_PATIENCE);
    return new VaultServer(
        new VaultServer.Place(
            address, settings.mount(), settings.path() + "/" + server, settings.cache()),
        secret(settings.token().orElseThrow()),
        settings
            .tls()
            .map(written -> documents.by(tls.towards("the vault", address, written)))
            .orElse(documents),
        outage("asking the vault for the secrets of " + server),
        clock);
  }

  private Secret secret(Reference reference) {
    return secrets.resolve(reference.toString());
  }

  private Outage outage(String what) {
    return new Outage(what, clock, LOG::log);
  }
}
