package io.portreeve.gateway.desk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Another version of a client's file in its place: written beside it, and moved over it. */
record Replacement(ClientFile file) {
  private static final Set<PosixFilePermission> WRITING =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  void refuseIfClosed() throws ClientFileUnfit {
    Path folder = folder();
    if (!Files.isWritable(file.real()) || isMarkedReadOnly()) {
      throw new ClientFileUnfit(
          file.named() + " is not writable", "make it so, or ask who closed it");
    }
    if (!Files.isWritable(folder)) {
      throw new ClientFileUnfit(
          folder + " is not writable, where a new version of the file has to be put", "make it so");
    }
  }

  /** Root may write where nobody is meant to. */
  private boolean isMarkedReadOnly() throws ClientFileUnfit {
    try {
      return hasModes()
          && Files.getPosixFilePermissions(file.real()).stream().noneMatch(WRITING::contains);
    } catch (IOException unseen) {
      throw unwritable(unseen);
    }
  }

  private boolean hasModes() throws IOException {
    return Files.getFileStore(file.real()).supportsFileAttributeView("posix");
  }

  void with(String fresh) throws ClientFileUnfit {
    refuseIfClosed();
    try {
      Path beside = Files.createTempFile(folder(), ".portreeve-", ".tmp");
      try {
        write(beside, fresh);
        refuseIfChanged();
        Files.move(beside, file.real(), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException unwritable) {
      throw unwritable(unwritable);
    }
  }

  private void write(Path beside, String fresh) throws IOException {
    try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(fresh.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        int _ = channel.write(bytes);
      }
      channel.force(true);
    }
    if (hasModes()) {
      PosixFileAttributes found = Files.readAttributes(file.real(), PosixFileAttributes.class);
      Files.setPosixFilePermissions(beside, found.permissions());
      if (!found.owner().equals(Files.getOwner(beside))) {
        Files.setOwner(beside, found.owner());
        Files.setAttribute(beside, "posix:group", found.group());
      }
    }
  }

  /** What its client, or anybody, wrote in the meantime is not written over. */
  private void refuseIfChanged() throws ClientFileUnfit {
    if (!ClientFile.read(file.real()).whole().equals(file.whole())) {
      throw new ClientFileUnfit(
          file.named() + " changed in the meantime", "nothing was changed: do it again");
    }
  }

  private Path folder() {
    Path folder = file.real().getParent();
    return folder == null ? file.real() : folder;
  }

  private ClientFileUnfit unwritable(IOException fault) {
    return new ClientFileUnfit(
        file.named() + " cannot be written (" + FileFault.words(fault) + ")",
        "nothing was changed");
  }
}
