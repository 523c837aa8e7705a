package io.portreeve.gateway.audit;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of a journal is kept: whole files go, oldest first, and never the newest.
 *
 * @param age a file goes when its newest record, which is signed, is older than this
 * @param bytes a file goes when all together are longer than this
 */
public record Keep(Optional<Duration> age, Optional<Long> bytes) {
  /** All of it, for ever. */
  public static Keep everything() {
    return new Keep(Optional.empty(), Optional.empty());
  }

  boolean isEverything() {
    return age.isEmpty() && bytes.isEmpty();
  }
}
