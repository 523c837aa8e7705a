package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.authzen.OutsidePolicy;
import io.portreeve.gateway.classifiers.OutsideClassifiers;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationVersion;
import io.portreeve.gateway.config.ServedEndpoint;
import io.portreeve.gateway.console.ConsoleMemory;
import io.portreeve.gateway.console.decisions.Ledger;
import io.portreeve.gateway.destinations.Destinations;
import io.portreeve.gateway.destinations.Names;
import io.portreeve.gateway.destinations.Purpose;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.limits.Usage;
import io.portreeve.gateway.login.LoginMemory;
import io.portreeve.gateway.login.Logins;
import io.portreeve.gateway.metrics.MetricsPage;
import io.portreeve.gateway.nodes.NodeSecrets;
import io.portreeve.gateway.nodes.Nodes;
import io.portreeve.gateway.oauth.Issuers;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.operations.Meters;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.recording.CountedRefusals;
import io.portreeve.gateway.recording.JournalTrail;
import io.portreeve.gateway.recording.Redaction;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.gateway.telemetry.Ourselves;
import io.portreeve.gateway.telemetry.Telemetry;
import io.portreeve.gateway.tls.WrittenTls;
import io.portreeve.gateway.webhook.Webhook;
import io.portreeve.guard.Principal;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What outlives a configuration: what is kept, what was used and refused lately, and the engine
 * that connects.
 *
 * @param names finds where names lead; what of that is dialled is the configuration's word
 */
record Parts(
    Vault vault,
    HotState hot,
    HttpEngine engine,
    AddressResolver names,
    SecretSource secrets,
    WrittenTls tls,
    InstantSource clock,
    KeyUses uses,
    RecordedActs acts,
    Issuers issuers,
    LoginMemory logins,
    ConsoleMemory console,
    Ledger ledger,
    Usage usage,
    CountedRefusals turnedAway,
    RecordedIncidents incidents,
    PageRecords pages,
    Meters meters,
    Ourselves ourselves,
    Briefing briefing,
    Optional<Nodes> nodes)
    implements AutoCloseable {

  /** Who asks servers when no client does. */
  private static final Principal OURSELVES =
      new Principal("portreeve", Set.of(), Principal.Authentication.LOCAL_PROCESS);

  static Parts open(Configuration configuration, SecretSource secrets, AddressResolver names)
      throws StartFault {
    InstantSource clock = InstantSource.system();
    try (Opened opened = new Opened()) {
      Vault vault = opened.with(Vault.open(configuration, secrets, clock));
      HotState hot = opened.with(HotState.of(configuration, secrets, vault.seal(), clock));
      CountedRefusals turnedAway = opened.with(counted(vault, clock));
      StoreWatch watch = StoreWatch.of(configuration, clock);
      RecordedActs acts =
          opened.with(new RecordedActs(vault.store().acts(), vault.journal(), watch));
      KeyUses uses = opened.with(new KeyUses(vault.keys(), watch));
      HttpEngine engine = opened.with(HttpEngine.start());
      RecordedIncidents incidents = opened.with(new RecordedIncidents(vault.journal(), clock));
      WrittenTls tls = new WrittenTls(secrets, clock, incidents::unproved);
      return opened.complete(
          new Parts(
              vault,
              hot,
              engine,
              names,
              secrets,
              tls,
              clock,
              uses,
              acts,
              opened.with(Issuers.open(engine, secrets, tls, hot.proofs(), clock)),
              new LoginMemory(
                  vault.store().settings(),
                  hot.shortLived(),
                  vault.seal(),
                  new SecureRandom(),
                  clock),
              new ConsoleMemory(hot.shortLived(), vault.seal(), new SecureRandom(), clock),
              new Ledger(new AuditReader(AuditJournal.directoryIn(configuration.data()))),
              new Usage(hot.counters()),
              turnedAway,
              incidents,
              opened.with(new PageRecords(vault.journal(), clock)),
              new Meters(clock),
              Ourselves.at(clock.instant()),
              new Briefing(clock),
              nodes(vault, configuration).map(opened::with)));
    }
  }

  private static Optional<Nodes> nodes(Vault vault, Configuration configuration) {
    return vault.state().isShared()
        ? Optional.of(
            Nodes.start(
                vault.store().settings(),
                vault.state().node(),
                ConfigurationVersion.ofNodes(configuration),
                NodeSecrets.of(vault.keys().marks())))
        : Optional.empty();
  }

  /** Tells the other nodes which configuration this one runs now. */
  void runs(Configuration next) {
    nodes.ifPresent(all -> all.runs(ConfigurationVersion.ofNodes(next)));
  }

  /** What the listener refuses by itself, for the record. */
  RecordedRefusals refusals() {
    return new RecordedRefusals(
        new OperatorLog(clock), counted(vault, clock), clock, new ExchangeIds(new SecureRandom()));
  }

  /** No refusal holds a value that could be left out. */
  private static CountedRefusals counted(Vault vault, InstantSource clock) {
    return new CountedRefusals(
        new JournalTrail(vault.journal(), Redaction.full(), _ -> true), clock);
  }

  /** A configuration's servers, and all that is wired to them. */
  record Wired(
      Logins logins,
      Servers servers,
      OutsidePolicy outside,
      OutsideClassifiers classifiers,
      Webhook webhook,
      Telemetry telemetry,
      Wiring wiring,
      FirstLook first,
      Scans scans)
      implements Generation.Members {
    Generation generation() {
      return new Generation(wiring.handler(), this);
    }

    @Override
    public void look() {
      first.begin(OURSELVES);
    }

    @Override
    public void quiet() {
      servers.silence();
      wiring.quiet();
    }

    @Override
    public void measure(MetricsPage page) {
      servers.measure(page);
      wiring.measure(page);
      webhook.measure(page);
      telemetry.measure(page);
    }

    @Override
    public void hurry() {
      wiring.hurry();
    }

    @Override
    public void close() {
      servers.silence();
      first.close(); // its end begins the scans
      scans.close();
      wiring.close();
      webhook.close();
      outside.close();
      classifiers.close();
      servers.close();
      logins.close();
      telemetry.close();
    }
  }

  private Identification identification(ServedEndpoint endpoint) {
    return Identification.of(endpoint.authentication(), vault.keys(), issuers, clock);
  }

  /** Returns when what could quarantine a whole server was looked at. */
  Wired wire(Configuration configuration) throws PolicyFault, StartFault {
    KeptKey.refuseIfUnfit(configuration, secrets);
    try (Opened opened = new Opened()) {
      Names found = Destinations.of(configuration).names(names, incidents);
      Logins logins = opened.with(LoginServers.open(configuration, this, found));
      Servers servers =
          opened.with(
              Servers.open(
                  configuration,
                  secrets,
                  logins::credentials,
                  engine,
                  found,
                  clock,
                  incidents,
                  Servers.lines(meters, briefing)));
      Telemetry telemetry = opened.with(telemetry(configuration, found));
      OutsidePolicy outside = opened.with(outside(configuration, found));
      OutsideClassifiers classifiers = opened.with(classifiers(configuration, found));
      Wiring wiring =
          opened.with(
              new Wiring(
                  configuration,
                  this,
                  servers,
                  logins,
                  this::identification,
                  outside,
                  classifiers,
                  telemetry));
      Webhook webhook = opened.with(webhook(configuration, found));
      Scans scans =
          opened.with(
              wiring.catalog().scans(OURSELVES, servers, found.vetted(Purpose.ADVISORIES), meters));
      holdServers(scans);
      issuers.find(found.vetted(Purpose.ISSUERS));
      return opened.complete(
          new Wired(
              logins,
              servers,
              outside,
              classifiers,
              webhook,
              telemetry,
              wiring,
              wiring.catalog().firstLook(scans::begin),
              scans));
    }
  }

  private OutsidePolicy outside(Configuration configuration, Names found) {
    return configuration
        .policy()
        .decisionPoint()
        .map(one ->
            OutsidePolicy.of(one, secrets, engine, found.vetted(Purpose.DECISIONS), tls, clock))
        .orElseGet(OutsidePolicy::none);
  }

  private OutsideClassifiers classifiers(Configuration configuration, Names found) {
    return OutsideClassifiers.of(
        configuration, secrets, engine, found.vetted(Purpose.CLASSIFICATIONS), tls, clock);
  }

  private Webhook webhook(Configuration configuration, Names found) {
    return configuration
        .approvals()
        .webhook()
        .map(settings ->
            Webhook.of(
                settings,
                vault.store().approvals(),
                vault.redaction(settings.values()),
                secrets,
                engine,
                found.vetted(Purpose.NOTICES),
                tls,
                clock))
        .orElseGet(Webhook::none);
  }

  private Telemetry telemetry(Configuration configuration, Names found) {
    return Telemetry.of(
        configuration, ourselves, secrets, engine, found.vetted(Purpose.TELEMETRY), tls, clock);
  }

  private static void holdServers(Scans scans) throws StartFault {
    try {
      scans.holdServers();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new StartFault("stopped while the servers were looked at", stopped);
    } catch (StoreUnavailable unavailable) {
      throw new StartFault("it is not known which servers were in quarantine", unavailable);
    }
  }

  @Override
  public void close() {
    try (Opened opened = new Opened()) {
      for (AutoCloseable part :
          List.of(vault, hot, turnedAway, incidents, pages, acts, uses, engine, issuers)) {
        var _ = opened.with(part);
      }
      nodes.ifPresent(opened::with);
    }
  }
}
