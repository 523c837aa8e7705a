package io.portreeve.gateway.desk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the clients keep their files that most people have: in a home, by the system, and in the
 * folder of a project.
 *
 * @param project the folder that somebody works in
 * @param system as the JVM calls it
 */
public record UsualPlaces(
    Function<String, Optional<String>> environment, Path home, Path project, String system) {
  private static final String CLAUDE = "Claude Desktop";
  private static final String CODE = "Claude Code";
  private static final String VS_CODE = "VS Code";
  private static final String CURSOR = "Cursor";

  /** A file of a client's, whether it is there or not. */
  public record Place(String client, Path file) {}

  /** All of them. */
  public List<Place> all() {
    Path settings = settings();
    List<Place> all = new ArrayList<>();
    all.add(new Place(CLAUDE, settings.resolve("Claude").resolve("claude_desktop_config.json")));
    all.add(new Place(CODE, home.resolve(".claude.json")));
    all.add(new Place(CODE, project.resolve(".mcp.json")));
    Path code = settings.resolve("Code").resolve("User");
    all.add(new Place(VS_CODE, code.resolve("mcp.json")));
    all.add(new Place(VS_CODE, code.resolve("settings.json")));
    all.add(new Place(VS_CODE, project.resolve(".vscode").resolve("mcp.json")));
    all.add(new Place(CURSOR, home.resolve(".cursor").resolve("mcp.json")));
    all.add(new Place(CURSOR, project.resolve(".cursor").resolve("mcp.json")));
    return all.stream().distinct().toList();
  }

  /** Those where a file is. */
  public List<Place> found() {
    return all().stream().filter(place -> Files.isRegularFile(place.file())).toList();
  }

  /** Where programs of this system keep their settings. */
  private Path settings() {
    if (system.startsWith("Mac")) {
      return home.resolve("Library").resolve("Application Support");
    }
    return system.startsWith("Windows")
        ? named("APPDATA").orElse(home.resolve("AppData").resolve("Roaming"))
        : named("XDG_CONFIG_HOME").orElse(home.resolve(".config"));
  }

  private Optional<Path> named(String variable) {
    return environment.apply(variable).filter(path -> !path.isBlank()).map(Path::of);
  }
}
