package io.portreeve.gateway.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is added to a journal, from one look to the next. A file that is removed before it was read
 * to its end is left out, and so is the rest of a journal that another one has replaced: that one
 * is shown from its start. For one thread.
 */
public final class AuditTail {
  private static final int BEGINNING = 4096;

  private final JournalFolder folder;
  private final AuditFilter filter;
  private int number;
  private long offset;
  // How the file begins that was read up to the offset: another one has another time, or record
  // before.
  private byte[] beginning = {};

  private AuditTail(JournalFolder folder, AuditFilter filter) {
    this.folder = folder;
    this.filter = filter;
  }

  static AuditTail atEnd(JournalFolder folder, AuditFilter filter) throws IOException {
    AuditTail tail = new AuditTail(folder, filter);
    List<String> segments = folder.segments();
    if (!segments.isEmpty()) {
      tail.begin(JournalFolder.number(segments.getLast()));
      try (LineReader lines = new LineReader(folder.read(segments.getLast()))) {
        while (lines.next() && lines.isComplete()) {
          tail.passed(lines, 0);
        }
      }
    }
    return tail;
  }

  private void begin(int next) {
    number = next;
    offset = 0;
    beginning = new byte[0];
  }

  private void passed(LineReader lines, long from) {
    if (offset == 0) {
      byte[] line = lines.line();
      beginning = Arrays.copyOf(line, Math.min(line.length, BEGINNING));
    }
    offset = from + lines.consumed();
  }

  /**
   * The wanted records that were finished since the last call, oldest first; does not wait. For
   * somebody who looks often: all of them are in memory at once.
   */
  public List<AuditRecord> poll() throws IOException {
    List<AuditRecord> found = new ArrayList<>();
    poll(found::add);
    return List.copyOf(found);
  }

  /** Gives them one after the other; some a second time where another journal took its place. */
  public void poll(AuditReader.Taker taker) throws IOException {
    List<String> segments = folder.segments();
    if (!segments.isEmpty() && JournalFolder.number(segments.getLast()) < number) {
      begin(0);
    }
    for (String name : segments) {
      int next = JournalFolder.number(name);
      if (next > number) {
        begin(next);
      }
      if (next == number && !read(name, taker)) {
        begin(0);
        poll(taker);
        return;
      }
    }
  }

  /** False, with nothing given, if this is not the file that was read up to the offset. */
  private boolean read(String name, AuditReader.Taker taker) throws IOException {
    long from = offset;
    try (InputStream in = folder.read(name)) {
      if (!hasPassed(in)) {
        return false;
      }
      LineReader lines = new LineReader(in);
      while (lines.next() && lines.isComplete()) {
        AuditRecord record = AuditReader.record(name, lines);
        passed(lines, from);
        if (filter.wants(record)) {
          taker.take(record);
        }
      }
    } catch (NoSuchFileException missing) {
      if (folder.segments().contains(name)) {
        throw missing;
      }
    }
    return true;
  }

  /** Moves to the offset; false if the file begins otherwise than it did, or is shorter. */
  private boolean hasPassed(InputStream in) throws IOException {
    if (!Arrays.equals(in.readNBytes(beginning.length), beginning)) {
      return false;
    }
    try {
      in.skipNBytes(offset - beginning.length);
      return true;
    } catch (EOFException shorter) {
      return false;
    }
  }
}
