package io.portreeve.gateway.desk;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Programs that fetch others, and what they need for that. */
enum Runner {
  NPM(
      Set.of("npx", "npm", "pnpx", "pnpm"),
      List.of("npm_config_cache"),
      Set.of("registry.npmjs.org")),
  UV(
      Set.of("uvx", "uv"),
      List.of("UV_CACHE_DIR", "UV_TOOL_DIR", "UV_PYTHON_INSTALL_DIR"),
      Set.of("pypi.org", "files.pythonhosted.org")),
  PIPX(Set.of("pipx"), List.of("PIPX_HOME"), Set.of("pypi.org", "files.pythonhosted.org")),
  DENO(Set.of("deno"), List.of("DENO_DIR"), Set.of("deno.land", "jsr.io", "registry.npmjs.org")),
  /** Asks a service that is root to run it: nothing that holds the client holds the container. */
  CONTAINER(Set.of("docker", "podman", "nerdctl"), List.of(), Set.of()),
  NONE(Set.of(), List.of(), Set.of());

  @SuppressWarnings("ImmutableEnumChecker") // Set.of and List.of make what nobody can change
  private final Set<String> names;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of and List.of make what nobody can change
  private final List<String> folders;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of and List.of make what nobody can change
  private final Set<String> hosts;

  Runner(Set<String> names, List<String> folders, Set<String> hosts) {
    this.names = names;
    this.folders = folders;
    this.hosts = hosts;
  }

  /** What a bare name says; a path says nothing, since a file of a project's may be called so. */
  static Runner of(String program) {
    String name = program.replaceFirst("\\.(?:exe|cmd)$", "");
    return Arrays.stream(values()).filter(one -> one.names.contains(name)).findFirst().orElse(NONE);
  }

  /**
   * What a command is that somebody's project starts: never a program of the project itself, and a
   * service that nothing confines only if it is installed.
   */
  static Runner of(String program, SearchPath path, Path project) {
    Runner named = of(program);
    boolean missing = named == CONTAINER && path.find(program).isEmpty();
    return missing || path.leadsInto(program, project) ? NONE : named;
  }

  /** The variables that name folders in which it keeps what it fetched. */
  List<String> folders() {
    return folders;
  }

  /**
   * Those of them that are not set yet, each with a folder in this place.
   *
   * @param set the variables that are
   */
  SortedMap<String, Path> folders(Set<String> set, Path place) {
    SortedMap<String, Path> proposed = new TreeMap<>();
    folders.stream()
        .filter(variable -> !set.contains(variable))
        .forEach(
            variable -> proposed.put(variable, place.resolve(variable.toLowerCase(Locale.ROOT))));
    return proposed;
  }

  /** From where it fetches. */
  Set<String> hosts() {
    return hosts;
  }
}
