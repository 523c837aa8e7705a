package io.portreeve.gateway.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

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

  /**
   * What a command is. A service that nothing confines is only meant by its bare name, which leads
   * to what its user installed: a file of a project's may be called so, too.
   */
  static Runner of(String program) {
    boolean bare = program.matches("[^/\\\\]*");
    String name = program.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.(?:exe|cmd)$", "");
    return Arrays.stream(values())
        .filter(one -> one.names.contains(name))
        .filter(one -> bare || one != CONTAINER)
        .findFirst()
        .orElse(NONE);
  }

  /** The variables that name folders in which it keeps what it fetched. */
  List<String> folders() {
    return folders;
  }

  /** From where it fetches. */
  Set<String> hosts() {
    return hosts;
  }
}
