package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncMember;
import io.portreeve.gateway.desk.jsonc.JsoncValue;
import io.portreeve.gateway.desk.jsonc.JsoncValue.ObjectValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where clients have their servers in their files: {@code mcpServers} (Claude Desktop, Claude Code,
 * Cursor and most others), {@code servers} ({@code mcp.json} of VS Code), {@code mcp.servers} (its
 * settings), and {@code projects.*.mcpServers} (what Claude Code keeps for each project).
 */
final class ServerEntries {
  private static final String COMMON = "mcpServers";
  private static final String OF_VS_CODE = "servers";

  /** Folders of a project in which a client keeps its file. */
  private static final Set<String> WITHIN_PROJECT = Set.of(".vscode", ".cursor");

  private final JsoncValue root;
  private final Path file;
  private final Path home;

  /**
   * The servers of a file.
   *
   * @param file where it lies
   * @param home the home of whoever uses the client
   */
  ServerEntries(JsoncValue root, Path file, Path home) {
    this.root = root;
    this.file = file;
    this.home = home;
  }

  /** All of them, in the order of the file within each of these places. */
  List<ServerEntry> all() {
    List<ServerEntry> all = new ArrayList<>();
    all.addAll(in(List.of(COMMON), base()));
    all.addAll(in(List.of(OF_VS_CODE), base()));
    all.addAll(in(List.of("mcp", OF_VS_CODE), base()));
    all.addAll(in(List.of("mcp", COMMON), base()));
    for (JsoncMember project : root.at("projects").map(JsoncValue::members).orElse(List.of())) {
      boolean path = project.name().indexOf('\0') < 0;
      Path base = path ? home.resolve(project.name()) : home;
      all.addAll(in(List.of("projects", project.name(), COMMON), base));
    }
    return List.copyOf(all);
  }

  /**
   * What stands among them and is none, by name; a remark, as some files have them, is left out.
   */
  List<String> strange() {
    return Stream.concat(
            keyed().stream(),
            root.at("projects").map(JsoncValue::members).orElse(List.of()).stream()
                .map(project -> List.of("projects", project.name(), COMMON)))
        .flatMap(at -> root.at(at).map(JsoncValue::members).orElse(List.of()).stream())
        .filter(member -> !(member.value() instanceof ObjectValue))
        .map(JsoncMember::name)
        .filter(name -> !name.matches("(?s)(_|//|\\$|#).*"))
        .distinct()
        .toList();
  }

  /** The keys under which a client has its servers, and which the file has. */
  List<String> keys() {
    return keyed().stream().map(at -> String.join(".", at)).toList();
  }

  private List<List<String>> keyed() {
    return Stream.of(
            List.of(COMMON),
            List.of(OF_VS_CODE),
            List.of("mcp", OF_VS_CODE),
            List.of("mcp", COMMON))
        .filter(at -> root.at(at).isPresent())
        .toList();
  }

  private List<ServerEntry> in(List<String> at, Path base) {
    return root.at(at).map(JsoncValue::members).orElse(List.of()).stream()
        .filter(member -> member.value() instanceof ObjectValue)
        .map(member ->
            new ServerEntry(
                Stream.concat(at.stream(), Stream.of(member.name())).toList(),
                (ObjectValue) member.value(),
                base,
                isOfAProject() || !base.equals(home) ? Optional.of(base) : Optional.empty()))
        .toList();
  }

  /** Cursor takes the home for the project of the file that is good for all of them. */
  private boolean isOfAProject() {
    Path folder = file.getParent();
    return folder != null
        && folder.getFileName() != null
        && WITHIN_PROJECT.contains(folder.getFileName().toString());
  }

  /** The project that the file lies in; the home where it is no project's. */
  private Path base() {
    Path folder = file.getParent();
    if (folder == null) {
      return home;
    }
    Path name = folder.getFileName();
    Path above = folder.getParent();
    if (name != null && above != null && WITHIN_PROJECT.contains(name.toString())) {
      return above;
    }
    return String.valueOf(file.getFileName()).equals(".mcp.json") ? folder : home;
  }
}
