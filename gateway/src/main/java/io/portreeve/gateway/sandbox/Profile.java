package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the operator grants one server's program, besides what every program needs and a folder of
 * its own.
 *
 * @param reads files and folders that it may read and run
 * @param writes files and folders that it may also change
 * @param closed what no grant may reach or lie in, such as our own data
 * @param watched whether we look on: else nobody hears of what is refused, and what no filter of
 *     the kernel can tell apart is let pass
 */
public record Profile(
    List<Path> reads,
    List<Path> writes,
    List<Path> closed,
    Network network,
    Bounds bounds,
    boolean watched) {
  public Profile {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
    closed = List.copyOf(closed);
  }

  /**
   * All that a program may touch.
   *
   * @param installed what belongs to the program; of a folder in which something closed lies, the
   *     rest
   * @throws IOException if what the operator grants reaches what is closed, or lets it change our
   *     own code
   */
  Grants grants(Stream<Path> installed, Path room) throws IOException {
    for (Path granted : Stream.concat(reads.stream(), writes.stream()).toList()) {
      Optional<String> refusal = new ClosedPaths(closed).refusal(granted);
      if (refusal.isPresent()) {
        throw new IOException(refusal.get());
      }
    }
    Optional<String> change =
        writes.stream().flatMap(path -> ClosedPaths.refusalOfChange(path).stream()).findFirst();
    if (change.isPresent()) {
      throw new IOException(change.get());
    }
    return new Grants(
        Stream.concat(
                Stream.concat(Everyday.READS.stream(), installed).flatMap(this::open),
                reads.stream())
            .distinct()
            .toList(),
        Stream.of(Everyday.WRITES.stream(), writes.stream(), Stream.of(room))
            .flatMap(paths -> paths)
            .toList(),
        network);
  }

  /** Without what is closed; then also without links, which may lead anywhere. */
  private Stream<Path> open(Path installed) {
    ClosedPaths never = new ClosedPaths(closed);
    if (never.reachedBy(installed).isEmpty()) {
      return Stream.of(installed);
    }
    if (never.contain(installed)) {
      return Stream.empty();
    }
    try (Stream<Path> inside = Files.list(installed)) {
      return inside.filter(path -> !Files.isSymbolicLink(path)).toList().stream()
          .flatMap(this::open);
    } catch (IOException unreadable) {
      return Stream.empty();
    }
  }

  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException notThere) {
      return path.toAbsolutePath().normalize();
    }
  }
}
