package io.portreeve.gateway.cli;

import io.portreeve.gateway.Gateway;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.JsonText;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.keys.KeyCheck;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.store.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What runs when nothing was configured: one server, on this machine only, everything at its safe
 * default, and one key that is kept beside the store so that the next start shows the same.
 */
final class Quickstart {
  /** Where it keeps what it keeps, in the directory of the call. */
  static final Path DATA = Path.of(".portreeve");

  private static final String KEY = "quickstart.key";

  private Quickstart() {}

  /** The configuration for the demo server, whose one destructive tool stays hidden. */
  static String ofDemo(String url) {
    return text("demo", url, Map.of("name", "quickstart", "tools", List.of("add", "*_note*")));
  }

  /** The configuration for a server that already runs. */
  static String of(String url) {
    List<String> all = List.of("*");
    return text(
        "upstream",
        url,
        Map.of("name", "quickstart", "tools", all, "prompts", all, "resources", all));
  }

  /** The configuration that such a text is, with its data in the directory of the call. */
  static Configuration read(Terminal terminal, String text, Overlay given) {
    Path nowhere = terminal.path(Path.of("quickstart"));
    return switch (ConfigurationOption.reader(terminal, nowhere, true, given).parse(text)) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused(var problems) ->
          throw ConfigurationOption.refused(
              terminal, "quickstart", problems, "see `portreeve run --help`");
    };
  }

  /**
   * What runs when nothing is said at all; the demo server's address is known at the start only.
   */
  static Configuration demonstration(Terminal terminal) {
    return read(terminal, ofDemo("http://127.0.0.1:8788/mcp"), Overlay.NONE);
  }

  private static String text(String id, String url, Map<String, Object> rule) {
    return JsonText.of(
        Map.of(
            "data", DATA.toString(),
            "servers", Map.of(id, Map.of("url", url)),
            "transparent", true,
            "policy", Map.of("allow", List.of(rule)),
            "pinning", Map.of("first-seen", "approve")));
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

  private static String create(KeyRing keys) {
    return keys.create(new KeyRequest("quickstart", Set.of(), Map.of(), Optional.empty()))
        .text()
        .revealText();
  }
}
