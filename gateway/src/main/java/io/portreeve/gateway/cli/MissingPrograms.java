package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.SandboxSettings;
import io.portreeve.gateway.config.ServerSettings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which servers are programs that this machine does not have, run where it has no directory, or are
 * granted what is not there, as far as a look at it tells.
 */
record MissingPrograms(Terminal terminal) {
  /** A line for each. */
  List<String> notes(Configuration configuration) {
    return configuration.servers().entrySet().stream().flatMap(this::note).toList();
  }

  private Stream<String> note(Map.Entry<String, ServerSettings> server) {
    return switch (server.getValue().reach()) {
      case Reach.Endpoint _ -> Stream.empty();
      case Reach.Program program ->
          Stream.concat(
              note(server.getKey(), program),
              grants(server.getValue().sandbox())
                  .map(path ->
                      "%s: its sandbox opens %s, which is not there: it is opened at the next start of the program"
                          .formatted(server.getKey(), path)));
    };
  }

  /** What does not exist when a program starts, stays closed to it. */
  private static Stream<Path> grants(SandboxSettings sandbox) {
    return Stream.concat(sandbox.read().stream(), sandbox.write().stream())
        .distinct()
        .filter(path -> !Files.exists(path));
  }

  private Stream<String> note(String id, Reach.Program program) {
    if (!Files.isDirectory(program.directory())) {
      return Stream.of(id + ": there is no directory " + program.directory());
    }
    String name = program.command().getFirst();
    if (name.contains("/")) {
      return Files.isExecutable(program.directory().resolve(name))
          ? Stream.empty()
          : Stream.of(
              id
                  + ": there is no program "
                  + name
                  + " in "
                  + program.directory()
                  + " that may be run");
    }
    return onPath(name)
        ? Stream.empty()
        : Stream.of(id + ": there is no program " + name + " on the PATH of this user");
  }

  private boolean onPath(String name) {
    String path = terminal.environment().apply("PATH").orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(name)));
  }
}
