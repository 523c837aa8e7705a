package io.portreeve.gateway.scan.code;

import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.scan.program.Grounds;
import io.portreeve.gateway.scan.program.Launch;
import io.portreeve.gateway.scan.program.Project;
import io.portreeve.gateway.scan.program.RealPath;
import io.portreeve.gateway.scan.program.Registry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the source of a program lies.
 *
 * @param folders empty: nowhere that is known
 * @param expected whether there should be some: its command says that it is a program with source
 * @param left what is not read of it in any case, and why
 */
record CodeFolders(List<Path> folders, boolean expected, Map<Path, String> left) {
  static CodeFolders of(String server, Reach.Program program, Grounds grounds) {
    List<Path> folders = grounds.code(server);
    return switch (Launch.of(program.command())) {
      case Launch.FromRegistry(Registry registry, _, _) ->
          new CodeFolders(folders, registry == Registry.NPM || registry == Registry.PYPI, Map.of());
      case Launch.Module _ -> new CodeFolders(folders, true, Map.of());
      case Launch.Code(Path file) -> code(folders, program, file);
      case Launch.Shell _, Launch.Named _ -> new CodeFolders(List.of(), false, Map.of());
    };
  }

  /** A program by itself has no source; what an interpreter is given is some. */
  private static CodeFolders code(List<Path> folders, Reach.Program program, Path file) {
    Path real = RealPath.of(program.directory().resolve(file));
    String name = String.valueOf(real.getFileName());
    boolean readable = Language.of(name).isPresent();
    boolean interpreted =
        !program.command().getFirst().equals(file.toString()) && !name.endsWith(".jar");
    if (!readable && !interpreted) {
      return new CodeFolders(List.of(), false, Map.of());
    }
    Map<Path, String> left = new LinkedHashMap<>();
    if (!readable) {
      left.put(real, "its name is that of no language that is read");
    }
    for (Path folder : folders) {
      Path project = Project.of(folder);
      if (!project.equals(folder)) {
        left.put(project, "several servers lie in it: of this one, " + folder + " is read");
      }
    }
    return new CodeFolders(folders, true, left);
  }
}
