package io.portreeve.gateway.cli;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Look;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a configuration, for what {@code check} says of it. */
abstract class Checking {
  static final String RIGHT =
      """
      data: ./data
      servers:
        files:
          command: [npx, ./files]
          credentials: {user-secret: {of: {ann: env:TOKEN}, variable: TOKEN}}
          tools:
            write: {arguments: {path: {kind: path, root: /srv}, to: email}}
        mail: {url: "https://mail.example.com/mcp", era: modern}
      """;

  @TempDir Path directory = Path.of("");

  /** A tool of the server {@code files} was seen. */
  void see(String tool, String definition) {
    try (Store store =
        SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults())) {
      var _ =
          store
              .pins()
              .sight(
                  Map.of(new PinName("files", "tool", tool), definition.replace("\\\n", "")),
                  new Look("anna", Ran.NOW));
    }
  }

  Ran check(String text, Map<String, String> environment, String... args) throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), text);
    return Ran.in(directory, environment, args);
  }
}
