package io.portreeve.gateway.doctor;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.sandbox.Means;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of this machine concerns a deployment: what it can confine, who we are, who reads our data.
 */
public final class MachineLooks {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private static final Set<PosixFilePermission> OTHERS_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static final Set<PosixFilePermission> OTHERS_SEARCH =
      Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

  private MachineLooks() {}

  /** How programs can be confined here, where any is to be. */
  public static Stream<Complaint> sandbox(Configuration right, Means means) {
    boolean confined =
        right.servers().values().stream()
            .anyMatch(server -> server.command().isPresent() && !server.insecureNoSandbox());
    if (!confined) {
      return Stream.empty();
    }
    if (means.lack().isPresent()) {
      return Stream.of(
          Found.of(Lack.SANDBOX_IMPOSSIBLE, "", means.lack().get() + "; use a kernel that has it"));
    }
    return means.namespaces().any()
        ? Stream.empty()
        : Stream.of(
            Found.of(
                Lack.NAMESPACES_SHARED,
                "",
                "Install bubblewrap (`bwrap`), and let this user make namespaces."));
  }

  /** Who runs this, if it is who will run the gateway. */
  public static Stream<Complaint> user(String user) {
    return user.equals("root")
        ? Stream.of(
            Found.of(
                Lack.ROOT,
                "",
                "If the gateway itself runs as root, too, and not only this command: give it a user of its own."))
        : Stream.empty();
  }

  /** The files of the data directory that others may read or write. */
  public static Stream<Complaint> data(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Stream.empty();
    }
    return open(directory).stream()
        .map(path ->
            Found.of(
                Lack.DATA_EXPOSED,
                directory.relativize(path).toString(),
                List.of("data"),
                "Run `chmod go-rwx '" + path + "'`."));
  }

  private static List<Path> open(Path directory) throws IOException {
    try (Stream<Path> inside = Files.walk(directory, 2)) {
      return inside.filter(path -> isOpen(path, directory)).sorted().toList();
    } catch (UncheckedIOException hidden) {
      throw new IOException("there is a folder that this user may not look into", hidden);
    }
  }

  /**
   * Public keys may be read by whoever verifies; what lies in a closed directory lies behind it.
   */
  private static boolean isOpen(Path path, Path directory) {
    if (path.equals(directory)) {
      return anyOf(path, OTHERS_WRITE);
    }
    if (isBehindAClosedOne(path, directory)) {
      return false;
    }
    boolean published = path.toString().endsWith(".pub") || Files.isDirectory(path);
    return anyOf(path, published ? OTHERS_WRITE : OTHERS);
  }

  /** Nobody reaches what lies in a directory that he may not search. */
  private static boolean isBehindAClosedOne(Path path, Path directory) {
    for (Path above = path.getParent();
        above != null && above.startsWith(directory);
        above = above.getParent()) {
      if (isClosed(above)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isClosed(Path above) {
    try {
      return Files.getPosixFilePermissions(above).stream().noneMatch(OTHERS_SEARCH::contains);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  private static boolean anyOf(Path path, Set<PosixFilePermission> some) {
    try {
      return Files.getPosixFilePermissions(path).stream().anyMatch(some::contains);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
