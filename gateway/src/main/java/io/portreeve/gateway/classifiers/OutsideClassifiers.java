package io.portreeve.gateway.classifiers;

import io.portreeve.controls.indirectpromptinjection.Classifier;
import io.portreeve.controls.indirectpromptinjection.ServerClassifiers;
import io.portreeve.gateway.config.ClassifierSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.keys.NamedSecretUnavailable;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.outage.OneAsking;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.tls.WrittenTls;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The classifiers of a configuration, and which of them each server's messages are shown to. */
public final class OutsideClassifiers implements ServerClassifiers, AutoCloseable {
  private static final System.Logger LOG =
      System.getLogger("io.portreeve.guardrails.classifier-outage");

  private static final String HONEST = "Good morning.";

  private final HttpPool pool;
  private final Map<String, List<Classifier>> servers;

  private OutsideClassifiers(HttpPool pool, Map<String, List<Classifier>> servers) {
    this.pool = pool;
    this.servers = servers;
  }

  /**
   * Those of a configuration.
   *
   * @param names finds them
   * @param tls makes what they have to prove of what is written
   * @throws SecretUnavailable if a token that one asks for is not there, or part of our TLS
   */
  public static OutsideClassifiers of(
      Configuration configuration,
      SecretSource secrets,
      HttpEngine engine,
      AddressResolver names,
      WrittenTls tls,
      InstantSource clock) {
    HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), names);
    try {
      Map<String, Classifier> all = new HashMap<>();
      configuration
          .classifiers()
          .forEach((name, one) ->
              all.put(
                  name,
                  classifier(
                      name,
                      one,
                      pool,
                      secrets,
                      tls,
                      new Outage("asking classifier " + name, clock, LOG::log))));
      return new OutsideClassifiers(
          pool,
          configuration.servers().entrySet().stream()
              .collect(
                  Collectors.toUnmodifiableMap(
                      Map.Entry::getKey, server -> named(server.getValue().classifiers(), all))));
    } catch (RuntimeException incomplete) {
      pool.close();
      throw incomplete;
    }
  }

  /**
   * Shows one of them a text once, whatever it thinks of it; why it gives no opinion, or nothing if
   * it does.
   *
   * @throws SecretUnavailable as {@link #of}
   */
  public static Optional<String> look(
      String name,
      ClassifierSettings settings,
      SecretSource secrets,
      HttpEngine engine,
      AddressResolver names,
      WrittenTls tls,
      Exchange asking) {
    OneAsking once = new OneAsking(asking::at, "it gave no opinion");
    try (HttpPool pool = HttpPool.open(engine, PoolOptions.defaults(), names)) {
      return classifier(name, settings, pool, secrets, tls, once.outage())
                  .judge(asking, List.of(HONEST))
              instanceof Classifier.Opinion.Missing
          ? Optional.of(once.why())
          : Optional.empty();
    }
  }

  private static List<Classifier> named(List<String> names, Map<String, Classifier> all) {
    return names.stream()
        .map(name -> Objects.requireNonNull(all.get(name), "names are declared"))
        .toList();
  }

  private static Classifier classifier(
      String name,
      ClassifierSettings settings,
      HttpPool pool,
      SecretSource secrets,
      WrittenTls tls,
      Outage outage) {
    TlsClient proof =
        settings
            .tls()
            .map(written -> tls.towards("classifier " + name, settings.url(), written))
            .orElseGet(TlsClient::platform);
    return new HttpClassifier(
        name,
        settings,
        shown(name, settings, secrets),
        new Documents(pool, settings.timeout()).by(proof),
        outage,
        System::nanoTime);
  }

  private static HttpFields shown(String name, ClassifierSettings settings, SecretSource secrets) {
    if (settings.token().isEmpty()) {
      return HttpFields.empty();
    }
    String written = settings.token().get().toString();
    try {
      return HttpFields.of("authorization", "Bearer " + secrets.resolve(written).revealText());
    } catch (IllegalArgumentException unfit) {
      throw new NamedSecretUnavailable(
          "the token for classifier %s, %s, holds what no header can".formatted(name, written));
    }
  }

  @Override
  public List<Classifier> of(ServerId server) {
    return servers.getOrDefault(server.value(), List.of());
  }

  @Override
  public void close() {
    pool.close();
  }
}
