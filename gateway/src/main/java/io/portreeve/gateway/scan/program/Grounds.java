package io.portreeve.gateway.scan.program;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which server answers for what lies in which folder. A file is of the server whose folder is the
 * next above it: none answers for what a neighbour has, and for what lies where several may have
 * put it, none does by name.
 */
public final class Grounds {
  private final List<Running> programs = new ArrayList<>();
  private final Map<String, Set<Path>> code = new LinkedHashMap<>();
  private final Map<String, Set<Path>> own = new LinkedHashMap<>();
  private final Map<Path, Set<String>> shared = new TreeMap<>();

  private Grounds() {}

  /**
   * A folder that is of no server by name.
   *
   * @param servers those that may have put there what lies in it
   */
  public record Shared(Path folder, Set<String> servers) {}

  /**
   * A program.
   *
   * @param named whether the operator wrote for it alone where it runs
   */
  private record Running(String id, Path directory, boolean named, CodePlaces places) {
    static Running of(String id, Reach.Program program, boolean named) {
      return new Running(id, RealPath.of(program.directory()), named, CodePlaces.of(program));
    }

    /** Where its code lies; of whose code nothing is known, where it runs. */
    List<Path> around() {
      return places.all().isEmpty() ? List.of(directory) : places.all();
    }

    /** Whether anything there is likely to be of it. */
    boolean usesItsDirectory() {
      return named || places.all().stream().anyMatch(place -> place.startsWith(directory));
    }
  }

  /** Those of the programs among these servers, as their folders are now. */
  public static Grounds of(Map<String, ServerSettings> servers) {
    Grounds grounds = new Grounds();
    servers.forEach((id, server) -> {
      if (server.reach() instanceof Reach.Program program) {
        grounds.programs.add(Running.of(id, program, server.directory().isPresent()));
      }
    });
    grounds.programs.forEach(grounds::code);
    grounds.programs.forEach(grounds::directory);
    grounds.own.values().forEach(grounds.shared.keySet()::removeAll);
    return grounds;
  }

  /** The folders of a server with its code, each with the project that it is part of. */
  public List<Path> code(String server) {
    return List.copyOf(code.getOrDefault(server, Set.of()));
  }

  /** All folders of a server; one may lie in another. */
  public List<Path> of(String server) {
    return List.copyOf(own.getOrDefault(server, Set.of()));
  }

  /** The folders that are of none by name. */
  public List<Shared> shared() {
    return shared.entrySet().stream()
        .map(one -> new Shared(one.getKey(), Set.copyOf(one.getValue())))
        .toList();
  }

  /** Whether what lies in this folder is looked at by itself, and not with what is around it. */
  public boolean isApart(Path folder) {
    return shared.containsKey(folder)
        || own.values().stream().anyMatch(all -> all.contains(folder));
  }

  /** The same, where the folder is none of this server's. */
  public boolean isOfOthers(Path folder, String server) {
    return isApart(folder) && !of(server).contains(folder);
  }

  private void code(Running program) {
    var all = new LinkedHashSet<>(program.places().whole());
    for (Path folder : program.places().loose()) {
      Path project = Project.of(folder);
      Set<String> beside = beside(program, folder, project);
      all.add(beside.isEmpty() ? project : folder);
      if (!beside.isEmpty()) {
        beside.add(program.id());
        share(project, beside);
      }
    }
    code.put(program.id(), all);
    var folders = new LinkedHashSet<>(all);
    folders.addAll(program.places().installed());
    folders.removeIf(folder -> !Files.exists(folder));
    own.put(program.id(), folders);
    if (program.places().forNode()) {
      all.forEach(folder -> needed(program, folder));
    }
  }

  /** What it needs and others may need too: no part of its code, nor of the folder it runs in. */
  private void needed(Running program, Path folder) {
    for (Path modules : NodeModules.above(folder)) {
      if (program.usesItsDirectory() && modules.startsWith(program.directory())) {
        continue;
      }
      Set<String> beside = beside(program, folder, Objects.requireNonNull(modules.getParent()));
      if (beside.isEmpty()) {
        own.computeIfAbsent(program.id(), _ -> new LinkedHashSet<>()).add(modules);
      } else {
        beside.add(program.id());
        share(modules, beside);
      }
    }
  }

  /** Whoever else is in the project: a file in the folder above makes no two of them one. */
  private Set<String> beside(Running program, Path folder, Path project) {
    var others = new TreeSet<String>();
    for (Running other : programs) {
      boolean beside =
          other.around().stream()
              .anyMatch(place -> place.startsWith(project) && !place.startsWith(folder));
      if (beside && !other.id().equals(program.id())) {
        others.add(other.id());
      }
    }
    return others;
  }

  /** Where it runs is its own only if nothing else runs there. */
  private void directory(Running program) {
    if (!program.usesItsDirectory()) {
      return;
    }
    Path folder = program.directory();
    var running = new TreeSet<String>();
    programs.stream()
        .filter(one -> one.directory().equals(folder))
        .forEach(one -> running.add(one.id()));
    if (running.size() == 1) {
      own.computeIfAbsent(program.id(), _ -> new LinkedHashSet<>()).add(folder);
    } else {
      share(folder, running);
    }
  }

  private void share(Path folder, Set<String> servers) {
    shared.computeIfAbsent(folder, _ -> new TreeSet<>()).addAll(servers);
  }
}
