package io.portreeve.gateway.desk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home with clients' files in it, as each client documents its own. */
abstract class AtADesk {
  /** The files, and where they lie in a home. */
  static final Map<String, String> PLACES =
      Map.of(
          "claude_desktop_config.json", ".config/Claude/claude_desktop_config.json",
          "claude-code.mcp.json", "shop/.mcp.json",
          "claude.json", ".claude.json",
          "vscode-mcp.json", "shop/.vscode/mcp.json",
          "vscode-settings.json", ".config/Code/User/settings.json",
          "cursor-mcp.json", ".cursor/mcp.json",
          "plain.json", "plain.json");

  static final String LAUNCHER = "/opt/portreeve/portreeve";

  @TempDir protected Path home = Path.of("");

  final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void furnish() throws IOException {
    Files.createDirectories(home.resolve("docs"));
    Files.createDirectories(home.resolve("shop"));
    Files.writeString(home.resolve("shop/server.js"), "");
    Files.writeString(
        home.resolve("shop/.env"), "# of fetch\nexport PROXY=\"http://p\"\nKEY=secret-of-fetch\n");
    Files.writeString(home.resolve(".env"), "OWN=1\n");
    environment.put("PATH", executable(home.resolve("bin/docker")).getParent() + "");
  }

  static Path executable(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  Desk desk() {
    return Desk.of(name -> Optional.ofNullable(environment.get(name)), home, LAUNCHER, "Linux");
  }

  /** A client's file, in its place in the home. */
  Path placed(String name) throws IOException {
    return placed(name, text(name));
  }

  Path placed(String name, String text) throws IOException {
    Path file = home.resolve(Objects.requireNonNull(PLACES.get(name)));
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  String text(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(AtADesk.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{home}", home.toString());
    }
  }

  Wrapping wrapping(Path file) throws ClientFileUnfit {
    return Wrapping.of(desk(), ClientFile.read(file));
  }

  /** Puts Portreeve in front of all that it can, without a look. */
  Wrapping.Done wrap(Path file) throws ClientFileUnfit {
    Wrapping wrapping = wrapping(file);
    return wrapping.write(profiles(wrapping));
  }

  static Map<Candidate, String> profiles(Wrapping wrapping) {
    Map<Candidate, String> all = new LinkedHashMap<>();
    wrapping
        .candidates()
        .forEach(one -> all.put(one, one.text(new Sight.Unseen("nobody was to look"))));
    return all;
  }

  void unwrap(Path file) throws ClientFileUnfit {
    Unwrapping.of(desk(), ClientFile.read(file)).write();
  }

  Candidate candidate(Path file, String name) throws ClientFileUnfit {
    return wrapping(file).candidates().stream()
        .filter(one -> one.entry().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  List<String> names(List<ServerEntry> entries) {
    return entries.stream().map(ServerEntry::name).toList();
  }
}
