package io.portreeve.gateway.desk;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.SandboxSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.outage.Trouble;
import io.portreeve.gateway.scan.program.Launch;
import io.portreeve.gateway.scan.program.Registry;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A server whose command would have to fetch it first, from a registry that its sandbox keeps it
 * from. It says so only after minutes, and in words of its own.
 *
 * <p>What lies here already, or is fetched from elsewhere, counts as fetchable: this is about what
 * cannot work.
 *
 * @param program the command that fetches, by its name
 * @param hosts where it fetches from
 * @param folders variables that tell it where to keep that, with proposals
 */
public record Unfetchable(
    String id, String program, List<String> hosts, SortedMap<String, Path> folders) {
  /** Keeps what cannot be changed. */
  public Unfetchable {
    hosts = List.copyOf(hosts);
    folders = Collections.unmodifiableSortedMap(new TreeMap<>(folders));
  }

  /** Those of a configuration, by their ids. */
  public static Map<String, Unfetchable> of(Configuration configuration) {
    Map<String, Unfetchable> all = new TreeMap<>();
    configuration
        .servers()
        .forEach((id, server) ->
            of(id, server, configuration.data().resolveSibling("packages").resolve(id))
                .ifPresent(one -> all.put(id, one)));
    return all;
  }

  /**
   * One of them, if it is such a server.
   *
   * @param place a folder of its own, for what it fetches
   */
  static Optional<Unfetchable> of(String id, ServerSettings server, Path place) {
    if (!(server.reach() instanceof Reach.Program program) || server.insecureNoSandbox()) {
      return Optional.empty();
    }
    String name = program.command().getFirst();
    Runner runner = Runner.of(name.substring(name.lastIndexOf('/') + 1));
    if (!fetches(program) || runner.hosts().isEmpty() || reaches(server.sandbox(), runner)) {
      return Optional.empty();
    }
    boolean elsewhere = !server.sandbox().network().isEmpty() && isFromElsewhere(program);
    if (elsewhere || isHere(program, runner)) {
      return Optional.empty();
    }
    SortedMap<String, Path> folders = new TreeMap<>();
    runner.folders().stream()
        .filter(variable -> !program.environment().containsKey(variable))
        .forEach(
            variable -> folders.put(variable, place.resolve(variable.toLowerCase(Locale.ROOT))));
    return Optional.of(
        new Unfetchable(id, name, runner.hosts().stream().sorted().toList(), folders));
  }

  private static boolean fetches(Reach.Program program) {
    return Launch.of(program.command())
            instanceof Launch.FromRegistry(Registry registry, String name, var _)
        && registry != Registry.IMAGES
        && !name.isEmpty()
        && !name.matches("[./~].*|.*://.*"); // a folder or an address of somebody's
  }

  private static boolean reaches(SandboxSettings sandbox, Runner runner) {
    return sandbox.insecureNetwork()
        || sandbox.network().stream().anyMatch(one -> runner.hosts().contains(one.host()));
  }

  /**
   * Registries have mirrors, which are named in many ways; the file of npm is one that nobody reads
   * here.
   */
  private static boolean isFromElsewhere(Reach.Program program) {
    return Stream.concat(program.command().stream(), program.environment().keySet().stream())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .anyMatch(word -> word.contains("registry") || word.contains("index"));
  }

  /** Installed beside it, or kept from an earlier time. */
  private static boolean isHere(Reach.Program program, Runner runner) {
    return Files.isDirectory(program.directory().resolve("node_modules"))
        || runner.folders().stream()
            .flatMap(variable -> Stream.ofNullable(program.environment().get(variable)))
            .anyMatch(value -> !isEmpty(program.directory(), value));
  }

  private static boolean isEmpty(Path directory, Reference value) {
    try {
      return value instanceof Reference.Plain(String text)
          && Optional.ofNullable(directory.resolve(text).toFile().list())
              .filter(names -> names.length > 0)
              .isEmpty();
    } catch (InvalidPathException none) {
      return true;
    }
  }

  /** What is wrong, and what {@code portreeve wrap} would write instead. */
  public Trouble trouble() {
    return new Trouble(
        "`%s` fetches what it runs from %s, and its sandbox lets it connect to none of that"
            .formatted(program, String.join(" and ", hosts)),
        "write what `portreeve wrap` would into `servers.%s`: %s%s"
            .formatted(id, String.join(" and ", proposal()), made()));
  }

  private List<String> proposal() {
    String sandbox =
        "`sandbox: {network: [%s]%s}`"
            .formatted(
                String.join(", ", hosts), folders.isEmpty() ? "" : ", write: [" + parent() + "]");
    return folders.isEmpty()
        ? List.of(sandbox)
        : List.of(
            folders.entrySet().stream()
                .map(one -> one.getKey() + ": \"text:" + one.getValue() + "\"")
                .reduce((one, other) -> one + ", " + other)
                .map(all -> "`environment: {" + all + "}`")
                .orElse(""),
            sandbox);
  }

  private String made() {
    return folders.isEmpty() ? "" : ", and make that folder: `mkdir -p " + parent() + "`";
  }

  private Path parent() {
    return folders.values().stream()
        .flatMap(folder -> Stream.ofNullable(folder.getParent()))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
