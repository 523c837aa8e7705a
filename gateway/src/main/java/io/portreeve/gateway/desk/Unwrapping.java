package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncRefused;
import io.portreeve.gateway.store.Digest;
import java.nio.file.Path;
import java.util.Optional;

/** A client's file that Portreeve is to be taken out of. */
public final class Unwrapping {
  private final ClientFile file;
  private final WrapFolder folder;

  Unwrapping(ClientFile file, WrapFolder folder) {
    this.file = file;
    this.folder = folder;
  }

  /** Looks at what was done to the file. */
  public static Unwrapping of(Desk desk, ClientFile file) {
    return new Unwrapping(
        file, new WrapFolder(desk.profiles().resolve(desk.folderOf(file.real()))));
  }

  /** Whether anything was done to it that was not undone. */
  public boolean isWrapped() throws ClientFileUnfit {
    return folder.record().isPresent();
  }

  /** Whether it is as it was left, so that it becomes what it was, byte for byte. */
  public boolean isUntouched() throws ClientFileUnfit {
    Optional<WrapRecord> record = folder.record();
    return record.isPresent() && isUntouched(record.get());
  }

  private boolean isUntouched(WrapRecord record) {
    return record.written().equals(Digest.sha256(file.whole()).hex());
  }

  /** The whole file without Portreeve; as it is, if nothing was done to it. */
  public String restored() throws ClientFileUnfit {
    Optional<WrapRecord> record = folder.record();
    if (record.isEmpty()) {
      return file.whole();
    }
    if (isUntouched(record.get())) {
      return folder.read(record.get().original());
    }
    try {
      String text = new Undo(folder.path()).of(file.json(), record.get().entries());
      return file.with(text).whole();
    } catch (JsoncRefused broken) {
      throw new ClientFileUnfit(
          "what " + file.named() + " was before cannot be read",
          "restore it from " + folder.path().resolve(record.get().original()));
    }
  }

  /** Puts the restored file in its place. The profiles and backups stay. */
  public void write() throws ClientFileUnfit {
    String restored = restored();
    if (!restored.equals(file.whole())) {
      file.replace(restored);
    }
    folder.end();
  }

  /** Where the profiles and backups lie. */
  public Path folder() {
    return folder.path();
  }
}
