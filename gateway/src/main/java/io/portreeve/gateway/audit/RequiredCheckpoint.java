package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.store.Digest;
import java.util.Optional;

/**
 * A checkpoint that is known from elsewhere and that a journal must contain, byte for byte.
 *
 * @param source where it is known from
 * @param hash what the record of that number must hash to
 * @param checkpoint the line as read; empty if it is none
 */
record RequiredCheckpoint(
    String source, String line, Digest hash, Optional<Checkpoint> checkpoint) {

  /** The source that is part of the journal itself. */
  static final String HEAD = "head";

  static RequiredCheckpoint of(String source, byte[] line) {
    return new RequiredCheckpoint(
        source,
        new String(line, UTF_8),
        Digest.of(new RecordHash().of(line, 0, line.length)),
        Checkpoint.read(line));
  }

  long seq() {
    return checkpoint.map(Checkpoint::seq).orElse(0L);
  }
}
