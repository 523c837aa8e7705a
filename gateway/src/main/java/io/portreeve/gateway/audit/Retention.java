package io.portreeve.gateway.audit;

import io.portreeve.gateway.store.Digest;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the file that a journal is to lose next.
 *
 * <p>Promise: only a whole file goes, whose last line is a checkpoint that this journal's key
 * signed and to which the next file is chained. What was tampered with stays.
 */
final class Retention {
  /** The event that says what was removed; the checkpoint over it follows at once. */
  static final String EVENT = "records-removed";

  /** The reason of that checkpoint. */
  static final String REASON = "retention";

  private static final System.Logger LOG = System.getLogger("io.portreeve.audit");
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int LAST_LINE = 4096;

  private final JournalFolder folder;
  private final VerifyingKey key;
  private final Keep keep;
  private Instant next = Instant.MIN;
  private int seen;

  Retention(JournalFolder folder, VerifyingKey key, Keep keep) {
    this.folder = folder;
    this.key = key;
    this.keep = keep;
  }

  /** A file that is to go, and what must be on record before it does. */
  record Removal(String segment, AuditEntry statement) {}

  /** Whether it is time to look: in a new file, and every hour. Answers so once. */
  boolean isTime(Instant now, int segment) {
    if (keep.isEverything() || (segment == seen && now.isBefore(next))) {
      return false;
    }
    seen = segment;
    next = now.plus(PAUSE);
    return true;
  }

  /** The oldest file, if it is to go. */
  Optional<Removal> next(Instant now) throws IOException {
    List<String> segments = folder.segments();
    if (segments.size() < 2 || !isTooMuch(segments, now)) {
      return Optional.empty();
    }
    String oldest = segments.getFirst();
    Optional<RecordLine.Head> first = firstOf(oldest);
    Optional<RecordLine.Head> after = firstOf(segments.get(1));
    if (first.isEmpty() || after.isEmpty() || !isSealed(oldest, after.get().prev())) {
      LOG.log(
          System.Logger.Level.ERROR,
          "{0} of the audit log is not removed: no checkpoint of this key ends it; see `portreeve"
              + " audit verify`",
          oldest);
      return Optional.empty();
    }
    return Optional.of(removal(oldest, first.get().seq(), after.get()));
  }

  private static Removal removal(String segment, long from, RecordLine.Head after) {
    JsonObject fields =
        JsonObject.builder()
            .put("segment", segment)
            .put("from", from)
            .put("through", after.seq() - 1)
            .put("hash", after.prev().hex())
            .build();
    return new Removal(segment, AuditEntry.event(EVENT, fields));
  }

  private boolean isTooMuch(List<String> segments, Instant now) throws IOException {
    if (keep.age().isPresent()
        && folder.written(segments.getFirst()).isBefore(now.minus(keep.age().get()))) {
      return true;
    }
    long bytes = 0;
    for (String segment : segments) {
      bytes += folder.size(segment);
    }
    return keep.bytes().isPresent() && bytes > keep.bytes().get();
  }

  private Optional<RecordLine.Head> firstOf(String segment) throws IOException {
    try (LineReader lines = new LineReader(folder.read(segment))) {
      return lines.next() && lines.isComplete()
          ? RecordLine.read(lines.buffer(), lines.start(), lines.end())
          : Optional.empty();
    }
  }

  /** Whether the last line of a file is a checkpoint of ours, and has this hash. */
  private boolean isSealed(String segment, Digest hash) throws IOException {
    try (InputStream in = folder.read(segment)) {
      in.skipNBytes(Math.max(0, folder.size(segment) - LAST_LINE));
      byte[] end = in.readAllBytes();
      if (end.length == 0 || end[end.length - 1] != '\n') {
        return false;
      }
      byte[] line = Arrays.copyOfRange(end, startOfLast(end), end.length - 1);
      return Checkpoint.read(line).filter(last -> last.isSignedBy(key)).isPresent()
          && hash.sameAs(new RecordHash().of(line, 0, line.length));
    }
  }

  private static int startOfLast(byte[] lines) {
    int at = lines.length - 1;
    while (at > 0 && lines[at - 1] != '\n') {
      at--;
    }
    return at;
  }
}
