package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.scan.Held;
import io.portreeve.gateway.scan.KeptFindings;
import io.portreeve.gateway.scan.KeptQuarantine;
import io.portreeve.gateway.scan.Scan;
import io.portreeve.gateway.scan.ScanResult;
import io.portreeve.gateway.scan.ServerProbes;
import io.portreeve.gateway.scan.Told;
import io.portreeve.gateway.scan.configuration.ConfigurationProbe;
import io.portreeve.gateway.scan.configuration.Machine;
import io.portreeve.gateway.scan.definition.Audience;
import io.portreeve.gateway.scan.definition.Audiences;
import io.portreeve.gateway.scan.definition.DefinitionProbe;
import io.portreeve.gateway.scan.definition.KeptOffers;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.scan.finding.Severity;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.Store;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.gateway.waiting.Interrupts;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Scans while the gateway runs: first when it is told to begin, and then again and again, each time
 * after another look at the servers. What is new, and what is gone, reaches the audit log and the
 * operator's screen once. Works on one thread of the least priority.
 */
final class Scans implements AutoCloseable {
  /** An acceptance made beside the gateway is known after so long. */
  static final Duration HEARD = Duration.ofSeconds(2);

  private static final String CLOSED = "closed in the middle of a scan";

  /** So many lines of one scan are told on the screen. */
  private static final int LINES = 20;

  private final Configuration configuration;
  private final Store store;
  private final AuditJournal journal;
  private final Held held;
  private final KeptQuarantine kept;
  private final KeptFindings findings;
  private final ServerProbes servers;
  private final Running running;
  private final Looking looking;
  private final BiConsumer<System.Logger.Level, String> lines;
  private final Told told;
  private final Consumer<Collection<Finding>> current;
  private final Duration patience;
  private final Recurring listening;

  @SuppressWarnings("ThreadPriorityCheck") // a scan may wait for requests, and not they for it
  private final Thread thread =
      Thread.ofPlatform().name("scan").daemon().priority(Thread.MIN_PRIORITY).unstarted(this::goOn);

  private Optional<ScanResult> early = Optional.empty();
  private boolean begun;
  private boolean closed;

  /** What runs of a server. Each is said again and again. */
  interface Running {
    /** The server is in quarantine for this finding: all of it ends, and nothing is started. */
    void end(ServerId server, String finding);

    /** It is not in quarantine. */
    void allow(ServerId server);

    /** Runs on, whatever is found. */
    static Running untouched() {
      return new Running() {
        @Override
        public void end(ServerId server, String finding) {}

        @Override
        public void allow(ServerId server) {}
      };
    }
  }

  /** Looks at every server anew. */
  @FunctionalInterface
  interface Looking {
    /** Returns when all were looked at, or when that took too long. */
    void look() throws InterruptedException;
  }

  /**
   * Hears of acceptances from now on; scans nothing yet.
   *
   * @param own the settings that are this node's alone, as is what its scans find
   * @param names finds who is asked about packages
   * @param told was found before
   * @param current is told after each scan what there is
   * @param patience with a scan that does not end when it is told to
   */
  Scans(
      Configuration configuration,
      Store store,
      Settings own,
      AuditJournal journal,
      Held held,
      Running running,
      Looking looking,
      AddressResolver names,
      BiConsumer<System.Logger.Level, String> lines,
      Told told,
      Consumer<Collection<Finding>> current,
      Duration patience) {
    this.configuration = configuration;
    this.store = store;
    this.journal = journal;
    this.held = held;
    this.kept = new KeptQuarantine(own);
    this.findings = new KeptFindings(own);
    this.servers = ServerProbes.open(configuration.servers(), configuration.scan(), names);
    this.running = running;
    this.looking = looking;
    this.lines = lines;
    this.told = told;
    this.current = current;
    this.patience = patience;
    hear();
    this.listening = Recurring.start("acceptances", HEARD, this::hear);
  }

  /** What is not known now stays as it was known last. */
  private void hear() {
    try {
      held.accept(store.acceptances().findings());
      stop();
    } catch (StoreUnavailable unavailable) {
      System.getLogger("io.portreeve.scan.acceptances-unknown")
          .log(System.Logger.Level.DEBUG, "acceptances are not known now", unavailable);
    }
  }

  /** What runs of a server in quarantine runs no longer. */
  private void stop() {
    for (String id : configuration.servers().keySet()) {
      ServerId server = new ServerId(id);
      held.servers()
          .holding(server)
          .ifPresentOrElse(finding -> running.end(server, finding), () -> running.allow(server));
    }
  }

  /** Begins; a second time, or after the end, does nothing. */
  synchronized void begin() {
    if (!begun && !closed) {
      begun = true;
      thread.start();
    }
  }

  private void goOn() {
    try {
      while (true) {
        tried();
        Thread.sleep(configuration.scan().every());
        looking.look();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** What one scan cannot stand, the next may: what it reads is the choice of others. */
  private void tried() throws InterruptedException {
    try {
      scan();
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError broken) {
      Interrupts.rethrow(broken, CLOSED);
      lines.accept(System.Logger.Level.ERROR, "a scan broke off, the next is made: " + broken);
    }
  }

  /** Scans once, and tells what is new. */
  void scan() throws InterruptedException {
    try {
      holdWhatIsApproved();
      ScanResult result = ofServers().and(new Scan(probes()).run(Progress.NONE));
      Set<String> accepted = store.acceptances().findings();
      tell(result.without(one -> accepted.contains(one.id())));
      findings.replace(KeptFindings.By.GATEWAY, result);
    } catch (StoreUnavailable unavailable) {
      Interrupts.rethrow(unavailable, CLOSED);
      lines.accept(
          System.Logger.Level.WARNING, "not scanned this time: " + unavailable.getMessage());
    }
  }

  /**
   * Looks at what the servers are made of, where something of it can quarantine one. To be called
   * before anything is started, and before anybody is answered. What was in quarantine stays there
   * where this look cannot tell.
   *
   * @throws StoreUnavailable when it is not known what was
   */
  void holdServers() throws InterruptedException {
    if (configuration.scan().holdsServers() && !configuration.insecureNoControls()) {
      ScanResult found = lookAtServers();
      Set<String> ids = configuration.servers().keySet();
      kept.restore(held.servers(), ids, found)
          .forEach((server, findings) -> findings.forEach(one -> quarantined(server, one)));
      kept.replace(held.servers(), ids);
      early = Optional.of(found);
    }
  }

  /** The first time, what was found before anything was started. */
  private ScanResult ofServers() throws InterruptedException {
    if (early.isPresent()) {
      ScanResult found = early.get();
      early = Optional.empty();
      return found;
    }
    ScanResult found = lookAtServers();
    kept.add(held.servers(), configuration.servers().keySet());
    return found;
  }

  private ScanResult lookAtServers() throws InterruptedException {
    ScanResult found = new Scan(servers.all()).run(Progress.NONE);
    List<Finding> fresh = held.servers().take(found.findings());
    fresh.forEach(one -> quarantined(one.server(), one.id()));
    stop();
    return found;
  }

  private void quarantined(String server, String finding) {
    if (held.servers().holding(new ServerId(server)).isPresent()) {
      record(
          "server-quarantined", JsonObject.empty().with("server", server).with("finding", finding));
      lines.accept(
          System.Logger.Level.WARNING, "server " + server + " is in quarantine: " + finding);
    }
  }

  private void holdWhatIsApproved() {
    for (String server : configuration.servers().keySet()) {
      KeptOffers.approved(store.pins().of(server)).forEach(held.definitions()::judge);
    }
  }

  private List<Probe> probes() {
    String user = System.getProperty("user.name", "unknown");
    Machine machine = new Machine(name -> Optional.ofNullable(System.getenv(name)), user);
    List<Audience> owners =
        store.apiKeys().list().stream()
            .filter(key -> key.revoked().isEmpty())
            .map(key -> new Audience(key.principal(), key.roles()))
            .distinct()
            .toList();
    var probes = new ArrayList<Probe>();
    probes.add(new ConfigurationProbe(configuration, machine));
    probes.add(
        new DefinitionProbe(
            new KeptOffers(configuration.servers().keySet(), store.pins()::of),
            configuration.policy(),
            Audiences.of(configuration, owners)));
    return probes;
  }

  private void tell(ScanResult result) {
    Told.Change change = told.next(result);
    change.fresh().forEach(one -> record("finding", one.json()));
    change.gone().forEach(one -> record("finding-gone", JsonObject.empty().with("id", one.id())));
    current.accept(told.current());
    show(change.fresh());
  }

  /** The worst are told one by one; of the others, how many there are. */
  private void show(List<Finding> fresh) {
    List<Finding> shown =
        fresh.stream().filter(one -> one.severity() == Severity.CRITICAL).limit(LINES).toList();
    shown.forEach(one -> lines.accept(System.Logger.Level.WARNING, line(one)));
    int more = fresh.size() - shown.size();
    if (more > 0) {
      String others =
          (more == 1 ? "1 finding" : more + " findings") + (shown.isEmpty() ? "" : " more");
      String which = fresh.size() == 1 ? " (" + which(fresh.getFirst()) + ")" : "";
      lines.accept(
          System.Logger.Level.INFO, "scan: " + others + which + ": `portreeve scan` shows all");
    }
  }

  private static String which(Finding one) {
    return "%s: %s: %s".formatted(one.severity().word(), one.place(), one.rule().title());
  }

  private static String line(Finding one) {
    String who = one.server().isEmpty() ? "Portreeve" : "server " + one.server();
    return "scan: %s: %s, %s: %s: %s (%s)"
        .formatted(
            one.severity().word(), who, one.place(), one.rule().title(), one.evidence(), one.id());
  }

  private void record(String event, JsonObject fields) {
    try {
      var _ = journal.append(AuditEntry.event(event, fields));
    } catch (AuditUnavailable unavailable) {
      lines.accept(
          System.Logger.Level.ERROR, "a finding is not on record: " + unavailable.getMessage());
    }
  }

  /** Ends the scan under way, and waits for its end: what it asks closes after it. */
  @Override
  public void close() {
    listening.close();
    if (end()) {
      try {
        boolean _ = thread.join(patience);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
    servers.close();
  }

  /** From here on none begins; whether one had. */
  private synchronized boolean end() {
    closed = true;
    thread.interrupt();
    return begun;
  }
}
