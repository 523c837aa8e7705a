package io.portreeve.gateway.config;

import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One server behind the gateway: exactly one of {@code command} and {@code url}; {@link #reach}
 * says which.
 *
 * @param directory where a program runs, if that is written for it
 * @param base where it runs else: where the file lies
 * @param tls what it has to prove and what we show it; empty: the platform's authorities vouch for
 *     its host name, and we show nothing
 * @param era which generation of the protocol it speaks
 * @param roots the directories that an older server is told of
 * @param timeout how long it may take for one request
 * @param startTimeout how long a program may take until its first answer
 * @param mayAsk what it may ask of the client while it works
 * @param guardrails what becomes of messages from and to it that look like orders to a model
 * @param classifiers which models its messages are shown to, by name
 * @param redaction what becomes of secrets and personal data in messages from and to it
 * @param memory how it shows what it remembers; empty: it is no memory of agents
 * @param spotlighting how text that it wrote for a model is marked as data
 * @param extensions the protocol extensions that are let through
 * @param tools the operator's word about single tools
 * @param labels the operator's word about the server, for rules
 * @param sbom what it is made of, where nothing of it lies here to be looked at
 * @param credentials with what it is spoken to on behalf of its callers; empty: with what its
 *     headers or environment hold, which is the same for all
 * @param sandbox what its program may touch
 * @param insecureNoSandbox whether its program may touch whatever we may
 */
public record ServerSettings(
    Optional<List<String>> command,
    Map<String, Reference> environment,
    Optional<Path> directory,
    Path base,
    Optional<URI> url,
    Map<String, Reference> headers,
    Optional<Reference> bearerToken,
    Optional<ServerTlsSettings> tls,
    boolean insecurePlaintext,
    Era era,
    List<URI> roots,
    Duration timeout,
    Duration startTimeout,
    List<ServerInput> mayAsk,
    Guardrail guardrails,
    List<String> classifiers,
    RedactionSettings redaction,
    Optional<MemoryForm> memory,
    Spotlight spotlighting,
    List<String> extensions,
    Map<String, ToolSettings> tools,
    Map<String, String> labels,
    Optional<Path> sbom,
    SandboxSettings sandbox,
    boolean insecureNoSandbox,
    Optional<CredentialSettings> credentials,
    boolean insecureSharedCredential) {

  static final Key<ServerSettings, Optional<List<String>>> COMMAND =
      Key.optional(
          "command",
          Forms.words(Forms.argument()),
          ServerSettings::command,
          Strength.unordered(),
          "The program to start and its arguments, spoken to over stdio; no shell reads it.");
  static final Key<ServerSettings, Map<String, Reference>> ENVIRONMENT =
      Key.of(
          "environment",
          Forms.entries(
              Forms.matching("[A-Za-z_][A-Za-z0-9_]*", "the name of an environment variable"),
              Forms.value()),
          Map.of(),
          ServerSettings::environment,
          Strength.handed("is now given to the program"),
          "Environment variables for the program; of ours it inherits only what it cannot do"
              + " without.");
  static final Key<ServerSettings, Optional<Path>> DIRECTORY =
      Key.optional(
          "directory",
          Forms.path(),
          ServerSettings::directory,
          Strength.unordered(),
          "Where the program runs, and relative paths of `command` start; absent, where this file"
              + " lies.");
  static final Key<ServerSettings, Optional<URI>> URL =
      Key.optional(
          "url",
          Scalars.url(),
          ServerSettings::url,
          Strength.unordered(),
          "The address of a server that is reached over HTTP.");
  static final Key<ServerSettings, Map<String, Reference>> HEADERS =
      Key.of(
          "headers",
          Forms.entries(Scalars.header(), Forms.value()),
          Map.of(),
          ServerSettings::headers,
          Strength.handed("is now sent to the server"),
          "Headers for every request to the server.");
  static final Key<ServerSettings, Optional<Reference>> BEARER_TOKEN =
      Key.optional(
          "bearer-token",
          Forms.secret(),
          ServerSettings::bearerToken,
          Strength.secret(),
          "The token sent as `Authorization: Bearer` with every request to the server.");
  static final Key<ServerSettings, Optional<ServerTlsSettings>> TLS =
      ServerTlsSettings.key(
          ServerSettings::tls,
          "Who the server must prove to be, and who we are to it; docs/server-identity.md says"
              + " how.");
  static final Key<ServerSettings, Boolean> INSECURE_PLAINTEXT =
      Key.of(
          "insecure-plaintext",
          Forms.truth(),
          false,
          ServerSettings::insecurePlaintext,
          Strength.onIsWeaker("is now reached without TLS"),
          "Lets `url` be `http:` to another machine: anyone on the way can read and change it"
              + " all.");
  static final Key<ServerSettings, Era> ERA =
      Key.of(
          "era",
          Forms.oneOf(Era.class),
          Era.AUTO,
          ServerSettings::era,
          Strength.neutral(),
          "Which generation of the protocol the server speaks.");
  static final Key<ServerSettings, List<URI>> ROOTS =
      Key.of(
          "roots",
          Forms.list(Scalars.root()),
          List.of(),
          ServerSettings::roots,
          Strength.moreIsWeaker(),
          "The directories that a server is told of when it asks for roots.");
  static final Key<ServerSettings, Duration> TIMEOUT =
      Key.of(
          "timeout",
          Measures.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          Duration.ofSeconds(30),
          ServerSettings::timeout,
          Strength.greaterIsWeaker(),
          "How long the server may take for one request, progress or not.");
  static final Key<ServerSettings, Duration> START_TIMEOUT =
      Key.of(
          "start-timeout",
          Measures.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          Duration.ofMinutes(2),
          ServerSettings::startTimeout,
          Strength.greaterIsWeaker(),
          "How long a program may take from its start to its first answer, if that is longer than"
              + " `timeout`: some are downloaded first.");
  static final Key<ServerSettings, List<ServerInput>> MAY_ASK =
      Key.of(
          "may-ask",
          Forms.list(Forms.oneOf(ServerInput.class)),
          List.of(),
          ServerSettings::mayAsk,
          Strength.moreIsWeaker(),
          "What the server may ask of the client, or of the person there, while it works.");
  static final Key<ServerSettings, Guardrail> GUARDRAILS =
      Key.of(
          "guardrails",
          Forms.oneOf(Guardrail.class),
          Guardrail.OFF,
          ServerSettings::guardrails,
          Strength.greaterIsWeaker(),
          "What becomes of messages that look like orders to a model: `alert` records them, `block`"
              + " also refuses the clearest; docs/guardrails.md says what that is worth.");
  static final Key<ServerSettings, List<String>> CLASSIFIERS =
      Key.of(
          "classifiers",
          Forms.list(Scalars.classifier()),
          List.of(),
          ServerSettings::classifiers,
          Strength.fewerIsWeaker(),
          "Which of the `classifiers` its messages are shown to, where `guardrails` look at them.");
  static final Key<ServerSettings, RedactionSettings> REDACTION =
      Key.section(
          "redaction",
          RedactionSettings.SECTION,
          ServerSettings::redaction,
          "What becomes of secrets and personal data in messages from and to the server.");
  static final Key<ServerSettings, Optional<MemoryForm>> MEMORY =
      Key.optional(
          "memory",
          Forms.oneOf(MemoryForm.class),
          ServerSettings::memory,
          Strength.absentIsWeaker("is gone: what the server remembers is no longer verified"),
          "That the server is a memory of agents, and in which form it shows what it remembers:"
              + " only what was written through here goes on; docs/memory.md says how.");
  static final Key<ServerSettings, Spotlight> SPOTLIGHTING =
      Key.of(
          "spotlighting",
          Forms.oneOf(Spotlight.class),
          Spotlight.OFF,
          ServerSettings::spotlighting,
          Strength.greaterIsWeaker(),
          "How text of the server's that a model is meant to read is marked as data, and its"
              + " `instructions` say so; docs/spotlighting.md says what that is worth.");
  static final Key<ServerSettings, List<String>> EXTENSIONS =
      Key.of(
          "extensions",
          Forms.list(
              Forms.matching("[a-z][a-z0-9.-]*/[A-Za-z0-9._-]+", "a name such as `com.example/x`")),
          List.of(),
          ServerSettings::extensions,
          Strength.moreIsWeaker(),
          "The protocol extensions that are let through.");
  static final Key<ServerSettings, Map<String, ToolSettings>> TOOLS =
      Key.of(
          "tools",
          Forms.entries(
              Forms.matching("[^\\u0000-\\u001f\\u007f]{1,128}", "the name of a tool"),
              ToolSettings.SECTION),
          Map.of(),
          ServerSettings::tools,
          Strength.overrides(ToolSettings.SECTION),
          "The operator's word about single tools, by the server's own names for them.");

  static final Key<ServerSettings, Map<String, String>> LABELS =
      Key.of(
          "labels",
          Forms.entries(
              Forms.matching("[a-z][a-z0-9_]{0,63}", "a name such as `environment`"),
              Forms.matching("[^\\u0000-\\u001f\\u007f]{1,128}", "a short text")),
          Map.of(),
          ServerSettings::labels,
          Strength.unordered(),
          "What the operator says of it, for conditions of rules: `labels.environment`.");

  static final Key<ServerSettings, Optional<Path>> SBOM =
      Key.optional(
          "sbom",
          Forms.path(),
          ServerSettings::sbom,
          Strength.absentIsWeaker("is gone: what the server is made of is not looked at"),
          "A list of what the server is made of, CycloneDX or SPDX as JSON: its packages are held"
              + " against advisories, also those of a server behind a `url`.");
  static final Key<ServerSettings, SandboxSettings> SANDBOX =
      Key.section(
          "sandbox",
          SandboxSettings.SECTION,
          ServerSettings::sandbox,
          "What the program may touch, besides the system's programs and a folder of its own.");
  static final Key<ServerSettings, Boolean> INSECURE_NO_SANDBOX =
      Key.of(
          "insecure-no-sandbox",
          Forms.truth(),
          false,
          ServerSettings::insecureNoSandbox,
          Strength.onIsWeaker("now runs with all our rights"),
          "Lets the program touch whatever we may; for systems that have no sandbox.");

  static final Key<ServerSettings, Optional<CredentialSettings>> CREDENTIALS =
      Key.optional(
          "credentials",
          CredentialSettings.SECTION,
          ServerSettings::credentials,
          Strength.inside(
              CredentialSettings.SECTION,
              Strength.absentIsWeaker("is gone: callers no longer come with their own")),
          "With what the server is spoken to on behalf of each caller; docs/credentials.md says"
              + " how.");
  static final Key<ServerSettings, Boolean> INSECURE_SHARED_CREDENTIAL =
      Key.of(
          "insecure-shared-credential",
          Forms.truth(),
          false,
          ServerSettings::insecureSharedCredential,
          Strength.onIsWeaker("now acts for every caller with the same rights"),
          "Lets one credential serve all callers: each can do what it may do.");

  static final Section<ServerSettings> SECTION =
      Section.of(
              "a server behind the gateway",
              ServerSettings::of,
              COMMAND,
              ENVIRONMENT,
              DIRECTORY,
              URL,
              HEADERS,
              BEARER_TOKEN,
              TLS,
              INSECURE_PLAINTEXT,
              ERA,
              ROOTS,
              TIMEOUT,
              START_TIMEOUT,
              MAY_ASK,
              GUARDRAILS,
              CLASSIFIERS,
              REDACTION,
              MEMORY,
              SPOTLIGHTING,
              EXTENSIONS,
              TOOLS,
              LABELS,
              SBOM,
              SANDBOX,
              INSECURE_NO_SANDBOX,
              CREDENTIALS,
              INSECURE_SHARED_CREDENTIAL)
          .check(ServerRules::oneReach, COMMAND, URL)
          .check(
              ServerRules::onlyOfItsReach,
              COMMAND,
              URL,
              ENVIRONMENT,
              DIRECTORY,
              HEADERS,
              BEARER_TOKEN)
          .check(ServerRules::sandboxOfAProgram, COMMAND, SANDBOX, INSECURE_NO_SANDBOX)
          .check(ServerRules::tlsOfItsReach, URL, TLS)
          .check(ServerRules::encrypted, URL, INSECURE_PLAINTEXT)
          .check(ServerRules::classifiersOfGuardrails, GUARDRAILS, CLASSIFIERS)
          .check(ServerRules::oneAuthorization, HEADERS, BEARER_TOKEN, CREDENTIALS)
          .check(ServerRules::credentialsOfItsReach, COMMAND, URL, INSECURE_PLAINTEXT, CREDENTIALS);

  /** How its callers log in at it, each for himself, if they do. */
  public Optional<ServerLoginSettings> login() {
    return credentials.flatMap(CredentialSettings::login);
  }

  /** How it is reached. */
  public Reach reach() {
    return command
        .<Reach>map(words -> new Reach.Program(words, environment, runsIn()))
        .orElseGet(() -> new Reach.Endpoint(url.orElseThrow(), headers, bearerToken));
  }

  /** Whether a credential is shown to it, or given to it, that is the same for every caller. */
  public boolean isSharedByAll() {
    return SharedCredentials.shared(this).isPresent();
  }

  /** Whether the address leads to this machine, by its text alone. */
  public static boolean leadsHere(URI address) {
    return Scalars.loopback(address);
  }

  private static ServerSettings of(Values values) {
    Optional<List<String>> command = values.get(COMMAND);
    return new ServerSettings(
        command,
        values.get(ENVIRONMENT),
        values.get(DIRECTORY),
        values.base(),
        values.get(URL),
        values.get(HEADERS),
        values.get(BEARER_TOKEN),
        values.get(TLS),
        values.get(INSECURE_PLAINTEXT),
        values.get(ERA),
        values.get(ROOTS),
        values.get(TIMEOUT),
        values.get(START_TIMEOUT),
        values.get(MAY_ASK),
        values.get(GUARDRAILS),
        values.get(CLASSIFIERS),
        values.get(REDACTION),
        values.get(MEMORY),
        values.get(SPOTLIGHTING),
        values.get(EXTENSIONS),
        values.get(TOOLS),
        values.get(LABELS),
        values.get(SBOM),
        values.get(SANDBOX),
        values.get(INSECURE_NO_SANDBOX),
        values.get(CREDENTIALS),
        values.get(INSECURE_SHARED_CREDENTIAL));
  }

  /** Where a program runs. */
  public Path runsIn() {
    return directory.orElse(base);
  }
}
