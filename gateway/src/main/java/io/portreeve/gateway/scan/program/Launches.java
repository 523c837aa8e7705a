package io.portreeve.gateway.scan.program;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the words of a command. */
final class Launches {
  private static final Set<String> SHELLS = Set.of("sh", "bash", "zsh", "dash", "ksh", "ash");
  private static final Set<String> NPM_VALUES =
      Set.of("-p", "--package", "-c", "--call", "--registry", "--cache", "-w", "--workspace");
  private static final Set<String> PYPI_VALUES =
      Set.of(
          "--from",
          "--spec",
          "--with",
          "--python",
          "-p",
          "--index-url",
          "-i",
          "--index",
          "--default-index",
          "--extra-index-url",
          "--directory",
          "--project",
          "--env-file");
  private static final Set<String> IMAGE_VALUES =
      Set.of(
          "-e",
          "--env",
          "--env-file",
          "-v",
          "--volume",
          "--mount",
          "-p",
          "--publish",
          "--name",
          "--network",
          "--net",
          "-w",
          "--workdir",
          "-u",
          "--user",
          "--entrypoint",
          "-m",
          "--memory",
          "--cpus",
          "-l",
          "--label",
          "--add-host",
          "--dns",
          "--platform",
          "--pull",
          "--cap-add",
          "--cap-drop",
          "--security-opt",
          "--tmpfs",
          "--ulimit",
          "--pids-limit");
  private static final Set<String> CODE_VALUES =
      Set.of(
          "-r", "--require", "--import", "--loader", "-cp", "-classpath", "-W", "-X", "--env-file");

  private Launches() {}

  static Launch of(List<String> command) {
    Words words = new Words(command.subList(1, command.size()));
    String program = fileName(command.getFirst());
    if (SHELLS.contains(program) && words.option(Set.of("-c", "-lc", "-ec")).isPresent()) {
      return new Launch.Shell(words.option(Set.of("-c", "-lc", "-ec")).get());
    }
    return switch (program) {
      case "npx", "pnpx", "bunx", "npx.cmd" -> npm(words);
      case "npm", "pnpm", "yarn", "bun" ->
          words
              .after(Set.of("exec", "dlx", "x"))
              .map(Launches::npm)
              .orElseGet(() -> named(command));
      case "uvx" -> pypi(words);
      case "uv" ->
          words
              .after(Set.of("run"))
              .map(rest -> command.contains("tool") ? pypi(rest) : uvRun(rest))
              .orElseGet(() -> named(command));
      case "pipx" -> words.after(Set.of("run")).map(Launches::pypi).orElseGet(() -> named(command));
      case "docker", "podman" ->
          words.after(Set.of("run")).map(Launches::image).orElseGet(() -> named(command));
      default -> interpreted(program, words).orElseGet(() -> named(command));
    };
  }

  /** {@code uv tool run} takes a package; {@code uv run} what lies here. */
  private static Launch uvRun(Words words) {
    return words
        .option(Set.of("-m", "--module"))
        .<Launch>map(Launch.Module::new)
        .orElseGet(() -> code(words.plain(PYPI_VALUES)));
  }

  private static Launch npm(Words words) {
    String spec =
        words.option(Set.of("-p", "--package")).or(() -> words.plain(NPM_VALUES)).orElse("");
    int at = spec.indexOf('@', 1);
    return registry(Registry.NPM, spec, at, at + 1);
  }

  private static Launch pypi(Words words) {
    String spec =
        words.option(Set.of("--from", "--spec")).or(() -> words.plain(PYPI_VALUES)).orElse("");
    int equal = spec.indexOf("==");
    int at = equal < 0 ? spec.indexOf('@', 1) : equal;
    return registry(Registry.PYPI, spec, at, equal < 0 ? at + 1 : at + 2);
  }

  private static Launch image(Words words) {
    String spec = words.plain(IMAGE_VALUES).orElse("");
    int digest = spec.indexOf('@');
    int tag = digest < 0 ? spec.indexOf(':', spec.lastIndexOf('/') + 1) : digest;
    return registry(Registry.IMAGES, spec, tag, tag + 1);
  }

  private static Launch registry(Registry registry, String spec, int end, int version) {
    String name = end < 0 ? spec : spec.substring(0, end);
    Optional<String> written =
        end < 0 ? Optional.empty() : Optional.of(spec.substring(version)).filter(v -> !v.isEmpty());
    return new Launch.FromRegistry(registry, name.strip(), written);
  }

  private static Optional<Launch> interpreted(String program, Words words) {
    if (program.startsWith("python") || program.equals("py")) {
      Optional<Launch> module = words.option(Set.of("-m")).map(Launch.Module::new);
      return module.or(() -> words.plain(CODE_VALUES).map(Optional::of).map(Launches::code));
    }
    if (SHELLS.contains(program)) {
      return words.plain(CODE_VALUES).map(Optional::of).map(Launches::code);
    }
    return switch (program) {
      case "java" -> words.option(Set.of("-jar")).map(Optional::of).map(Launches::code);
      case "node", "nodejs", "deno", "tsx", "ts-node", "ruby", "perl" ->
          words.plain(CODE_VALUES).map(Optional::of).map(Launches::code);
      default -> Optional.empty();
    };
  }

  private static Launch named(List<String> command) {
    String program = command.getFirst();
    return program.contains("/") ? code(Optional.of(program)) : new Launch.Named(program);
  }

  private static Launch code(Optional<String> written) {
    try {
      return written
          .<Launch>map(text -> new Launch.Code(Path.of(text)))
          .orElseGet(() -> new Launch.Named(""));
    } catch (InvalidPathException noPath) {
      return new Launch.Named("");
    }
  }

  private static String fileName(String program) {
    return program.substring(program.lastIndexOf('/') + 1);
  }
}
