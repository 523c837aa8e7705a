package io.portreeve.gateway.desk;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Proposes what a program may touch, from the words that start it: folders and files that they or
 * its variables name, the hosts of addresses, and what a program that fetches others needs.
 *
 * @param home of whoever uses the client
 * @param cache a folder of this server's own, for what is fetched
 * @param confinable whether this system has a sandbox
 * @param path where bare names of programs lead
 * @param more folders that somebody wants it to read besides
 */
record GrantProposal(Path home, Path cache, boolean confinable, SearchPath path, List<Path> more) {
  /** Variables that say where code lies, which is read and not worked on. */
  private static final Set<String> OF_CODE =
      Set.of("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "NODE_PATH");

  /** What is read and not worked on. */
  private static final Pattern CODE_OR_KEY =
      Pattern.compile(".*\\.(?:[cm]?[jt]s|py|jar|sh|rb|pem|crt|cer|key|env|toml|ya?ml|ini|conf)");

  /** Programs may lie where their user keeps what is private. */
  private static final Pattern SCRIPT = Pattern.compile(".*\\.(?:[cm]?[jt]s|py|jar|rb)");

  /** What programs keep, wherever it lies; other files are their user's. */
  private static final Pattern DATA = Pattern.compile(".*\\.jsonl?");

  /** Files beside which their program makes others. */
  private static final Pattern DATABASE = Pattern.compile(".*\\.(?:db|sqlite3?|duckdb)");

  Grants of(Start.Program program, Path base) {
    Runner runner = runner(program.told().getFirst().orElse(""), base);
    Grants grants =
        new Grants(
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeMap<>(),
            !confinable || runner == Runner.CONTAINER,
            new TreeSet<>());
    if (grants.unconfined()) {
      return grants;
    }
    var read = new TreeSet<Path>();
    var write = new TreeSet<Path>();
    var withheld = new TreeSet<Path>();
    var network = new TreeSet<>(runner.hosts());
    SortedMap<String, Path> folders = runner.folders(program.variables().keySet(), cache);
    write.addAll(folders.values());
    Path from = program.directory().orElse(base);
    read.addAll(more);
    python(program, from).forEach(read::add);
    code(program)
        .flatMap(value -> path(value, from).stream())
        .forEach(named -> (isPrivate(named) ? withheld : read).add(named));
    values(program)
        .forEach(value -> {
          host(value).ifPresent(network::add);
          path(value, from)
              .ifPresent(named -> {
                if (isPrivate(named)) {
                  withheld.add(named); // whoever wants it granted writes it into the profile
                } else {
                  sort(named, base, read, write);
                }
              });
        });
    read.removeAll(within(read, read));
    read.removeAll(within(read, write));
    return new Grants(read, write, network, folders, false, withheld);
  }

  /** Those that lie in a folder that is granted anyway. */
  private static List<Path> within(Set<Path> paths, Set<Path> folders) {
    return paths.stream()
        .filter(path -> folders.stream().anyMatch(folder -> lies(path, folder)))
        .toList();
  }

  private static boolean lies(Path path, Path folder) {
    return path.startsWith(folder) && !path.equals(folder);
  }

  /** What keeps a program's code may be hidden, as environments are; a home is none. */
  private Stream<Path> python(Start.Program program, Path from) {
    var python = new PythonPlaces(path);
    return Stream.concat(
            python.installed(program.told(), from),
            python.modules(program.told(), from).filter(folder -> !isPrivate(folder)))
        .filter(folder -> !home.startsWith(folder) && folder.getParent() != null)
        .filter(folder -> !folder.startsWith("/etc") && !folder.startsWith("/proc"));
  }

  private static Stream<String> code(Start.Program program) {
    return program.variables().entrySet().stream()
        .filter(variable -> OF_CODE.contains(variable.getKey()))
        .flatMap(variable -> variable.getValue().stream())
        .flatMap(value -> Arrays.stream(value.split(File.pathSeparator)))
        .filter(part -> !part.isEmpty());
  }

  /** A file of no project lies at home, where programs may be installed, too. */
  private Runner runner(String command, Path base) {
    return home.startsWith(base) ? Runner.of(command, path, cache) : Runner.of(command, path, base);
  }

  /**
   * A private file among its arguments: the sandbox would take it for a script, and open it for
   * reading, whatever the profile says.
   */
  Optional<Path> opened(Start.Program program, Path base) {
    Path from = program.directory().orElse(base);
    return program.told().stream()
        .skip(1)
        .flatMap(Optional::stream)
        .filter(word -> !word.startsWith("~/")) // which nobody but a shell takes for the home
        .flatMap(word -> path(word, from).stream())
        .filter(Files::isRegularFile)
        .filter(
            file -> isPrivate(file) && !SCRIPT.matcher(SearchPath.real(file).toString()).matches())
        .findFirst();
  }

  /** All that is said to the program, and what stands behind an equals sign in it. */
  private static Stream<String> values(Start.Program program) {
    return Stream.concat(
            program.told().stream().skip(1).flatMap(Optional::stream),
            program.variables().entrySet().stream()
                .filter(variable -> !OF_CODE.contains(variable.getKey()))
                .flatMap(variable -> variable.getValue().stream()))
        .flatMap(word -> Stream.of(word, word.substring(word.indexOf('=') + 1)))
        .distinct();
  }

  private void sort(Path path, Path base, Set<Path> read, Set<Path> write) {
    Path folder = path.getParent();
    if (folder == null) {
      return; // the root of a file system is no proposal
    }
    String name = String.valueOf(path.getFileName());
    if (Files.isDirectory(path)) {
      write.add(path);
    } else if (Files.exists(path) && CODE_OR_KEY.matcher(name).matches()) {
      read.add(path);
    } else if (Files.exists(path) && !DATABASE.matcher(name).matches()) {
      boolean kept =
          !home.startsWith(base) && SearchPath.real(path).startsWith(SearchPath.real(base));
      (kept || DATA.matcher(name).matches() ? write : read).add(path);
    } else if (Files.isDirectory(folder) && folder.getParent() != null && !isPrivate(folder)) {
      write.add(folder); // where it makes the file, or what belongs to it
    }
  }

  /** What keeps keys, settings and what starts by itself: no file of a client's may open it. */
  private boolean isPrivate(Path path) {
    return isPrivate(path, home) || isPrivate(SearchPath.real(path), SearchPath.real(home));
  }

  private static boolean isPrivate(Path path, Path home) {
    boolean hidden =
        path.startsWith(home)
            && StreamSupport.stream(home.relativize(path).spliterator(), false)
                .anyMatch(part -> part.toString().startsWith("."));
    return hidden || home.startsWith(path) || path.startsWith("/etc") || path.startsWith("/proc");
  }

  private Optional<Path> path(String value, Path from) {
    boolean plain = value.startsWith("/") || value.startsWith("./") || value.startsWith("../");
    try {
      if (value.startsWith("~/")) {
        return Optional.of(home.resolve(value.substring(2)).normalize());
      }
      return plain && !value.startsWith("//")
          ? Optional.of(from.resolve(value).normalize())
          : Optional.of(value)
              .filter(word -> !word.isEmpty() && !word.equals("."))
              .map(from::resolve)
              .filter(Files::exists)
              .map(Path::normalize);
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> host(String value) {
    if (!value.matches("https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#].*)?")) {
      return Optional.empty();
    }
    try {
      URI address = URI.create(value.replaceFirst("[?#].*", ""));
      return Optional.ofNullable(address.getHost())
          .map(host -> host.toLowerCase(Locale.ROOT))
          .map(host -> address.getPort() < 0 ? host : host + ":" + address.getPort());
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
