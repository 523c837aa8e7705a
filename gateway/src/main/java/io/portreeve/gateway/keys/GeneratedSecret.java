package io.portreeve.gateway.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.portreeve.gateway.store.DataDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Secrets of our own that are made at the first start and kept in the data directory, mode 0600.
 *
 * <p>Promise: the same name gives the same secret for ever, in every process that shares the
 * directory; a damaged file is refused and never replaced.
 */
public final class GeneratedSecret {
  private static final int BYTES = 32;

  private GeneratedSecret() {}

  /** Whether there is a secret of this name. */
  public static boolean isIn(DataDirectory directory, String name) {
    return Files.exists(directory.path().resolve(name + ".secret"));
  }

  /** The 256-bit secret of this name, made and flushed to the disk if there is none. */
  public static Secret in(DataDirectory directory, String name, SecureRandom random) {
    Path file = directory.path().resolve(name + ".secret");
    if (!Files.exists(file)) {
      return directory.exclusively(
          name, () -> Files.exists(file) ? read(directory, file) : create(directory, file, random));
    }
    return read(directory, file);
  }

  /**
   * The secrets under which memories are signed, that which signs first: {@code memory-key}, and
   * {@code memory-key-earlier} as long as an operator who rotated it lets that lie there.
   */
  public static List<Secret> ofMemories(DataDirectory directory, SecureRandom random) {
    Stream<String> earlier = Stream.of("memory-key-earlier").filter(name -> isIn(directory, name));
    return Stream.concat(Stream.of("memory-key"), earlier)
        .map(name -> in(directory, name, random))
        .toList();
  }

  /**
   * Makes a new key for memories, and keeps the one before it as the earlier one. False, and
   * nothing is changed, where there is an earlier one already: what it signed would be lost.
   */
  public static boolean rotateMemories(DataDirectory directory, SecureRandom random) {
    Path key = directory.path().resolve("memory-key.secret");
    Path earlier = directory.path().resolve("memory-key-earlier.secret");
    return directory.exclusively(
        "memory-key",
        () -> {
          if (Files.exists(earlier)) {
            return false;
          }
          Files.move(key, earlier, StandardCopyOption.ATOMIC_MOVE);
          var _ = create(directory, key, random);
          return true;
        });
  }

  private static Secret create(DataDirectory directory, Path file, SecureRandom random)
      throws IOException {
    byte[] secret = new byte[BYTES];
    random.nextBytes(secret);
    Path draft = directory.privateFile(file.getFileName() + ".draft");
    byte[] text = (HexFormat.of().formatHex(secret) + "\n").getBytes(US_ASCII);
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(text);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return Secret.of(secret);
  }

  private static Secret read(DataDirectory directory, Path file) {
    directory.refuseIfNotPrivate(file);
    String text = new SecretSource(_ -> Optional.empty()).resolve("file:" + file).revealText();
    try {
      byte[] secret = HexFormat.of().parseHex(text);
      if (secret.length == BYTES) {
        return Secret.of(secret);
      }
    } catch (IllegalArgumentException e) {
      throw damaged(file, e);
    }
    throw damaged(file, new IllegalArgumentException("wrong length"));
  }

  private static SecretUnavailable damaged(Path file, IllegalArgumentException cause) {
    // The cause quotes what it could not parse, which may be most of a secret.
    return new SecretUnavailable(
        "%s is damaged (%s); restore it from a backup"
            .formatted(file, cause.getClass().getSimpleName()));
  }
}
