package io.portreeve.gateway.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Tells the operator, once an hour, that the disk of the journal is almost full: while there is
 * still time, because on a full one everything is refused.
 */
final class DiskWatch {
  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.disk");
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int FILES = 8;
  private static final int MIB = 1 << 20;

  private final JournalFolder folder;
  private final long enough;
  private final Consumer<String> lines;
  private Instant next = Instant.MIN;

  /** Enough is room for eight files of this size. */
  DiskWatch(JournalFolder folder, long segmentBytes) {
    this(folder, segmentBytes, line -> LOG.log(System.Logger.Level.WARNING, line));
  }

  DiskWatch(JournalFolder folder, long segmentBytes, Consumer<String> lines) {
    this.folder = folder;
    this.enough = FILES * segmentBytes;
    this.lines = lines;
  }

  void look(Instant now) {
    try {
      long room = folder.room();
      if (room < enough && !now.isBefore(next)) {
        next = now.plus(PAUSE);
        lines.accept(
            "%d MiB are left on the disk of the audit log; on a full one everything is refused: make room, or set `audit.keep-size` or `audit.keep-for`"
                .formatted(room / MIB));
      }
    } catch (IOException unknown) {
      LOG.log(System.Logger.Level.DEBUG, "the room for the audit log is not known", unknown);
    }
  }
}
