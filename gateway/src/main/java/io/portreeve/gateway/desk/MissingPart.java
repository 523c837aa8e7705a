package io.portreeve.gateway.desk;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Reach;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.display.ShellWord;
import io.portreeve.gateway.outage.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something of this machine that the program of a server needs and is not there, as far as a look
 * tells: the program itself, the directory that it runs in, or what its sandbox opens to it.
 *
 * @param id the server
 * @param path what is missing; a bare name of a program is one, too
 * @param kind what it would be to the program
 * @param trouble what is wrong, and what to do
 */
public record MissingPart(String id, Path path, Kind kind, Trouble trouble) {
  /** Where the usual memory keeps its file; it takes no relative path. */
  private static final String MEMORY_FILE = "MEMORY_FILE_PATH";

  /** What it would be to the program. */
  public enum Kind {
    /** Without it nothing is started. */
    DIRECTORY,
    /** There is nothing to start. */
    PROGRAM,
    /** The program is started, and may lack it. */
    GRANT
  }

  /** All that the servers of a configuration lack. */
  public static List<MissingPart> of(Configuration configuration, Desk desk) {
    return configuration.servers().entrySet().stream()
        .flatMap(one -> of(one.getKey(), one.getValue(), desk).stream())
        .toList();
  }

  /** What one of them lacks; what keeps it from being started comes first. */
  public static List<MissingPart> of(String id, ServerSettings server, Desk desk) {
    return switch (server.reach()) {
      case Reach.Endpoint _ -> List.of();
      case Reach.Program program ->
          Stream.of(
                  start(id, program, desk).stream(),
                  Stream.concat(server.sandbox().read().stream(), server.sandbox().write().stream())
                      .distinct()
                      .filter(path -> !Files.exists(path))
                      .map(path -> grant(id, path)),
                  server.memory().stream().flatMap(_ -> memory(id, program).stream()))
              .flatMap(parts -> parts)
              .toList();
    };
  }

  /** What a shell would be told to make these, if they are folders. */
  public static String making(List<MissingPart> parts) {
    return parts.stream()
        .map(one -> word(one.path()))
        .distinct()
        .collect(Collectors.joining(" ", "`mkdir -p ", "`"));
  }

  private static Optional<MissingPart> start(String id, Reach.Program program, Desk desk) {
    if (!Files.isDirectory(program.directory())) {
      return Optional.of(directory(id, program.directory()));
    }
    String name = program.command().getFirst();
    if (!name.contains("/")) {
      return desk.path().find(name).isPresent() ? Optional.empty() : Optional.of(bare(id, name));
    }
    Path file = program.directory().resolve(name);
    return Files.isRegularFile(file) && Files.isExecutable(file)
        ? Optional.empty()
        : Optional.of(file(id, name, program.directory()));
  }

  private static MissingPart directory(String id, Path directory) {
    return new MissingPart(
        id,
        directory,
        Kind.DIRECTORY,
        new Trouble(
            "there is no directory " + directory,
            "make it with `mkdir -p %s`, or correct `servers.%s.directory`"
                .formatted(word(directory), id)));
  }

  private static MissingPart bare(String id, String name) {
    return new MissingPart(
        id,
        Path.of(name),
        Kind.PROGRAM,
        new Trouble(
            "there is no program " + name + " on the PATH of this user",
            "install it, or write where it is into `servers.%s.command`".formatted(id)));
  }

  private static MissingPart file(String id, String name, Path directory) {
    Path file = directory.resolve(name).normalize();
    String make =
        Files.isRegularFile(file) ? "let it be run with `chmod +x " + word(file) + "`, or " : "";
    return new MissingPart(
        id,
        file,
        Kind.PROGRAM,
        new Trouble(
            "there is no program " + name + " in " + directory + " that may be run",
            make + "correct `servers.%s.command`".formatted(id)));
  }

  /** What does not exist when a program starts, stays closed to it. */
  private static MissingPart grant(String id, Path path) {
    return new MissingPart(
        id,
        path,
        Kind.GRANT,
        new Trouble(
            "its sandbox opens " + path + ", which is not there",
            "make it, a folder with `mkdir -p %s`, or correct `servers.%s.sandbox`; it is opened at the next start of the program"
                .formatted(word(path), id)));
  }

  /** It would be noticed when it is to be written for the first time. */
  private static Optional<MissingPart> memory(String id, Reach.Program program) {
    return Optional.ofNullable(program.environment().get(MEMORY_FILE))
        .flatMap(value ->
            value instanceof Reference.Plain(String text) ? Optional.of(text) : Optional.empty())
        .filter(text -> text.startsWith("/"))
        .map(text -> Optional.ofNullable(Path.of(text).getParent()).orElse(Path.of("/")))
        .filter(folder -> !Files.isDirectory(folder))
        .map(folder ->
            new MissingPart(
                id,
                folder,
                Kind.GRANT,
                new Trouble(
                    "its memory is to be kept in %s (%s), which is not there"
                        .formatted(folder, MEMORY_FILE),
                    "make it with `mkdir -p %s`, or correct `servers.%s.environment`"
                        .formatted(word(folder), id))));
  }

  private static String word(Path path) {
    return ShellWord.of(path.toString());
  }
}
