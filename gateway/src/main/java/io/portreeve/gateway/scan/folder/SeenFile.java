package io.portreeve.gateway.scan.folder;

import io.portreeve.gateway.scan.program.RealPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that was seen, and may be something else by now: it is opened without following a link,
 * and no more of it is read than its reader can bear. If it has become a pipe, opening it may last.
 *
 * @param path where it was seen
 * @param attributes as they were then
 */
public record SeenFile(Path path, BasicFileAttributes attributes, Opening opening) {
  /** Opens it. */
  @FunctionalInterface
  public interface Opening {
    SeekableByteChannel open() throws IOException;
  }

  /** One that the operator names; that may be a link. */
  public static SeenFile named(Path file) throws IOException {
    Path real = RealPath.of(file);
    return new SeenFile(
        file,
        Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS),
        () -> Files.newByteChannel(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /** The last part of its path. */
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /**
   * All of it.
   *
   * @throws IOException also if it is longer than that
   */
  public byte[] bytes(int longest) throws IOException {
    if (attributes.size() > longest) {
      throw tooLong(longest);
    }
    try (InputStream in = Channels.newInputStream(opening.open())) {
      byte[] read = in.readNBytes(longest + 1);
      if (read.length > longest) {
        throw tooLong(longest);
      }
      return read;
    }
  }

  /**
   * A copy of it, for what opens files by their names: nobody else can change it. The caller
   * deletes it.
   *
   * @throws IOException also if it is longer than that
   */
  public Path copied(int longest) throws IOException {
    if (attributes.size() > longest) {
      throw tooLong(longest);
    }
    try (SeekableByteChannel from = opening.open()) {
      Path copy = Files.createTempFile("portreeve-scan", ".tmp");
      boolean whole = false;
      try {
        copy(from, copy, longest);
        whole = true;
        return copy;
      } finally {
        if (!whole) {
          Files.delete(copy);
        }
      }
    }
  }

  /** To its end, which one transfer need not reach. */
  private static void copy(SeekableByteChannel from, Path copy, int longest) throws IOException {
    try (FileChannel to = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      long copied = 0;
      for (long more = -1; more != 0; copied += more) {
        more = to.transferFrom(from, copied, longest + 1L - copied);
      }
      if (copied > longest) {
        throw tooLong(longest);
      }
    }
  }

  private static IOException tooLong(int longest) {
    return new IOException("it is longer than " + longest + " bytes");
  }
}
