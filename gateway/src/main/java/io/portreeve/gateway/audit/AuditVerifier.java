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
 * to {@link #witnessed}.
 */
public final class AuditVerifier {
  private final List<VerifyingKey> keys;
  private final List<String> witnesses;

  /** A verifier that accepts checkpoints signed with any of these keys. */
  public AuditVerifier(List<VerifyingKey> keys) {
    this(keys, List.of());
  }

  private AuditVerifier(List<VerifyingKey> keys, List<String> witnesses) {
    this.keys = List.copyOf(keys);
    this.witnesses = List.copyOf(witnesses);
  }

  /** This verifier, and the journal must contain this checkpoint line too. */
  public AuditVerifier witnessed(String checkpoint) {
    List<String> all = new ArrayList<>(witnesses);
    all.add(checkpoint.strip());
    return new AuditVerifier(keys, all);
  }

  /**
   * Verifies the journal in a directory; nothing is written.
   *
   * @throws IOException if a file cannot be read, which says nothing about the journal
   */
  public AuditReport verify(Path directory) throws IOException {
    return verify(new DiskFolder(directory));
  }

  AuditReport verify(JournalFolder folder) throws IOException {
    List<RequiredCheckpoint> required = new ArrayList<>();
    for (String witness : witnesses) {
      required.add(RequiredCheckpoint.of("witness", witness.getBytes(UTF_8)));
    }
    Optional<byte[]> head = folder.head();
    head.ifPresent(line -> required.add(RequiredCheckpoint.of("head", line)));
    Verification verification = new Verification(keys, required);
    int number = 1;
    for (String name : folder.segments()) {
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
