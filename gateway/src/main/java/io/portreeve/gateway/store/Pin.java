package io.portreeve.gateway.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of one definition, and what was decided about it. The digest always fits the
 * canonical form: a stored pin whose parts disagree cannot be read.
 *
 * @param canonical the definition in canonical form (RFC 8785)
 * @param seenBy the principal that this version was shown to first
 * @param decidedBy who approved or refused it last
 * @param previous the version that was approved when this one was first seen
 */
public record Pin(
    PinName name,
    Digest digest,
    String canonical,
    PinState state,
    Instant seen,
    String seenBy,
    Optional<String> decidedBy,
    Optional<Instant> decided,
    Optional<Digest> previous) {

  public Pin {
    if (!digest.equals(Digest.sha256(canonical))) {
      throw new IllegalArgumentException("digest and definition disagree");
    }
    if (state == PinState.APPROVED && decidedBy.isEmpty()) {
      throw new IllegalArgumentException("an approved pin names its approver");
    }
  }
}
