package io.portreeve.gateway.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Sees when a program wants to look into a process that is none of its own (proc(5)). What stands
 * there for everybody to read, such as a process's name, does not count.
 */
final class OtherProcesses {
  private static final Set<String> INSIDE =
      Set.of(
          "auxv",
          "cwd",
          "environ",
          "exe",
          "fd",
          "fdinfo",
          "io",
          "map_files",
          "maps",
          "mem",
          "pagemap",
          "root",
          "smaps",
          "smaps_rollup",
          "stack",
          "syscall");

  private final long first;
  private final boolean namespaces;

  /**
   * Sees.
   *
   * @param first the program's first process, as we see it
   * @param namespaces whether the program has a namespace of its own, in which there are no others
   */
  OtherProcesses(long first, boolean namespaces) {
    this.first = first;
    this.namespaces = namespaces;
  }

  Optional<Incident> look(Path path, long asking) {
    Path plain = path.normalize();
    if (plain.getNameCount() < 3) {
      return Optional.empty();
    }
    String process = plain.getName(1).toString();
    String what = plain.getName(2).toString();
    if (!process.matches("[0-9]{1,10}") || !INSIDE.contains(what)) {
      return Optional.empty();
    }
    long number = Long.parseLong(process);
    boolean own = namespaces ? isThere(number, asking) : number == asking || isOurs(number);
    return own
        ? Optional.empty()
        : Optional.of(Incident.refused("look into process " + number + " (" + what + ")"));
  }

  /** Whether the asking one sees it; the names of processes are those of its namespace. */
  private static boolean isThere(long number, long asking) {
    Path processes = Path.of("/proc", Long.toString(asking), "root", "proc");
    return !Files.isReadable(processes) || Files.exists(processes.resolve(Long.toString(number)));
  }

  private boolean isOurs(long number) {
    Optional<ProcessHandle> each = ProcessHandle.of(number);
    if (each.isEmpty()) {
      return true;
    }
    while (each.isPresent()) {
      if (each.get().pid() == first) {
        return true;
      }
      each = each.get().parent();
    }
    return false;
  }
}
