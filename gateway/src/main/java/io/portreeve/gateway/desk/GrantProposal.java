package io.portreeve.gateway.desk;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
 */
record GrantProposal(Path home, Path cache, boolean confinable) {
  /** What is read and not worked on. */
  private static final Pattern CODE_OR_KEY =
      Pattern.compile(".*\\.(?:[cm]?[jt]s|py|jar|sh|rb|pem|crt|cer|key|env|toml|ya?ml|ini|conf)");

  /** Files beside which their program makes others. */
  private static final Pattern DATABASE = Pattern.compile(".*\\.(?:db|sqlite3?|duckdb)");

  Grants of(Start.Program program, Path base) {
    Runner runner = Runner.of(program.told().getFirst().orElse(""));
    Grants grants =
        new Grants(
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeMap<>(),
            !confinable || runner == Runner.CONTAINER);
    if (grants.unconfined()) {
      return grants;
    }
    var read = new TreeSet<Path>();
    var write = new TreeSet<Path>();
    var network = new TreeSet<>(runner.hosts());
    var folders = new TreeMap<String, Path>();
    runner.folders().stream()
        .filter(name -> !program.variables().containsKey(name))
        .forEach(name -> folders.put(name, cache.resolve(name.toLowerCase(Locale.ROOT))));
    write.addAll(folders.values());
    Path from = program.directory().orElse(base);
    values(program)
        .forEach(value -> {
          host(value).ifPresent(network::add);
          path(value, from).ifPresent(path -> sort(path, read, write));
        });
    return new Grants(read, write, network, folders, false);
  }

  /** All that is said to the program, and what stands behind an equals sign in it. */
  private static Stream<String> values(Start.Program program) {
    return Stream.concat(
            program.told().stream().skip(1).flatMap(Optional::stream),
            program.variables().values().stream().flatMap(Optional::stream))
        .flatMap(word -> Stream.of(word, word.substring(word.indexOf('=') + 1)))
        .distinct();
  }

  private void sort(Path path, Set<Path> read, Set<Path> write) {
    Path folder = path.getParent();
    if (folder == null || isPrivate(path)) {
      return; // whoever wants it granted writes it into the profile
    }
    String name = String.valueOf(path.getFileName());
    if (Files.isDirectory(path)) {
      write.add(path);
    } else if (Files.exists(path) && CODE_OR_KEY.matcher(name).matches()) {
      read.add(path);
    } else if (Files.exists(path) && !DATABASE.matcher(name).matches()) {
      write.add(path);
    } else if (Files.isDirectory(folder) && folder.getParent() != null && !isPrivate(folder)) {
      write.add(folder); // where it makes the file, or what belongs to it
    }
  }

  /** What keeps keys, settings and what starts by itself: no file of a client's may open it. */
  private boolean isPrivate(Path path) {
    boolean hidden =
        path.startsWith(home)
            && StreamSupport.stream(home.relativize(path).spliterator(), false)
                .anyMatch(part -> part.toString().startsWith("."));
    return hidden || path.equals(home) || home.startsWith(path) || path.startsWith("/etc");
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
