package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncRefused;
import io.portreeve.gateway.store.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A client's file that Portreeve is to be taken out of. One that was moved or copied since is known
 * by the profiles that it starts.
 *
 * <p>Anybody can write a file that starts somebody's profiles. It is taken for the one that was
 * wrapped only if that is gone, or this is what was written to it, or its user says so; and nothing
 * that it says of a server is believed.
 */
public final class Unwrapping {
  private final Desk desk;
  private final ClientFile file;
  private final WrapFolder folder;
  private final boolean elsewhere;

  private Unwrapping(Desk desk, ClientFile file, WrapFolder folder, boolean elsewhere) {
    this.desk = desk;
    this.file = file;
    this.folder = folder;
    this.elsewhere = elsewhere;
  }

  /** A file in the place in which it was wrapped. */
  static Unwrapping inPlace(Desk desk, ClientFile file, WrapFolder folder) {
    return new Unwrapping(desk, file, folder, false);
  }

  /**
   * Looks at what was done to the file.
   *
   * @throws ClientFileUnfit if that is not what a wrap wrote
   */
  public static Unwrapping of(Desk desk, ClientFile file) throws ClientFileUnfit {
    return look(desk, file, (_, record) -> isSame(file, record));
  }

  /**
   * Looks at what was done to the file, which its user says to be a copy of another.
   *
   * @param original where that lies, or lay
   * @throws ClientFileUnfit if that is not what a wrap wrote
   */
  public static Unwrapping of(Desk desk, ClientFile file, Path original) throws ClientFileUnfit {
    return look(desk, file, (folder, _) -> folder.isOf(desk, original));
  }

  private static Unwrapping look(Desk desk, ClientFile file, Belief belief) throws ClientFileUnfit {
    WrapFolder own = new WrapFolder(desk.profiles().resolve(desk.folderOf(file.real())));
    if (own.record().isPresent()) {
      return inPlace(desk, file, own);
    }
    for (WrapFolder known : new ProfileFolders(desk).of(file).values()) {
      Optional<WrapRecord> record = known.record();
      if (record.isPresent() && belief.is(known, record.get())) {
        return new Unwrapping(desk, file, known, true);
      }
    }
    return inPlace(desk, file, own);
  }

  /** Whether a file that starts profiles of a folder is the one that they were made for. */
  private interface Belief {
    boolean is(WrapFolder folder, WrapRecord record) throws ClientFileUnfit;
  }

  private static boolean isSame(ClientFile file, WrapRecord record) {
    boolean moved = !record.file().isEmpty() && Files.notExists(Path.of(record.file()));
    return moved || record.written().equals(Digest.sha256(file.whole()).hex());
  }

  /** The file whose profiles this one starts without being it; empty if it starts none such. */
  public Optional<Path> resembled() throws ClientFileUnfit {
    if (isWrapped()) {
      return Optional.empty();
    }
    for (WrapFolder known : new ProfileFolders(desk).of(file).values()) {
      Optional<WrapRecord> record = known.record();
      if (record.isPresent()) {
        return Optional.of(Path.of(record.get().file()));
      }
    }
    return Optional.empty();
  }

  /** Whether what was changed about its servers since is left out of what it becomes. */
  public boolean losesEdits() throws ClientFileUnfit {
    return elsewhere && isWrapped() && !isUntouched();
  }

  /** Whether anything was done to it that was not undone. */
  public boolean isWrapped() throws ClientFileUnfit {
    return folder.record().isPresent();
  }

  /** Whether it was undone before, so that there are backups of it and nothing else. */
  public boolean wasUnwrapped() throws ClientFileUnfit {
    return !isWrapped() && started().isEmpty() && folder.hasBackups();
  }

  /** The servers that start a profile of ours, as the file is now. */
  public List<String> started() {
    return List.copyOf(new ProfileFolders(desk).of(file).keySet());
  }

  /** Where it lay when it was wrapped, if that was elsewhere. */
  public Optional<String> wrappedAs() throws ClientFileUnfit {
    return folder
        .record()
        .map(WrapRecord::file)
        .filter(then -> !then.isEmpty() && !then.equals(file.real().toString()));
  }

  /** Whether it becomes what it was, byte for byte: it is as it was left, and so is its backup. */
  public boolean isUntouched() throws ClientFileUnfit {
    Optional<WrapRecord> record = folder.record();
    return record.isPresent() && untouched(record.get()).isPresent();
  }

  private Optional<String> untouched(WrapRecord record) {
    return record.written().equals(Digest.sha256(file.whole()).hex())
        ? folder.backup(record)
        : Optional.empty();
  }

  /** Whether the backup with what it was is there as it was written. */
  public boolean hasBackup() throws ClientFileUnfit {
    return folder.record().flatMap(folder::backup).isPresent();
  }

  /** The whole file without Portreeve; as it is, if nothing was done to it. */
  public String restored() throws ClientFileUnfit {
    Optional<WrapRecord> record = folder.record();
    if (record.isEmpty()) {
      return file.whole();
    }
    Optional<String> whole = untouched(record.get());
    if (whole.isPresent()) {
      return whole.get();
    }
    try {
      String text = new Undo(folder.path(), !elsewhere).of(file.json(), record.get().entries());
      return file.with(text).whole();
    } catch (JsoncRefused broken) {
      throw new ClientFileUnfit(
          "what " + file.named() + " was before cannot be read",
          "restore it from " + folder.path().resolve(record.get().original()));
    }
  }

  /**
   * Puts the restored file in its place. The profiles and backups stay; so does what is known of a
   * file that this one is a copy of.
   */
  public void write() throws ClientFileUnfit {
    boolean last = wrappedAs().map(Path::of).filter(Files::exists).isEmpty();
    String restored = restored();
    if (!restored.equals(file.whole())) {
      file.replace(restored);
    }
    if (last) {
      folder.end();
    }
  }

  /** Where the profiles and backups lie. */
  public Path folder() {
    return folder.path();
  }

  /** Where it should be noted what was done. */
  public Path noted() {
    return new ProfileFolders(desk).of(file).values().stream().findFirst().orElse(folder).noted();
  }
}
