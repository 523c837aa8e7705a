package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.scan.program.Launch;
import io.portreeve.gateway.scan.program.Project;
import io.portreeve.gateway.scan.program.Registry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the code of a program lies.
 *
 * @param folders empty: nowhere that is known
 * @param expected whether there should be some: its command says that it is a program with source
 */
record CodeFolders(List<Path> folders, boolean expected) {
  private static final String CACHE = "npm_config_cache";

  static CodeFolders of(Reach.Program program) {
    Path directory = program.directory();
    return switch (Launch.of(program.command())) {
      case Launch.FromRegistry(Registry registry, String name, _) ->
          registry == Registry.NPM
              ? new CodeFolders(npm(program, name), true)
              : new CodeFolders(List.of(), registry == Registry.PYPI);
      case Launch.Module(String name) -> module(directory, name);
      case Launch.Code(Path file) -> code(directory.resolve(file));
      case Launch.Shell _, Launch.Named _ -> new CodeFolders(List.of(), false);
    };
  }

  private static CodeFolders code(Path file) {
    Path real = real(file);
    Path folder = real.getParent();
    boolean readable = Language.of(String.valueOf(real.getFileName())).isPresent();
    return folder == null || !readable
        ? new CodeFolders(List.of(), readable)
        : new CodeFolders(List.of(Project.of(folder)), true);
  }

  /** What a command names may be a link to where it lies: the operator's word, not the server's. */
  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException missing) {
      return file.toAbsolutePath().normalize();
    }
  }

  private static CodeFolders module(Path directory, String name) {
    Path folder = directory.resolve(name.split("\\.", 2)[0]);
    return new CodeFolders(Files.isDirectory(folder) ? List.of(folder) : List.of(), true);
  }

  /** Where it is installed, and where npx keeps it. */
  private static List<Path> npm(Reach.Program program, String name) {
    var all = new ArrayList<Path>();
    try {
      Path inside = Path.of("node_modules").resolve(name).normalize();
      if (inside.startsWith("node_modules")) {
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

  private static List<Path> each(Path folder) {
    var all = new ArrayList<Path>();
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
      inside.forEach(all::add);
    } catch (IOException notThere) {
      return List.of();
    }
    return all;
  }
}
