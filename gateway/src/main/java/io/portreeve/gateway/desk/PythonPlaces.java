package io.portreeve.gateway.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a program in Python reads besides what its command names: the modules beside its script, its
 * virtual environment, and the folder of a tool that chooses between several Pythons.
 *
 * @param path where bare names of programs lead
 */
record PythonPlaces(SearchPath path) {
  private static final List<String> VERSIONS = List.of("versions", "installs");

  /**
   * Its environment, and what chooses its version.
   *
   * @param words the command and its arguments, as far as they can be told
   * @param from where it runs
   */
  Stream<Path> installed(List<Optional<String>> words, Path from) {
    return words
        .getFirst()
        .flatMap(name -> program(name, from))
        .map(program -> Stream.of(environment(program), shims(program)))
        .orElse(Stream.empty())
        .flatMap(Optional::stream);
  }

  /**
   * Where its own modules lie.
   *
   * @param words the command and its arguments, as far as they can be told
   * @param from where it runs
   */
  Stream<Path> modules(List<Optional<String>> words, Path from) {
    List<String> arguments = words.stream().skip(1).flatMap(Optional::stream).toList();
    return words.getFirst().filter(PythonPlaces::isPython).stream()
        .flatMap(_ -> beside(arguments, from).stream());
  }

  /**
   * Variables that keep Python from trying, at each start, what it is not granted and does not
   * need: to write beside its code, and to list the folder of a script that has no modules beside
   * it.
   */
  static List<String> quiet(Start.Program program, Grants grants) {
    if (program.told().getFirst().filter(PythonPlaces::isPython).isEmpty()) {
      return List.of();
    }
    return scripts(program)
            .filter(folder -> granted(grants).noneMatch(folder::startsWith))
            .isPresent()
        ? List.of("PYTHONDONTWRITEBYTECODE", "PYTHONSAFEPATH")
        : List.of("PYTHONDONTWRITEBYTECODE");
  }

  private static Stream<Path> granted(Grants grants) {
    return Stream.concat(grants.read().stream(), grants.write().stream());
  }

  /** Where the script lies that is started, where that is what is started. */
  private static Optional<Path> scripts(Start.Program program) {
    try {
      Path from = program.directory().orElse(Path.of("/"));
      return program.told().stream()
          .skip(1)
          .flatMap(Optional::stream)
          .filter(word -> !word.startsWith("-"))
          .findFirst()
          .filter(word -> word.endsWith(".py") && !isModule(program))
          .flatMap(word -> Optional.ofNullable(from.resolve(word).normalize().getParent()));
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  private static boolean isModule(Start.Program program) {
    return program.words().contains("-m");
  }

  private static boolean isPython(String command) {
    return command.replaceFirst(".*[/\\\\]", "").matches("(?:python|pypy)[0-9.]*(?:\\.exe)?");
  }

  private Optional<Path> program(String name, Path from) {
    try {
      return name.contains("/") ? Optional.of(from.resolve(name).normalize()) : path.find(name);
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }

  /** Its Python is a link that leads away from it, so nothing else would open it. */
  private static Optional<Path> environment(Path program) {
    return above(program).filter(folder -> Files.isRegularFile(folder.resolve("pyvenv.cfg")));
  }

  /** A shim is a script of a tool that starts one of the versions beside it. */
  private static Optional<Path> shims(Path program) {
    return above(program)
        .filter(folder -> folder.resolve("shims").equals(program.getParent()))
        .filter(
            folder -> VERSIONS.stream().anyMatch(name -> Files.isDirectory(folder.resolve(name))));
  }

  private static Optional<Path> above(Path program) {
    return Optional.ofNullable(program.getParent()).map(Path::getParent);
  }

  /** The folder of the script, or where a module is looked for that is started by its name. */
  private static Optional<Path> beside(List<String> arguments, Path from) {
    try {
      for (int i = 0; i < arguments.size(); i++) {
        String word = arguments.get(i);
        if (word.equals("-m") && i + 1 < arguments.size()) {
          return isIn(from, arguments.get(i + 1)) ? Optional.of(from) : Optional.empty();
        }
        if (!word.startsWith("-")) {
          Path script = from.resolve(word).normalize();
          return word.endsWith(".py") && Files.isRegularFile(script)
              ? Optional.ofNullable(script.getParent()).filter(folder -> hasOthers(folder, script))
              : Optional.empty();
        }
      }
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static boolean isIn(Path folder, String module) {
    String first = module.replaceFirst("\\..*", "");
    return Files.isDirectory(folder.resolve(first)) || Files.exists(folder.resolve(first + ".py"));
  }

  private static boolean hasOthers(Path folder, Path script) {
    try (Stream<Path> beside = Files.list(folder)) {
      return beside.anyMatch(path ->
          !path.equals(script)
              && (path.toString().endsWith(".py") || Files.exists(path.resolve("__init__.py"))));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
