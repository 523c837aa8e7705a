package io.portreeve.gateway.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads a journal while it may be written. Shows what stands there; whether it is genuine is for
 * {@link AuditVerifier} to say. A last line that is not finished yet is left for later.
 */
public final class AuditReader {
  private final JournalFolder folder;
  private final int most;

  /** A reader of the journal in this directory. */
  public AuditReader(Path directory) {
    this(new DiskFolder(directory));
  }

  AuditReader(JournalFolder folder) {
    this(folder, Integer.MAX_VALUE);
  }

  private AuditReader(JournalFolder folder, int most) {
    this.folder = folder;
    this.most = most;
  }

  /** A reader of no more than so many files, the newest. */
  public AuditReader newest(int files) {
    return new AuditReader(folder, files);
  }

  private List<String> segments() throws IOException {
    List<String> all = folder.segments();
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /** Whether no file of the journal was removed at its beginning, as retention does. */
  public boolean isWhole() throws IOException {
    List<String> all = folder.segments();
    return all.isEmpty() || JournalFolder.number(all.getFirst()) == 1;
  }

  /** Takes records one by one. */
  public interface Taker {
    void take(AuditRecord record) throws IOException;
  }

  /**
   * Gives every wanted record to the taker, oldest first.
   *
   * @throws IOException if a file cannot be read, or a line is no record
   */
  public void forEach(AuditFilter filter, Taker taker) throws IOException {
    for (String name : segments()) {
      forEach(name, filter, taker);
    }
  }

  /** The last wanted records, oldest first; reads no more segments than it needs. */
  public List<AuditRecord> last(int most, AuditFilter filter) throws IOException {
    List<String> segments = segments();
    List<AuditRecord> found = new ArrayList<>();
    for (String name : segments.reversed()) {
      int room = most - found.size();
      if (room <= 0) {
        break;
      }
      Deque<AuditRecord> here = new ArrayDeque<>();
      forEach(
          name,
          filter,
          record -> {
            here.addLast(record);
            if (here.size() > room) {
              here.removeFirst();
            }
          });
      found.addAll(0, here);
    }
    return found;
  }

  /** Follows the journal from its end on. */
  public AuditTail tail(AuditFilter filter) throws IOException {
    return AuditTail.atEnd(folder, filter);
  }

  private void forEach(String name, AuditFilter filter, Taker taker) throws IOException {
    try (LineReader lines = new LineReader(folder.read(name))) {
      while (lines.next() && lines.isComplete()) {
        AuditRecord record = record(name, lines);
        if (filter.wants(record)) {
          taker.take(record);
        }
      }
    }
  }

  static AuditRecord record(String name, LineReader lines) throws IOException {
    return AuditRecord.read(lines.line())
        .orElseThrow(
            () -> new IOException("%s line %d is no audit record".formatted(name, lines.number())));
  }
}
