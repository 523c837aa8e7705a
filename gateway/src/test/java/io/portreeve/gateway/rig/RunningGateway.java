package io.portreeve.gateway.rig;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole gateway, configured by text as an operator would, on a free port of the loopback
 * interface and with a data directory of its own.
 *
 * <p>What a test does not configure is as an operator would want it for trying: definitions are
 * trusted at first sight, and a caller without a credential is {@code anonymous}.
 */
public final class RunningGateway implements AutoCloseable {
  /** Allows everything to everybody. */
  public static final String ALL =
      "policy: {allow: [{name: all, tools: ['*'], prompts: ['*'], resources: ['*']}]}";

  /** Judges nothing: what a gateway that only passes on would do. */
  public static final String NAIVE = "insecure-no-controls: true";

  private static final Map<String, String> USUAL =
      Map.of(
          "listen", "127.0.0.1:0",
          "data", "./data",
          "authentication", "{insecure-anonymous: {}}",
          "pinning", "{first-seen: approve}",
          "limits", "{requests-per-minute: 100000}",
          // Its port is known once it runs; browsers of tests find it, whatever a page is called.
          "login", "{url: \"http://127.0.0.1:1\"}");

  private final Path directory;
  private final Configuration configuration;
  private final Gateway gateway;

  private RunningGateway(Path directory, Configuration configuration, Gateway gateway) {
    this.directory = directory;
    this.configuration = configuration;
    this.gateway = gateway;
  }

  /** In front of one server of the stateless revision, whose names it keeps. */
  public static RunningGateway before(URI server, String... lines) throws StartFault {
    return inFrontOf("url: \"" + server + "\", era: modern", lines);
  }

  /** In front of one server that is reached as {@code reach} says. */
  public static RunningGateway inFrontOf(String reach, String... lines) throws StartFault {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("transparent: true");
    all.add("servers: {it: {" + reach + "}}");
    return start(all.toArray(String[]::new));
  }

  /** With these top-level entries of a configuration, and the usual ones for what is absent. */
  public static RunningGateway start(String... lines) throws StartFault {
    return finding(AddressResolver.system(), lines);
  }

  /** The same where names lead to what {@code names} finds. */
  public static RunningGateway finding(AddressResolver names, String... lines) throws StartFault {
    Path directory = directory();
    Configuration configuration = configuration(directory, lines);
    return new RunningGateway(
        directory,
        configuration,
        Gateway.start(configuration, new SecretSource(_ -> Optional.empty()), names));
  }

  /** Serves one client over a pair of streams until it says no more; nothing is left of it. */
  public static void serve(InputStream in, OutputStream out, String... lines)
      throws StartFault, InterruptedException {
    Path directory = directory();
    try {
      SecretSource none = new SecretSource(_ -> Optional.empty());
      Gateway.serve(configuration(directory, lines), none, in, out);
    } finally {
      delete(directory);
    }
  }

  /** Goes on with other entries, before the same one server. */
  public void reload(URI server, String... lines) throws StartFault {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("transparent: true");
    all.add("servers: {it: {url: \"" + server + "\", era: modern}}");
    gateway.reload(configuration(directory, all.toArray(String[]::new)));
  }

  private static Configuration configuration(Path directory, String... lines) {
    Set<String> given =
        Stream.of(lines).map(line -> line.split(":", 2)[0]).collect(Collectors.toSet());
    String usual =
        USUAL.entrySet().stream()
            .filter(entry -> !given.contains(entry.getKey()))
            .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
            .collect(Collectors.joining());
    var surroundings =
        new Surroundings(directory, Surroundings.Follower.NONE, new ConditionReader());
    String text = usual + String.join("\n", lines) + "\n";
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  public InetSocketAddress address() {
    return gateway.address();
  }

  /** Its one endpoint. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + address().getPort() + "/mcp");
  }

  /** Another path of it. */
  public URI url(String path) {
    return url().resolve(path);
  }

  /** A client without a credential. */
  public McpClient client() {
    return new McpClient(url(), "");
  }

  /** A client with an API key of its own. */
  public McpClient client(String principal, String... roles) {
    return new McpClient(url(), key(principal, roles));
  }

  /** A new API key. */
  public String key(String principal, String... roles) {
    KeyRequest request = new KeyRequest(principal, Set.of(roles), Map.of(), Optional.empty());
    return gateway.keys().create(request).text().revealText();
  }

  /** Revokes every key that there is. */
  public void revokeKeys() {
    gateway.keys().list().forEach(key -> gateway.keys().revoke(key.id()));
  }

  /** What it was started with. */
  public Configuration configuration() {
    return configuration;
  }

  /** Where it keeps its data. */
  public Path data() {
    return directory.resolve("data");
  }

  /** What it keeps there, opened beside it as commands do; close it. */
  public Store store() {
    return SqliteStore.open(DataDirectory.open(data()), SqliteOptions.defaults());
  }

  /** Ends the gateway, and gives all that it put on record. */
  public Recorded recorded() {
    gateway.close();
    List<AuditRecord> records = new ArrayList<>();
    try {
      new AuditReader(data().resolve("audit")).forEach(AuditFilter.all(), records::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new Recorded(records);
  }

  @Override
  public void close() {
    gateway.close();
    delete(directory);
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("portreeve-test");
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
