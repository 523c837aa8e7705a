package io.portreeve.gateway.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is added to a journal, from one look to the next. A file that is removed before it was read
 * to its end is left out, and so is the rest of a journal that another one has replaced. For one
 * thread.
 */
public final class AuditTail {
  private final JournalFolder folder;
  private final AuditFilter filter;
  private int number;
  private long offset;

  private AuditTail(JournalFolder folder, AuditFilter filter) {
    this.folder = folder;
    this.filter = filter;
  }

  static AuditTail atEnd(JournalFolder folder, AuditFilter filter) throws IOException {
    AuditTail tail = new AuditTail(folder, filter);
    List<String> segments = folder.segments();
    if (!segments.isEmpty()) {
      tail.number = JournalFolder.number(segments.getLast());
      tail.offset = finished(folder, segments.getLast());
    }
    return tail;
  }

  /** How many bytes the finished lines of a segment take. */
  private static long finished(JournalFolder folder, String name) throws IOException {
    long bytes = 0;
    try (LineReader lines = new LineReader(folder.read(name))) {
      while (lines.next() && lines.isComplete()) {
        bytes = lines.consumed();
      }
    }
    return bytes;
  }

  /** The wanted records that were finished since the last call, oldest first; does not wait. */
  public List<AuditRecord> poll() throws IOException {
    List<AuditRecord> found = new ArrayList<>();
    List<String> segments = folder.segments();
    if (!segments.isEmpty() && JournalFolder.number(segments.getLast()) < number) {
      number = 0;
    }
    for (String name : segments) {
      int next = JournalFolder.number(name);
      if (next >= number) {
        read(name, next == number ? offset : 0, found);
      }
    }
    return List.copyOf(found);
  }

  private void read(String name, long from, List<AuditRecord> found) throws IOException {
    number = JournalFolder.number(name);
    offset = from;
    try (InputStream in = folder.read(name)) {
      in.skipNBytes(from);
      LineReader lines = new LineReader(in);
      while (lines.next() && lines.isComplete()) {
        AuditRecord record = AuditReader.record(name, lines);
        offset = from + lines.consumed();
        if (filter.wants(record)) {
          found.add(record);
        }
      }
    } catch (NoSuchFileException missing) {
      if (folder.segments().contains(name)) {
        throw missing;
      }
    }
  }
}
