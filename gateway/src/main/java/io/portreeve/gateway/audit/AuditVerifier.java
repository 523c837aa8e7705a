package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a journal offline, with nothing but its files and public keys.
 *
 * <p>Promise: any record that was changed, added, removed or moved is found, and where; so is a
 * checkpoint that no given key signed, and an end that was cut off before the newest checkpoint.
 * Not found: records cut off behind the newest checkpoint, and the whole journal set back to an
 * older state together with its head; against the latter, keep a checkpoint elsewhere and pass it
 * to {@link #holding}.
 */
public final class AuditVerifier {
  private final List<VerifyingKey> keys;
  private final List<RequiredCheckpoint> required;
  private final Progress progress;

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * So many files are read.
     *
     * @param of how many there are
     */
    void read(int files, int of);
  }

  /** A verifier that accepts checkpoints signed with any of these keys. */
  public AuditVerifier(List<VerifyingKey> keys) {
    this(keys, List.of(), (_, _) -> {});
  }

  private AuditVerifier(
      List<VerifyingKey> keys, List<RequiredCheckpoint> required, Progress progress) {
    this.keys = List.copyOf(keys);
    this.required = List.copyOf(required);
    this.progress = progress;
  }

  /** This verifier, which tells how far it is. */
  public AuditVerifier telling(Progress told) {
    return new AuditVerifier(keys, required, told);
  }

  /** This verifier, and the journal must contain this line too, that the named place holds. */
  public AuditVerifier holding(String place, String checkpoint) {
    List<RequiredCheckpoint> all = new ArrayList<>(required);
    all.add(RequiredCheckpoint.of(place, checkpoint.strip().getBytes(UTF_8)));
    return new AuditVerifier(keys, all, progress);
  }

  /** Whether a line is a checkpoint; of which journal and by whose key is not looked at. */
  public static boolean isCheckpoint(String line) {
    return Checkpoint.read(line.getBytes(UTF_8)).isPresent();
  }

  /**
   * Verifies the journal in a directory; nothing is written. A missing directory is an empty one.
   *
   * @throws IOException if a file cannot be read, which says nothing about the journal
   */
  public AuditReport verify(Path directory) throws IOException {
    return verify(new DiskFolder(directory));
  }

  AuditReport verify(JournalFolder folder) throws IOException {
    List<RequiredCheckpoint> all = new ArrayList<>(required);
    Optional<byte[]> head = folder.head();
    head.ifPresent(line -> all.add(RequiredCheckpoint.of(RequiredCheckpoint.HEAD, line)));
    Verification verification = new Verification(keys, all);
    List<String> segments = folder.segments();
    int number = segments.isEmpty() ? 1 : JournalFolder.number(segments.getFirst());
    int read = 0;
    for (String name : segments) {
      progress.read(read++, segments.size());
      if (!name.equals(JournalFolder.segment(number++))) {
        verification.breakAt(name, 0, "the segment before it is missing");
      }
      if (verification.isBroken()) {
        break;
      }
      try (LineReader lines = new LineReader(folder.read(name))) {
        verification.segment(name, lines);
      }
    }
    return verification.end(head.isPresent());
  }
}
