package io.portreeve.gateway.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** What the operating system does not let us do, in words: who may not do what, and where. */
public final class Denial {
  private Denial() {}

  /** Why it could not be done. The messages of the class library are a path and no more. */
  static StoreUnavailable of(String doing, Path place, IOException cause) {
    String why =
        cause instanceof AccessDeniedException
            ? "permission denied: " + mayNot(doing, place)
            : "cannot " + doing + " " + place + reason(cause);
    return new StoreUnavailable(why, cause);
  }

  private static String reason(IOException cause) {
    return cause instanceof FileSystemException told
        ? Optional.ofNullable(told.getReason()).map(why -> ": " + why).orElse("")
        : "";
  }

  private static String mayNot(String doing, Path place) {
    return "the user `%s` may not %s %s".formatted(System.getProperty("user.name"), doing, place);
  }

  /** The same of a file that could not be read. */
  public static String ofReading(AccessDeniedException denied) {
    return "permission denied: " + mayNot("read", Path.of(denied.getFile()));
  }

  /** Throws if we may not see what lies in a directory, and so not say that nothing does. */
  public static void refuseIfHidden(Path directory) {
    barring(directory, place -> Files.isReadable(place) && Files.isExecutable(place))
        .ifPresent(place -> {
          throw new StoreUnavailable("permission denied: " + mayNot("look into", place));
        });
  }

  /** Throws if we may not write in a directory, or make it where it is missing. */
  static void refuseIfClosed(Path directory) {
    barring(
            directory,
            place ->
                Files.isReadable(place) && Files.isWritable(place) && Files.isExecutable(place))
        .ifPresent(place -> {
          throw new StoreUnavailable("permission denied: " + mayNot("write in", place));
        });
  }

  /** The directory itself, or the first above it that exists, where it is not open to us. */
  static Optional<Path> barring(Path directory, Predicate<Path> open) {
    Path seen = nearest(directory.toAbsolutePath().normalize());
    return Files.isDirectory(seen) && !open.test(seen) ? Optional.of(seen) : Optional.empty();
  }

  /** The path itself, or the first one above it, that can be seen to exist. */
  private static Path nearest(Path path) {
    Path parent = path.getParent();
    return parent == null || Files.exists(path) ? path : nearest(parent);
  }
}
