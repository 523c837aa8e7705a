package io.portreeve.gateway.config;

import io.portreeve.controls.network.Network;
import io.portreeve.gateway.config.form.Change;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator wrote, whole and right. Immutable; a reload makes another one.
 *
 * @param listen where we listen
 * @param data the directory of keys, pins and audit
 * @param tls TLS towards the clients; empty: none
 * @param servers the servers behind us by id, in the order of the file; at least one
 * @param classifiers models that texts are shown to, by the names that servers have them by
 * @param internalNetworks where names may lead besides public addresses; one that begins with
 *     {@code *.} stands for all below it
 * @param endpoints the endpoints by name, each with its own servers and tokens; empty: the one of
 *     {@code http.path}, with all servers
 * @param transparent whether the only server's names are kept without its id before them
 * @param console the pages for people; empty: there are none
 * @param operations where monitors ask; empty: nowhere
 * @param agent the AI application that {@code chat} is; nothing else uses it
 * @param insecurePlaintext whether we listen without TLS where other machines can reach us
 * @param insecureNoControls whether nothing is judged at all: for measuring what judging costs
 * @param loaded where it was read from; empty: from no file
 */
public record Configuration(
    Listen listen,
    Path data,
    StateSettings state,
    Optional<TlsSettings> tls,
    HttpSettings http,
    AuthenticationSettings authentication,
    Map<String, ServerSettings> servers,
    Map<String, ClassifierSettings> classifiers,
    Map<String, List<Network>> internalNetworks,
    Optional<VaultSettings> vault,
    LoginSettings login,
    Map<String, EndpointSettings> endpoints,
    boolean transparent,
    PolicySettings policy,
    PinningSettings pinning,
    InputSettings input,
    OutputSettings output,
    LimitSettings limits,
    ApprovalSettings approvals,
    Optional<ConsoleSettings> console,
    FlowSettings flow,
    AuditSettings audit,
    ScanSettings scan,
    Optional<OperationsSettings> operations,
    TelemetrySettings telemetry,
    LogSettings log,
    AgentSettings agent,
    boolean insecurePlaintext,
    boolean insecureNoControls,
    boolean insecureAllRights,
    Optional<LoadedFile> loaded) {

  static final Key<Configuration, Listen> LISTEN =
      Key.of(
              "listen",
              Listen.form(),
              Listen.of("127.0.0.1", 8787),
              Configuration::listen,
              Listen.strength(),
              "The address and port to listen on. Other than loopback needs `tls`.")
          .untilRestart();
  static final Key<Configuration, Path> DATA =
      Key.required(
              "data",
              Forms.path(),
              Configuration::data,
              Strength.neutral(),
              "The directory of keys, pins and audit; relative to this file.")
          .untilRestart();
  static final Key<Configuration, StateSettings> STATE =
      Key.section(
              "state",
              StateSettings.SECTION,
              Configuration::state,
              "What several nodes share; docs/guides/many-nodes.md says how.")
          .untilRestart();
  static final Key<Configuration, Optional<TlsSettings>> TLS =
      Key.optional(
              "tls",
              TlsSettings.SECTION,
              Configuration::tls,
              Strength.inside(
                  TlsSettings.SECTION,
                  Strength.absentIsWeaker("is gone: clients connect in plaintext")),
              "TLS towards the clients.")
          .untilRestart();
  static final Key<Configuration, HttpSettings> HTTP =
      Key.section("http", HttpSettings.SECTION, Configuration::http, "How HTTP clients reach us.");
  static final Key<Configuration, AuthenticationSettings> AUTHENTICATION =
      Key.section(
          "authentication",
          AuthenticationSettings.SECTION,
          Configuration::authentication,
          "How callers prove who they are.");
  static final Key<Configuration, Map<String, ServerSettings>> SERVERS =
      Key.required(
          "servers",
          Forms.someEntries(Scalars.serverId(), ServerSettings.SECTION),
          Configuration::servers,
          Strength.sections(ServerSettings.SECTION, "can now be reached through us"),
          "The servers behind the gateway, by the ids that stand before their names.");
  static final Key<Configuration, Map<String, ClassifierSettings>> CLASSIFIERS =
      Key.of(
          "classifiers",
          Forms.entries(Scalars.classifierName(), ClassifierSettings.SECTION),
          Map.of(),
          Configuration::classifiers,
          Strength.sections(
              ClassifierSettings.SECTION, "is now shown what servers and clients say"),
          "Models of the operator's that are asked whether texts look like orders to a model;"
              + " docs/guardrails.md says how.");
  static final Key<Configuration, Map<String, List<Network>>> INTERNAL_NETWORKS =
      Key.of(
          "internal-networks",
          Forms.entries(Scalars.namePattern(), Forms.someOf(Scalars.network())),
          Map.of(),
          Configuration::internalNetworks,
          Strength.handed("may now lead into networks that are not public"),
          "Which networks a name may lead into besides public addresses; docs/destinations.md says"
              + " when.");
  static final Key<Configuration, Optional<VaultSettings>> VAULT =
      Key.optional(
          "vault",
          VaultSettings.SECTION,
          Configuration::vault,
          Strength.inside(VaultSettings.SECTION, Strength.presentIsWeaker("now keeps secrets")),
          "Where the secrets are kept that users have for servers.");
  static final Key<Configuration, LoginSettings> LOGIN =
      Key.section(
          "login",
          LoginSettings.SECTION,
          Configuration::login,
          "Where users log in at servers that want it.");
  static final Key<Configuration, Map<String, EndpointSettings>> ENDPOINTS =
      Key.of(
          "endpoints",
          Forms.entries(Scalars.endpointId(), EndpointSettings.SECTION),
          Map.of(),
          Configuration::endpoints,
          EndpointSettings.strength(),
          "Virtual servers: endpoints of their own, each with some of the servers and with tokens"
              + " that are good there alone.");
  static final Key<Configuration, Boolean> TRANSPARENT =
      Key.of(
          "transparent",
          Forms.truth(),
          false,
          Configuration::transparent,
          Strength.neutral(),
          "Keeps the names of the only server as they are, without its id before them.");
  static final Key<Configuration, PolicySettings> POLICY =
      Key.section(
          "policy",
          PolicySettings.SECTION,
          Configuration::policy,
          "Who may see and use what: nothing that no rule allows, and a deny beats every allow.");
  static final Key<Configuration, PinningSettings> PINNING =
      Key.section(
          "pinning",
          PinningSettings.SECTION,
          Configuration::pinning,
          "The pinning of definitions; one that changed is always quarantined.");
  static final Key<Configuration, InputSettings> INPUT =
      Key.section(
          "input", InputSettings.SECTION, Configuration::input, "The checking of arguments.");
  static final Key<Configuration, OutputSettings> OUTPUT =
      Key.section(
          "output",
          OutputSettings.SECTION,
          Configuration::output,
          "The checking and cleaning of answers.");
  static final Key<Configuration, LimitSettings> LIMITS =
      Key.section("limits", LimitSettings.SECTION, Configuration::limits, "What callers may take.");
  static final Key<Configuration, ApprovalSettings> APPROVALS =
      Key.section(
          "approvals",
          ApprovalSettings.SECTION,
          Configuration::approvals,
          "Which calls a person has to approve; docs/approvals.md says how.");
  static final Key<Configuration, Optional<ConsoleSettings>> CONSOLE =
      Key.optional(
          "console",
          ConsoleSettings.SECTION,
          Configuration::console,
          Strength.inside(
              ConsoleSettings.SECTION,
              Strength.presentIsWeaker("now shows what happens, and may approve calls")),
          "Pages for people, at `/console`; absent, there are none. docs/console.md says what they"
              + " show to whom.");
  static final Key<Configuration, FlowSettings> INFORMATION_FLOW =
      Key.section(
          "information-flow",
          FlowSettings.SECTION,
          Configuration::flow,
          "What untrusted data may not steer; docs/information-flow.md says how.");
  static final Key<Configuration, AuditSettings> AUDIT =
      Key.section(
          "audit",
          AuditSettings.SECTION,
          Configuration::audit,
          "The log of decisions; docs/audit.md says how to verify, export and keep it.");
  static final Key<Configuration, ScanSettings> SCAN =
      Key.section(
          "scan",
          ScanSettings.SECTION,
          Configuration::scan,
          "Looking for what is weak or turned bad, while the gateway runs.");
  static final Key<Configuration, Optional<OperationsSettings>> OPERATIONS =
      Key.optional(
              "operations",
              OperationsSettings.SECTION,
              Configuration::operations,
              Strength.inside(OperationsSettings.SECTION, Strength.neutral()),
              "A listener of its own for monitors; absent, there is none. docs/operations.md says"
                  + " what it tells.")
          .untilRestart();
  static final Key<Configuration, TelemetrySettings> TELEMETRY =
      Key.section(
          "telemetry",
          TelemetrySettings.SECTION,
          Configuration::telemetry,
          "What is told of exchanges while they happen; docs/observability.md says what.");
  static final Key<Configuration, LogSettings> LOG =
      Key.section(
          "log",
          LogSettings.SECTION,
          Configuration::log,
          "What a running gateway writes on standard error; docs/observability.md says what.");
  static final Key<Configuration, AgentSettings> AGENT =
      Key.section(
          "agent",
          AgentSettings.SECTION,
          Configuration::agent,
          "The AI application that `portreeve chat` is, behind these servers; docs/chat.md says how."
              + " No other command uses it.");
  static final Key<Configuration, Boolean> INSECURE_PLAINTEXT =
      Key.of(
          "insecure-plaintext",
          Forms.truth(),
          false,
          Configuration::insecurePlaintext,
          Strength.onIsWeaker("now lets clients of other machines connect without TLS"),
          "Listens without TLS where other machines can reach us; only behind a TLS proxy.");
  static final Key<Configuration, Boolean> INSECURE_NO_CONTROLS =
      Key.of(
          "insecure-no-controls",
          Forms.truth(),
          false,
          Configuration::insecureNoControls,
          Strength.onIsWeaker("now judges nothing at all"),
          "Judges nothing, to measure what judging costs; on loopback only.");
  static final Key<Configuration, Boolean> INSECURE_ALL_RIGHTS =
      Key.of(
              "insecure-all-rights",
              Forms.truth(),
              false,
              Configuration::insecureAllRights,
              Strength.onIsWeaker("now keeps all rights of its user"),
              "Keeps what Portreeve itself gives up before it serves; docs/sandbox.md says what.")
          .untilRestart();

  static final Section<Configuration> SECTION = ConfigurationRules.on(section());

  private static Section<Configuration> section() {
    return Section.of(
        "the configuration",
        Configuration::of,
        LISTEN,
        DATA,
        STATE,
        TLS,
        HTTP,
        AUTHENTICATION,
        SERVERS,
        CLASSIFIERS,
        INTERNAL_NETWORKS,
        VAULT,
        LOGIN,
        ENDPOINTS,
        TRANSPARENT,
        POLICY,
        PINNING,
        INPUT,
        OUTPUT,
        LIMITS,
        APPROVALS,
        CONSOLE,
        INFORMATION_FLOW,
        AUDIT,
        SCAN,
        OPERATIONS,
        TELEMETRY,
        LOG,
        AGENT,
        INSECURE_PLAINTEXT,
        INSECURE_NO_CONTROLS,
        INSECURE_ALL_RIGHTS);
  }

  /** What the operator says of each server, by its id. */
  public Map<String, Map<String, String>> labels() {
    return servers.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().labels()));
  }

  /** The servers that are memories of agents. */
  public Set<String> memories() {
    return servers.entrySet().stream()
        .filter(entry -> entry.getValue().memory().isPresent())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The endpoints that are served: those with names or, without any, the one that has none. */
  public List<ServedEndpoint> served() {
    return endpoints.isEmpty()
        ? List.of(ServedEndpoint.whole(this))
        : endpoints.entrySet().stream()
            .map(entry -> ServedEndpoint.named(entry.getKey(), entry.getValue(), this))
            .toList();
  }

  /** Every option in force that weakens Portreeve by its own name. */
  public List<Change> insecure() {
    return Section.insecure(SECTION, this);
  }

  /** Each way in which the next configuration is weaker than this one. */
  public List<Change> weakenedBy(Configuration next) {
    return SECTION.weaker("", this, next);
  }

  /**
   * The whole configuration as lists, maps and scalars, defaults included: reading it again gives
   * the same.
   */
  public Object written() {
    return SECTION.write(this);
  }

  /** The keys whose values differ and that only a new start takes over. */
  public List<String> needingRestart(Configuration next) {
    List<String> fixed = SECTION.fixedUntilRestart("", this, next);
    boolean firstProgram = !insecureAllRights && !startsPrograms() && next.startsPrograms();
    return firstProgram ? Stream.concat(fixed.stream(), Stream.of("servers")).toList() : fixed;
  }

  /** Whether any server is a program: who has none gives up the right to start one. */
  public boolean startsPrograms() {
    return servers.values().stream().anyMatch(server -> server.command().isPresent());
  }

  /**
   * Our data, this file, and those that secrets are read from: a program is given its own, by
   * value.
   */
  public List<Path> closedToPrograms() {
    return Stream.of(
            Stream.of(data), file().stream(), SecretFile.of(this).stream().map(SecretFile::path))
        .flatMap(paths -> paths)
        .toList();
  }

  /** The file that it was read from; empty: from no file. */
  public Optional<Path> file() {
    return loaded.map(LoadedFile::path);
  }

  /** The same, as it was read from a file that held this text. */
  Configuration from(Path read, String text) {
    return with(policy, Optional.of(new LoadedFile(read.toAbsolutePath(), text)));
  }

  /** The same with other rules. */
  Configuration with(PolicySettings rules) {
    return with(rules, loaded);
  }

  private Configuration with(PolicySettings rules, Optional<LoadedFile> read) {
    return new Configuration(
        listen,
        data,
        state,
        tls,
        http,
        authentication,
        servers,
        classifiers,
        internalNetworks,
        vault,
        login,
        endpoints,
        transparent,
        rules,
        pinning,
        input,
        output,
        limits,
        approvals,
        console,
        flow,
        audit,
        scan,
        operations,
        telemetry,
        log,
        agent,
        insecurePlaintext,
        insecureNoControls,
        insecureAllRights,
        read);
  }

  /** How browsers reach our pages: over loopback, unless the operator says otherwise. */
  public URI reachedAt() {
    String scheme = tls.isPresent() ? "https://" : "http://";
    return login.url().orElseGet(() -> URI.create(scheme + listen));
  }

  private static Configuration of(Values values) {
    return new Configuration(
        values.get(LISTEN),
        values.get(DATA),
        values.get(STATE),
        values.get(TLS),
        values.get(HTTP),
        values.get(AUTHENTICATION),
        values.get(SERVERS),
        values.get(CLASSIFIERS),
        values.get(INTERNAL_NETWORKS),
        values.get(VAULT),
        values.get(LOGIN),
        values.get(ENDPOINTS),
        values.get(TRANSPARENT),
        values.get(POLICY),
        values.get(PINNING),
        values.get(INPUT),
        values.get(OUTPUT),
        values.get(LIMITS),
        values.get(APPROVALS),
        values.get(CONSOLE),
        values.get(INFORMATION_FLOW),
        values.get(AUDIT),
        values.get(SCAN),
        values.get(OPERATIONS),
        values.get(TELEMETRY),
        values.get(LOG),
        values.get(AGENT),
        values.get(INSECURE_PLAINTEXT),
        values.get(INSECURE_NO_CONTROLS),
        values.get(INSECURE_ALL_RIGHTS),
        Optional.empty());
  }
}
