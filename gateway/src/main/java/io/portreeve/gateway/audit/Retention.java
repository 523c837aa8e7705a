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
import java.util.function.Consumer;

/**
 * Finds the file that a journal is to lose next.
 *
 * <p>Promise: only a whole file goes, whose last line is a checkpoint that this journal's key
 * signed and to which the next file is chained. What was tampered with stays, and so does what
 * cannot be removed; of either the operator is told once.
 */
final class Retention {
  /** The event that says what was removed; the checkpoint over it follows at once. */
  static final String EVENT = "records-removed";

  /** The reason of that checkpoint. */
  static final String REASON = "retention";

  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.retention");
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int LAST_LINE = 4096;

  private final JournalFolder folder;
  private final VerifyingKey key;
  private final Keep keep;
  private final Consumer<String> lines;
  private Instant next = Instant.MIN;
  private int seen;
  private String told = "";

  Retention(JournalFolder folder, VerifyingKey key, Keep keep) {
    this(folder, key, keep, line -> LOG.log(System.Logger.Level.ERROR, line));
  }

  Retention(JournalFolder folder, VerifyingKey key, Keep keep, Consumer<String> lines) {
    this.folder = folder;
    this.key = key;
    this.keep = keep;
    this.lines = lines;
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
  Optional<Removal> next(Instant now) {
    try {
      List<String> segments = folder.segments();
      return segments.size() < 2 ? Optional.empty() : oldest(segments, now);
    } catch (IOException | RuntimeException fault) {
      tell("the audit log cannot be searched for what is to be removed: " + fault);
      return Optional.empty();
    }
  }

  /** Removes a file of which that is on record; false if it stays, to be tried again later. */
  boolean remove(String segment) {
    try {
      folder.remove(segment);
      told = "";
      return true;
    } catch (IOException | RuntimeException fault) {
      tell("%s of the audit log cannot be removed: %s".formatted(segment, fault));
      return false;
    }
  }

  private void tell(String line) {
    if (!line.equals(told)) {
      told = line;
      lines.accept(line);
    }
  }

  private Optional<Removal> oldest(List<String> segments, Instant now) throws IOException {
    String oldest = segments.getFirst();
    Optional<RecordLine.Head> first = firstOf(oldest);
    Optional<RecordLine.Head> after = firstOf(segments.get(1));
    Optional<Checkpoint> seal = lastOf(oldest).filter(line -> line.isSignedBy(key));
    if (first.isEmpty() || after.isEmpty() || !isChainedTo(seal, after.get().prev())) {
      tell(
          "%s of the audit log stays: no checkpoint of this key ends it; see `portreeve audit verify`"
              .formatted(oldest));
      return Optional.empty();
    }
    return isTooOld(seal.get(), now) || isTooMuch(segments)
        ? Optional.of(removal(oldest, first.get().seq(), after.get()))
        : Optional.empty();
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

  /** By the time that was signed: whoever may touch the file says nothing about its records. */
  private boolean isTooOld(Checkpoint last, Instant now) {
    return keep.age().filter(age -> last.time().isBefore(now.minus(age))).isPresent();
  }

  private boolean isTooMuch(List<String> segments) throws IOException {
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

  private static boolean isChainedTo(Optional<Checkpoint> last, Digest prev) {
    return last.map(Checkpoint::line)
        .filter(line -> prev.sameAs(new RecordHash().of(line, 0, line.length)))
        .isPresent();
  }

  /** The last line of a file, if it is a checkpoint. */
  private Optional<Checkpoint> lastOf(String segment) throws IOException {
    try (InputStream in = folder.read(segment)) {
      in.skipNBytes(Math.max(0, folder.size(segment) - LAST_LINE));
      byte[] end = in.readAllBytes();
      return end.length == 0 || end[end.length - 1] != '\n'
          ? Optional.empty()
          : Checkpoint.read(Arrays.copyOfRange(end, startOfLast(end), end.length - 1));
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
