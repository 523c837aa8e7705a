package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.scan.program.Grounds;
import io.portreeve.gateway.scan.program.Launch;
import io.portreeve.gateway.scan.program.RealPath;
import io.portreeve.gateway.scan.program.Registry;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the source of a program lies.
 *
 * @param folders empty: nowhere that is known
 * @param expected whether there should be some: its command says that it is a program with source
 */
record CodeFolders(List<Path> folders, boolean expected) {
  static CodeFolders of(String server, Reach.Program program, Grounds grounds) {
    return switch (Launch.of(program.command())) {
      case Launch.FromRegistry(Registry registry, _, _) ->
          new CodeFolders(
              grounds.code(server), registry == Registry.NPM || registry == Registry.PYPI);
      case Launch.Module _ -> new CodeFolders(grounds.code(server), true);
      case Launch.Code(Path file) -> code(grounds.code(server), program.directory().resolve(file));
      case Launch.Shell _, Launch.Named _ -> new CodeFolders(List.of(), false);
    };
  }

  private static CodeFolders code(List<Path> folders, Path file) {
    boolean readable = Language.of(String.valueOf(RealPath.of(file).getFileName())).isPresent();
    return new CodeFolders(readable ? folders : List.of(), readable);
  }
}
