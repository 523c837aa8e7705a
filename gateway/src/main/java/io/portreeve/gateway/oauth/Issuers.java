package io.portreeve.gateway.oauth;

import io.portreeve.gateway.config.IntrospectionSettings;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.OAuthSettings;
import io.portreeve.gateway.config.ServerTlsSettings;
import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.keeping.Shared;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.store.SingleUse;
import io.portreeve.gateway.tls.WrittenTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Connects the issuers of every configuration; they are asked only when a token names them.
 *
 * <p>It outlives configurations: what is known of an issuer (its keys, its answers, which proofs
 * were used) is kept for the next one, as far as that says the same of it.
 */
public final class Issuers implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.portreeve.issuers.outage");

  /** Its metadata lies in one of three places, and its keys in a fourth. */
  private static final int DOCUMENTS = 4;

  private final HttpPool pool;
  private final AtomicReference<AddressResolver> names;
  private final SecretSource secrets;
  private final WrittenTls tls;
  private final SingleUse proofs;
  private final Outage judging;
  private final InstantSource clock;
  private final Shared<Published, IssuerKeys> keys = new Shared<>();
  private final Shared<Asked, Introspection> introspections = new Shared<>();

  private Issuers(
      HttpPool pool,
      AtomicReference<AddressResolver> names,
      SecretSource secrets,
      WrittenTls tls,
      SingleUse proofs,
      InstantSource clock) {
    this.pool = pool;
    this.names = names;
    this.secrets = secrets;
    this.tls = tls;
    this.proofs = proofs;
    this.judging = outage("judging access tokens", clock);
    this.clock = clock;
  }

  /** Those that are asked with this engine; none is, before it is said where they are found. */
  public static Issuers open(
      HttpEngine engine,
      SecretSource secrets,
      WrittenTls tls,
      SingleUse proofs,
      InstantSource clock) {
    var names = new AtomicReference<AddressResolver>(Issuers::nowhere);
    HttpPool pool =
        HttpPool.open(engine, PoolOptions.defaults(), host -> names.get().resolve(host));
    return new Issuers(pool, names, secrets, tls, proofs, clock);
  }

  private static List<InetAddress> nowhere(String host) throws IOException {
    throw new IOException("no configuration is in force yet");
  }

  /** Says where they are found from now on. */
  public void find(AddressResolver by) {
    names.set(by);
  }

  /** What decides which keys are held, and for how long. */
  private record Published(
      URI issuer,
      Optional<URI> jwks,
      Optional<ServerTlsSettings> tls,
      Duration timeout,
      Duration refresh,
      Duration maxStaleness) {}

  /** What decides what is answered, to whom, and how long that is believed. */
  private record Asked(
      URI issuer,
      Optional<ServerTlsSettings> tls,
      Duration timeout,
      IntrospectionSettings settings,
      String secret) {}

  private static Outage outage(String what, InstantSource clock) {
    return new Outage(what, clock, LOG::log);
  }

  /**
   * The check of the tokens of a configuration.
   *
   * @throws io.portreeve.gateway.keys.SecretUnavailable if a secret that an issuer wants is not
   *     there, or part of our TLS
   */
  public AccessTokens tokens(OAuthSettings settings) {
    KeyBinding binding =
        new KeyBinding(new Proofs(settings.resource(), proofs, clock), settings.requireBound());
    List<TrustedIssuer> issuers = new ArrayList<>();
    settings
        .issuers()
        .forEach((name, issuer) ->
            issuers.add(
                new TrustedIssuer(
                    SignedTokens.forAccess(keys(issuer), issuer),
                    introspection(issuer),
                    new Requirements(name, issuer, settings, binding, clock))));
    return new AccessTokens(issuers, judging);
  }

  /** Fetches what an issuer says of itself, and its keys, for nobody's token; gives how many. */
  public int look(IssuerSettings settings) throws DocumentUnavailable, InterruptedException {
    return IssuerKeys.parsed(source(settings).fetch()).getKeys().size();
  }

  /** They come from where its settings or its metadata say. */
  private IssuerKeys keys(IssuerSettings settings) {
    return keys.of(
        new Published(
            settings.issuer(),
            settings.jwks(),
            settings.tls(),
            settings.timeout(),
            settings.refresh(),
            settings.maxStaleness()),
        () ->
            new IssuerKeys(
                source(settings),
                settings.refresh(),
                settings.maxStaleness(),
                settings.timeout().multipliedBy(DOCUMENTS),
                outage("fetching the keys of issuer " + settings.issuer(), clock),
                clock));
  }

  /** The check of what an issuer says of who signed in, to us as this client. */
  public IdTokens idTokens(String name, IssuerSettings settings, String client) {
    return new IdTokens(name, settings, client, keys(settings), clock);
  }

  /** Asks an issuer for documents, and for what it gives out once. */
  public Documents askedOnce(IssuerSettings settings) {
    return proved(Documents.postedOnce(pool, settings.timeout()), settings);
  }

  private IssuerKeys.Source source(IssuerSettings settings) {
    Documents documents = documents(settings);
    Discovery discovery = new Discovery(documents, settings.issuer());
    return () ->
        documents.get(settings.jwks().isPresent() ? settings.jwks().get() : discovery.jwks());
  }

  private Documents documents(IssuerSettings settings) {
    return proved(new Documents(pool, settings.timeout()), settings);
  }

  /** From whoever proves to be what the issuer's settings want. */
  private Documents proved(Documents documents, IssuerSettings settings) {
    String whom = "issuer " + settings.issuer();
    return settings
        .tls()
        .map(written -> documents.by(tls.towards(whom, settings.issuer(), written)))
        .orElse(documents);
  }

  private Optional<Introspection> introspection(IssuerSettings settings) {
    return settings
        .introspection()
        .map(asked -> {
          Secret secret = secrets.resolve(asked.clientSecret().toString());
          String digest = Sha256.base64(secret.revealText());
          return introspections.of(
              new Asked(settings.issuer(), settings.tls(), settings.timeout(), asked, digest),
              () -> introspection(settings, asked, secret));
        });
  }

  private Introspection introspection(
      IssuerSettings settings, IntrospectionSettings asked, Secret secret) {
    return new Introspection(
        settings,
        asked,
        secret,
        documents(settings),
        outage("asking issuer " + settings.issuer() + " about tokens", clock),
        clock,
        System::nanoTime);
  }

  @Override
  public void close() {
    pool.close();
  }
}
