package io.portreeve.gateway.cli;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Problem;
import io.portreeve.gateway.keys.KeyCheck;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.mcp.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What runs when nothing was configured: one server, on this machine only, everything at its safe
 * default, one key that stays the same from start to start for 90 days, and a configuration that is
 * kept beside both, so that every other command means the same gateway.
 *
 * @param data where it keeps what it keeps
 * @param server the id of its server
 * @param rule what its one rule allows, as the file says it
 */
record Quickstart(Path data, String server, String url, String rule) {
  /** Where it keeps what it keeps, unless another place is named: in the directory of the call. */
  static final Path DATA = Path.of(".portreeve");

  /** The configuration of the last start, in the directory of the call. */
  static final Path KEPT = DATA.resolve("quickstart.yaml");

  /** What holds its key, beside that. */
  static final String KEY = "quickstart.key";

  private static final String DEMO = "demo";

  private static final Duration LIFE = Duration.ofDays(90);

  /** In front of the demo server, whose one destructive tool stays hidden. */
  static Quickstart ofDemo(Path data, String url) {
    return new Quickstart(data, DEMO, url, "tools: [add, \"*_note*\"]");
  }

  /** In front of a server that already runs. */
  static Quickstart of(Path data, String url) {
    return new Quickstart(
        data, "upstream", url, "tools: [\"*\"], prompts: [\"*\"], resources: [\"*\"]");
  }

  /**
   * What runs when nothing is said at all; the demo server's address is known at the start only.
   */
  static Configuration demonstration(Terminal terminal) {
    return ofDemo(terminal.path(DATA), "http://127.0.0.1:8788/mcp").read(terminal, Overlay.NONE);
  }

  /** Whether its rule leaves nothing out. */
  boolean allowsEverything() {
    return rule.contains("prompts: [\"*\"]");
  }

  /** The configuration; what is wrong with it, the options of the command line brought in. */
  Configuration read(Terminal terminal, Overlay given) {
    ConfigurationFile reader =
        ConfigurationOption.reader(terminal, data.resolve(KEPT.getFileName()), true, given);
    return switch (reader.parse(text(Optional.empty()))) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused(List<Problem> problems) ->
          throw OptionProblem.failure(terminal, problems, url);
    };
  }

  /** Keeps the configuration, with the address that was listened on, for the commands to come. */
  void keep(InetSocketAddress address) {
    try {
      Path file = DataDirectory.open(data).privateFile(KEPT.getFileName().toString());
      Files.writeString(file, text(Optional.of("127.0.0.1:" + address.getPort())));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private String text(Optional<String> listen) {
    return """
    # Of `portreeve run` without a file, which writes it anew into `.portreeve` at every such start.
    # A copy called portreeve.yaml is yours to change: it is what `portreeve run` uses then.
    %s%sdata: %s
    servers:
      %s: {url: %s}
    transparent: true
    policy:
      allow:
        - {name: quickstart, %s}
    pinning: {first-seen: approve}
    """
        .formatted(
            ofDemo() ? "# " + demoHint() + "\n" : "",
            listen.map(address -> "listen: " + quoted(address) + "\n").orElse(""),
            quoted(data.toString()),
            server,
            quoted(url),
            rule);
  }

  /** Whether it guards the bundled demo server. */
  boolean ofDemo() {
    return server.equals(DEMO);
  }

  /** What becomes of the demo server, and how to have one's own in its place. */
  String demoHint() {
    return "The demo server ends with that start: put your own server's `url` in its place, or start the demo"
        + " by itself: `%s`.".formatted(demoAlone());
  }

  /** What starts the demo server where the configuration looks for it. */
  String demoAlone() {
    return "portreeve demo --port " + URI.create(url).getPort();
  }

  private static String quoted(String text) {
    return JsonString.of(text).toString();
  }

  /** The key of an earlier start if it is still good, else a new one. */
  static String key(Gateway gateway, Path data) {
    Path file = DataDirectory.open(data).privateFile(KEY);
    try {
      String kept = Files.readString(file).strip();
      if (gateway.keys().check(kept) instanceof KeyCheck.Accepted) {
        return kept;
      }
      String fresh = create(gateway.keys());
      Files.writeString(file, fresh + "\n");
      return fresh;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** It ends, as every key should; the first start after that makes another. */
  private static String create(KeyRing keys) {
    Instant end = InstantSource.system().instant().plus(LIFE);
    return keys.create(new KeyRequest("quickstart", Set.of(), Map.of(), Optional.of(end)))
        .text()
        .revealText();
  }
}
