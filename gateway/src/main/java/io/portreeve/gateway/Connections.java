package io.portreeve.gateway;

import io.portreeve.gateway.authzen.OutsidePolicy;
import io.portreeve.gateway.classifiers.OutsideClassifiers;
import io.portreeve.gateway.config.ClassifierSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.DecisionPointSettings;
import io.portreeve.gateway.config.IssuerSettings;
import io.portreeve.gateway.config.VaultSettings;
import io.portreeve.gateway.destinations.Destinations;
import io.portreeve.gateway.destinations.Purpose;
import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.oauth.Issuers;
import io.portreeve.gateway.oauth.ProofMemory;
import io.portreeve.gateway.outage.Trouble;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.tls.WrittenTls;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tries what a configuration leads to, one after another, as a gateway would use it: what it keeps
 * things in, its servers, its issuers, its classifiers, its decision point.
 *
 * <p>Promise: nothing listens, nothing is kept, and of what is asked nothing has an effect; servers
 * are asked for their lists, and those in quarantine for nothing. What is only ever told something
 * is left alone. An older store in {@code data} is brought to this version, as by every command; a
 * database that nodes share stays as it is.
 */
public final class Connections {
  /** A use that nobody wants, of a tool that no server has. */
  private static final OutsideDecisions.Use USE =
      new OutsideDecisions.Use(
          new Subject.OfTool(new ServerId("portreeve"), new ToolName("check")), JsonObject.empty());

  private static final Principal OURSELVES =
      new Principal("portreeve", Set.of(), Principal.Authentication.LOCAL_PROCESS);

  private final Configuration configuration;
  private final SecretSource secrets;
  private final Progress progress;
  private final Consumer<Tried> told;
  private final InstantSource clock = InstantSource.system();

  /**
   * Those of a configuration.
   *
   * @param progress is told what is being tried
   * @param told of each as soon as it was tried
   */
  public Connections(
      Configuration configuration, SecretSource secrets, Progress progress, Consumer<Tried> told) {
    this.configuration = configuration;
    this.secrets = secrets;
    this.progress = progress;
    this.told = told;
  }

  /** Tries all of them. */
  public void tryAll() throws InterruptedException {
    StateTrial state = new StateTrial(configuration, secrets);
    progress.at("the store");
    Tried store = state.store();
    told.accept(store);
    progress.at("what nodes share");
    state.redis().forEach(told);
    progress.at("servers");
    new ServerTrial(configuration, secrets, progress).tryAll(state.quarantined(store), told);
    try (HttpEngine engine = HttpEngine.start()) {
      issuers(engine);
      configuration.classifiers().forEach((name, settings) -> classifier(engine, name, settings));
      if (configuration.policy().decisionPoint().isPresent()) {
        decisionPoint(engine, configuration.policy().decisionPoint().get());
      }
    }
    untried();
  }

  private void issuers(HttpEngine engine) throws InterruptedException {
    Map<String, IssuerSettings> all = new LinkedHashMap<>();
    configuration.authentication().oauth().ifPresent(oauth -> all.putAll(oauth.issuers()));
    for (Map.Entry<String, IssuerSettings> one : all.entrySet()) {
      progress.at("issuer " + one.getKey());
      told.accept(issuer(engine, one.getKey(), one.getValue()));
    }
  }

  private Tried issuer(HttpEngine engine, String name, IssuerSettings settings)
      throws InterruptedException {
    String key = "authentication.oauth.issuers." + name;
    String what = "issuer " + name;
    Proof proof = new Proof();
    try (Issuers issuers =
        Issuers.open(engine, secrets, proof.tls(), new ProofMemory(clock), clock)) {
      issuers.find(names(Purpose.ISSUERS));
      int keys = issuers.look(settings);
      return keys == 0
          ? Tried.unusable(
              key, what, new Trouble("it publishes no keys", "see `jwks_uri` of its metadata"))
          : Tried.usable(
              key,
              what,
              "it says who it is, and has %d key%s".formatted(keys, keys == 1 ? "" : "s"));
    } catch (DocumentUnavailable | SecretUnavailable failed) {
      return Tried.unusable(
          key,
          what,
          new Trouble(
              failed.getMessage() + proof.missing(),
              "see that it runs, and correct `%s.issuer`, its `jwks` or its `tls`".formatted(key)));
    }
  }

  private void decisionPoint(HttpEngine engine, DecisionPointSettings settings) {
    asked(
        new Asked("policy.decision-point", "the decision point", "its `token` or its `tls`"),
        "it decides what it is asked",
        tls ->
            OutsidePolicy.look(
                settings, secrets, engine, names(Purpose.DECISIONS), tls, asking(), USE));
  }

  private void classifier(HttpEngine engine, String name, ClassifierSettings settings) {
    asked(
        new Asked(
            "classifiers." + name, "classifier " + name, "its `form`, its `token` or its `tls`"),
        "it has an opinion on what it is shown",
        tls ->
            OutsideClassifiers.look(
                name, settings, secrets, engine, names(Purpose.CLASSIFICATIONS), tls, asking()));
  }

  /**
   * Something that gives a gateway answers.
   *
   * @param parts what may be wrong in it besides its {@code url}
   */
  private record Asked(String key, String what, String parts) {}

  /** Tries one by what looks at it, and gives the reason why it is of no use. */
  private void asked(Asked one, String usable, Function<WrittenTls, Optional<String>> look) {
    progress.at(one.what());
    told.accept(tried(one, usable, look));
  }

  private Tried tried(Asked one, String usable, Function<WrittenTls, Optional<String>> look) {
    String key = one.key();
    String what = one.what();
    Proof proof = new Proof();
    try {
      return look.apply(proof.tls())
          .map(why ->
              Tried.unusable(
                  key,
                  what,
                  new Trouble(
                      why + proof.missing(),
                      "see that it runs, and correct `%s.url`, %s".formatted(key, one.parts()))))
          .orElseGet(() -> Tried.usable(key, what, usable));
    } catch (SecretUnavailable gone) {
      return Tried.unusable(
          key, what, new Trouble(String.valueOf(gone.getMessage()), "correct `" + key + "`"));
    }
  }

  private Exchange asking() {
    ExchangeId id = new ExchangeIds(new SecureRandom()).get();
    JsonObject params = JsonObject.empty().with("name", "check");
    return new Exchange(
        id,
        clock.instant(),
        "",
        OURSELVES,
        Revision.LATEST,
        new ServerId("portreeve"),
        new CallTool(params));
  }

  /** Whoever is only told something would be told of something that never happened. */
  private void untried() {
    String why = "it is told what happened, and nothing did";
    configuration
        .approvals()
        .webhook()
        .ifPresent(
            _ -> told.accept(Tried.untried("approvals.webhook", "the webhook of approvals", why)));
    configuration
        .telemetry()
        .otlp()
        .ifPresent(_ -> told.accept(Tried.untried("telemetry.otlp", "the collector", why)));
    configuration
        .vault()
        .flatMap(VaultSettings::address)
        .ifPresent(_ ->
            told.accept(
                Tried.untried(
                    "vault.address",
                    "the vault server",
                    "it is asked for the secret of a user, and nobody came")));
  }

  /** What the one that is tried has to prove. */
  private final class Proof {
    private final AtomicReference<String> why = new AtomicReference<>("");

    WrittenTls tls() {
      return new WrittenTls(secrets, clock, (_, _, refused) -> why.set(": " + refused));
    }

    /** Why it proved to be nobody, where that is the reason. */
    String missing() {
      return why.get();
    }
  }

  private AddressResolver names(Purpose purpose) {
    return Destinations.of(configuration).names().vetted(purpose);
  }
}
