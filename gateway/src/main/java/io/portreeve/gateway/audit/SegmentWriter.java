package io.portreeve.gateway.audit;

import io.portreeve.gateway.audit.JournalFolder.Segment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the newest segment and knows how far it is good. After an error nothing is written
 * until {@link #restore} has cut off whatever stands behind that point.
 */
final class SegmentWriter {
  private final JournalFolder folder;
  private final boolean force;
  private int number;
  private long good;
  private @Nullable Segment segment;

  /** Goes on in this segment after so many good bytes. */
  SegmentWriter(JournalFolder folder, boolean force, int number, long good) {
    this.folder = folder;
    this.force = force;
    this.number = number;
    this.good = good;
  }

  /** The number of the segment that is being written. */
  int number() {
    return number;
  }

  long good() {
    return good;
  }

  /** Writes behind the good bytes; they count as good only after {@link #accept}. */
  void write(byte[] bytes, int length) throws IOException {
    Segment open = segment;
    if (open == null) {
      open = folder.open(JournalFolder.segment(number));
      segment = open;
    }
    open.write(bytes, length, good);
    if (force) {
      open.force();
    }
  }

  void replaceHead(byte[] line) throws IOException {
    folder.replaceHead(line, force);
  }

  void accept(int length) {
    good += length;
  }

  /** Lets the next write begin a new segment. */
  void rotate() throws IOException {
    close();
    number++;
    good = 0;
  }

  /** Opens the segment anew and cuts it off behind the good bytes. */
  void restore() throws IOException {
    close();
    Segment open = folder.open(JournalFolder.segment(number));
    segment = open;
    open.truncate(good);
    if (force) {
      open.force();
    }
  }

  void close() throws IOException {
    Segment open = segment;
    segment = null;
    if (open != null) {
      open.close();
    }
  }
}
