package io.portreeve.gateway.desk;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.outage.Trouble;
import io.portreeve.gateway.scan.program.Launch;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server whose command would have to fetch it first, from a registry that its sandbox keeps it
 * from. It says so only after minutes, and in words of its own.
 *
 * <p>What lies here already counts as fetchable. Where a sandbox leads to any host at all, that may
 * be a mirror, which is named in many places that nobody reads here, such as {@code .npmrc}.
 *
 * @param program the command that fetches, by its name
 * @param hosts where it fetches from
 * @param place a folder of its own, for what it fetches
 * @param folders variables that tell it where to keep that, with proposals in that place
 * @param isCertain whether its sandbox leads nowhere, so that it cannot work
 */
public record Unfetchable(
    String id,
    String program,
    List<String> hosts,
    Path place,
    SortedMap<String, Path> folders,
    boolean isCertain) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/@+-]+");

  /** Keeps what cannot be changed. */
  public Unfetchable {
    hosts = List.copyOf(hosts);
    folders = Collections.unmodifiableSortedMap(new TreeMap<>(folders));
  }

  /**
   * Those of a configuration, by their ids.
   *
   * @param desk of whoever starts them, where `wrap` would keep what they fetch
   */
  public static Map<String, Unfetchable> of(Configuration configuration, Desk desk) {
    Path file = configuration.file().orElse(configuration.data());
    Map<String, Unfetchable> all = new TreeMap<>();
    configuration
        .servers()
        .forEach((id, server) ->
            of(id, server, desk.packagesOf(file, id)).ifPresent(one -> all.put(id, one)));
    return all;
  }

  /** Likewise, those of them that cannot work, whatever is tried. */
  public static Map<String, Unfetchable> certain(Configuration configuration, Desk desk) {
    Map<String, Unfetchable> all = of(configuration, desk);
    var _ = all.values().removeIf(one -> !one.isCertain());
    return all;
  }

  /** One of them, if it is such a server. */
  private static Optional<Unfetchable> of(String id, ServerSettings server, Path place) {
    if (!(server.reach() instanceof Reach.Program program)
        || server.insecureNoSandbox()
        || server.sandbox().insecureNetwork()) {
      return Optional.empty();
    }
    String name = program.command().getFirst();
    Runner runner = Runner.of(name);
    Set<String> reached =
        server.sandbox().network().stream().map(one -> one.host()).collect(Collectors.toSet());
    if (runner.hosts().isEmpty()
        || !Launch.of(program.command()).isFetched()
        || !Collections.disjoint(reached, runner.hosts())
        || (!reached.isEmpty() && isFromElsewhere(program))
        || isHere(program, runner)) {
      return Optional.empty();
    }
    return Optional.of(
        new Unfetchable(
            id,
            name,
            runner.hosts().stream().sorted().toList(),
            place,
            runner.folders(program.environment().keySet(), place),
            reached.isEmpty()));
  }

  /** Told of a mirror, in one of the many ways. */
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
        "%swrite what `portreeve wrap` would into `servers.%s`: %s%s"
            .formatted(
                isCertain ? "" : "if none of its hosts is a mirror of that, ",
                id,
                String.join(" and ", proposal()),
                folders.isEmpty() ? "" : ", and make that folder: `mkdir -p " + quoted() + "`"));
  }

  private List<String> proposal() {
    String sandbox =
        "`sandbox: {network: [%s]%s}`"
            .formatted(
                String.join(", ", hosts), folders.isEmpty() ? "" : ", write: [" + quoted() + "]");
    return folders.isEmpty()
        ? List.of(sandbox)
        : List.of(
            folders.entrySet().stream()
                .map(one -> one.getKey() + ": \"text:" + one.getValue() + "\"")
                .collect(Collectors.joining(", ", "`environment: {", "}`")),
            sandbox);
  }

  /** The folder as a shell and a list of YAML both read it as one word. */
  private String quoted() {
    String path = place.toString();
    return PLAIN.matcher(path).matches() || path.indexOf('\'') >= 0 ? path : "'" + path + "'";
  }
}
