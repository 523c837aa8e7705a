package io.portreeve.gateway.scan.folder;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * A folder that is open. What is asked of it is asked of this very folder, whatever its name leads
 * to meanwhile (where the system cannot do that, only the last part of a name is no link).
 *
 * @param at where it was found
 */
record OpenFolder(Path at, DirectoryStream<Path> entries) implements Closeable {
  private static final Set<OpenOption> READING =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  @SuppressWarnings("StreamResourceLeak") // it is closed with this
  static OpenFolder of(Path folder) throws IOException {
    return new OpenFolder(folder, Files.newDirectoryStream(folder));
  }

  /** What has this name now; of a link, its own. */
  BasicFileAttributes attributes(Path name) throws IOException {
    return entries instanceof SecureDirectoryStream<Path> secure
        ? secure
            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes()
        : Files.readAttributes(
            at.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** The folder of this name in it; a link is a fault. */
  @SuppressWarnings("StreamResourceLeak") // it is closed with the folder that is given
  OpenFolder enter(Path name) throws IOException {
    return new OpenFolder(
        at.resolve(name),
        entries instanceof SecureDirectoryStream<Path> secure
            ? secure.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)
            : Files.newDirectoryStream(at.resolve(name)));
  }

  /** The file of this name in it; a link is a fault. */
  SeekableByteChannel open(Path name) throws IOException {
    return entries instanceof SecureDirectoryStream<Path> secure
        ? secure.newByteChannel(name, READING)
        : Files.newByteChannel(at.resolve(name), READING);
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
