package io.portreeve.gateway.keys;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Resolves references to secrets: {@code env:NAME} and {@code file:PATH}.
 *
 * <p>Promise: what cannot be had exactly as referred to throws {@link SecretUnavailable}: an
 * unknown form, an unset or empty variable, a missing or empty file, one that any user of the
 * machine may read, one beyond {@value #MAX_BYTES} bytes. One line end that closes a file is not
 * part of the secret; everything else is, blanks too.
 */
public final class SecretSource {
  static final int MAX_BYTES = 64 * 1024;

  private final Function<String, Optional<String>> environment;

  public SecretSource(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  /** A source that sees this process's environment. */
  public static SecretSource ofProcess() {
    return new SecretSource(name -> Optional.ofNullable(System.getenv(name)));
  }

  public Secret resolve(String reference) {
    int colon = reference.indexOf(':');
    String place = reference.substring(colon + 1);
    return switch (reference.substring(0, Math.max(colon, 0))) {
      case "env" -> fromEnvironment(place);
      case "file" -> fromFile(place);
      // What stands here instead of a reference may be the secret itself: it is not repeated.
      default -> throw new NamedSecretUnavailable("a secret is written env:NAME or file:PATH");
    };
  }

  private Secret fromEnvironment(String name) {
    return environment
        .apply(name)
        .filter(value -> !value.isEmpty())
        .map(Secret::ofText)
        .orElseThrow(() ->
            new NamedSecretUnavailable("the environment variable " + name + " is unset or empty"));
  }

  private static Secret fromFile(String name) {
    try {
      Path file = Path.of(name);
      refuseIfShared(file);
      return Secret.of(withoutLineEnd(file, bounded(file)));
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new NamedSecretUnavailable("the secret file " + name + " does not exist", e);
    } catch (IOException e) {
      throw new NamedSecretUnavailable("the secret file " + name + " cannot be read", e);
    }
  }

  private static void refuseIfShared(Path file) throws IOException {
    FileStore store = Files.getFileStore(file);
    if (!store.supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new NamedSecretUnavailable(
          "refusing the secret file %s: every user may use it; run `chmod o-rwx '%s'`"
              .formatted(file, file));
    }
  }

  private static byte[] bounded(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new NamedSecretUnavailable("the secret file " + file + " is too large");
      }
      return bytes;
    }
  }

  private static byte[] withoutLineEnd(Path file, byte[] bytes) {
    int end = bytes.length;
    if (end > 0 && bytes[end - 1] == '\n') {
      end--;
      if (end > 0 && bytes[end - 1] == '\r') {
        end--;
      }
    }
    if (end == 0) {
      throw new NamedSecretUnavailable("the secret file " + file + " is empty");
    }
    return Arrays.copyOf(bytes, end);
  }
}
