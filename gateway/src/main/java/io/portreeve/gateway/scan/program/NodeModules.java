package io.portreeve.gateway.scan.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The folders in which Node looks for the packages that code needs: {@code node_modules} in its
 * folder and in each above it (nodejs.org/api/modules, "Loading from node_modules folders"). npm
 * lays what a package needs beside it, not in it.
 */
final class NodeModules {
  private static final Path NAME = Path.of("node_modules");
  private static final Set<String> ENDINGS = Set.of("js", "mjs", "cjs", "ts", "mts", "cts", "jsx");

  private NodeModules() {}

  /** Whether a file is code for Node, by its name. */
  static boolean reads(Path file) {
    String name = String.valueOf(file.getFileName());
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /** Those outside of a folder that are there; of one in another, the outer one alone. */
  static List<Path> above(Path folder) {
    var all = new LinkedHashSet<Path>();
    for (Path at = folder.getParent(); at != null; at = at.getParent()) {
      Path modules = at.endsWith(NAME) ? at : at.resolve(NAME);
      if (Files.isDirectory(modules)) {
        all.add(modules);
      }
    }
    return all.stream()
        .filter(one -> all.stream().noneMatch(other -> isInside(one, other)))
        .toList();
  }

  private static boolean isInside(Path one, Path other) {
    return !one.equals(other) && one.startsWith(other);
  }
}
