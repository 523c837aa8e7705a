package io.portreeve.gateway.scan.program;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.form.Reference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the code of one program lies, by its command.
 *
 * @param loose folders of files that are named one by one: what belongs to them may lie above
 * @param whole folders each of which is a package
 * @param installed folders with what was installed for it
 * @param forNode whether Node runs it
 */
record CodePlaces(List<Path> loose, List<Path> whole, List<Path> installed, boolean forNode) {
  private static final String CACHE = "npm_config_cache";

  static CodePlaces of(Reach.Program program) {
    var loose = new ArrayList<Path>();
    var whole = new ArrayList<Path>();
    boolean forNode = false;
    switch (Launch.of(program.command())) {
      case Launch.FromRegistry(Registry registry, String name, _) -> {
        forNode = registry == Registry.NPM;
        whole.addAll(forNode ? npm(program, name) : List.of());
      }
      case Launch.Module(String name) -> module(program, name).ifPresent(whole::add);
      case Launch.Code(Path file) -> {
        Path real = RealPath.of(program.directory().resolve(file));
        forNode = NodeModules.reads(real);
        parent(real).ifPresent(loose::add);
      }
      case Launch.Shell _, Launch.Named _ -> {
        // Its words say nothing of a place.
      }
    }
    return new CodePlaces(
        loose, real(whole), real(environment(program).stream().toList()), forNode);
  }

  /** All of them. */
  List<Path> all() {
    return Stream.of(loose, whole, installed).flatMap(List::stream).toList();
  }

  private static List<Path> real(List<Path> folders) {
    return folders.stream().map(RealPath::of).distinct().toList();
  }

  private static Optional<Path> parent(Path file) {
    return Optional.ofNullable(file.getParent());
  }

  /** The virtual environment whose interpreter the command names; that one is often a link. */
  private static Optional<Path> environment(Reach.Program program) {
    try {
      return Optional.of(program.command().getFirst())
          .filter(word -> word.contains("/"))
          .flatMap(word -> parent(program.directory().resolve(word).normalize()))
          .flatMap(CodePlaces::parent)
          .filter(folder -> Files.isRegularFile(folder.resolve("pyvenv.cfg")));
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  private static Optional<Path> module(Reach.Program program, String name) {
    return Optional.of(program.directory().resolve(name.split("\\.", 2)[0]))
        .filter(Files::isDirectory);
  }

  /** Where it is installed, and where npx keeps it. */
  private static List<Path> npm(Reach.Program program, String name) {
    var all = new ArrayList<Path>();
    try {
      Path inside = Path.of("node_modules").resolve(name).normalize();
      if (inside.startsWith("node_modules") && inside.getNameCount() > 1) {
        all.add(program.directory().resolve(inside));
        cache(program)
            .map(cache -> program.directory().resolve(cache).resolve("_npx"))
            .ifPresent(kept -> each(kept).forEach(one -> all.add(one.resolve(inside))));
      }
    } catch (InvalidPathException noName) {
      return List.of();
    }
    return all.stream().filter(Files::isDirectory).toList();
  }

  private static Optional<String> cache(Reach.Program program) {
    return Optional.ofNullable(program.environment().get(CACHE))
        .flatMap(value ->
            value instanceof Reference.Plain(String text) ? Optional.of(text) : Optional.empty());
  }

  /** By their names, since that never waits: a program could lay a pipe there. */
  private static List<Path> each(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? List.of() : Stream.of(names).map(folder::resolve).toList();
  }
}
