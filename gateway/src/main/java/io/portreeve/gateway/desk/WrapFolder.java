package io.portreeve.gateway.desk;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What Portreeve keeps of one client's file: the profiles of its servers, the backups, and what was
 * done. Only its owner can read it.
 *
 * @param path where it lies
 */
record WrapFolder(Path path) {
  private static final String RECORD = "wrapped.json";

  /** What was done to the file; empty if nothing was, or it was undone. */
  Optional<WrapRecord> record() throws ClientFileUnfit {
    Path file = path.resolve(RECORD);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    WrapRecord read =
        WrapRecord.read(read(RECORD))
            .orElseThrow(() ->
                new ClientFileUnfit(
                    file + " is not what wrap wrote",
                    "restore the file from the backups beside it"));
    return Optional.of(read);
  }

  void keep(WrapRecord record) throws ClientFileUnfit {
    write(RECORD, record.json());
  }

  /** The backup that a record names, as it was written; empty if it is gone or was changed. */
  Optional<String> backup(WrapRecord record) {
    try {
      return Optional.of(read(record.original()))
          .filter(text ->
              record.digest().isEmpty() || record.digest().equals(Digest.sha256(text).hex()));
    } catch (ClientFileUnfit gone) {
      return Optional.empty();
    }
  }

  /** Whether it is that of the file that lies, or lay, there. */
  boolean isOf(Desk desk, Path file) throws ClientFileUnfit {
    Path there = real(file);
    return record().filter(it -> it.file().equals(there.toString())).isPresent()
        || path.endsWith(desk.folderOf(there));
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException gone) {
      return file.toAbsolutePath().normalize();
    }
  }

  /** Where it is kept what was done. */
  Path noted() {
    return path.resolve(RECORD);
  }

  /** Whether there is a backup of an earlier time. */
  boolean hasBackups() {
    return Files.exists(path.resolve("before-1"));
  }

  /** Nothing is done to the file any more. The backups stay. */
  void end() throws ClientFileUnfit {
    try {
      Files.deleteIfExists(path.resolve(RECORD));
    } catch (IOException unwritable) {
      throw unwritable(RECORD, unwritable);
    }
  }

  /** Keeps a version of the file under a name that none has yet, and gives that name. */
  String backUp(String whole) throws ClientFileUnfit {
    int number = 1;
    while (Files.exists(path.resolve("before-" + number))) {
      number++;
    }
    write("before-" + number, whole);
    return "before-" + number;
  }

  String read(String name) throws ClientFileUnfit {
    try {
      return Files.readString(path.resolve(name));
    } catch (IOException unreadable) {
      throw new ClientFileUnfit(
          path.resolve(name) + " cannot be read (" + FileFault.words(unreadable) + ")",
          "nothing was changed");
    }
  }

  /** Keeps a profile; one of other words that is there already goes aside, to the path given. */
  Optional<Path> keepProfile(Path file, String text) throws ClientFileUnfit {
    String name = String.valueOf(file.getFileName());
    Optional<Path> aside = Optional.empty();
    if (Files.exists(file) && !read(name).equals(text)) {
      int number = 1;
      while (Files.exists(path.resolve(name + "." + number))) {
        number++;
      }
      Path other = path.resolve(name + "." + number);
      try {
        Files.move(file, other);
      } catch (IOException unwritable) {
        throw unwritable(name, unwritable);
      }
      aside = Optional.of(other);
    }
    write(name, text);
    return aside;
  }

  private void write(String name, String text) throws ClientFileUnfit {
    try {
      DataDirectory folder = DataDirectory.open(path);
      Path fresh = folder.privateFile(name + ".fresh");
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      throw unwritable(name, unwritable);
    }
  }

  private ClientFileUnfit unwritable(String name, IOException fault) {
    return new ClientFileUnfit(
        path.resolve(name) + " cannot be written (" + FileFault.words(fault) + ")",
        "the client's file was not changed");
  }
}
