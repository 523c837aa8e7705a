package io.portreeve.gateway.store;

import java.time.Duration;

/**
 * How the embedded store behaves.
 *
 * @param durability what a commit survives
 * @param readers how many reads run at the same time
 * @param queue how many writes may wait; more are refused
 * @param batch how many writes share one commit at most
 * @param patience how long a read waits for a session, and a writer for another process's lock
 */
public record SqliteOptions(
    Durability durability, int readers, int queue, int batch, Duration patience) {

  /** What a commit survives. */
  public enum Durability {
    /** The loss of power: the log is flushed to the disk at every commit. */
    POWER_LOSS,
    /** A killed process; the last commits before a loss of power may be gone, never half of one. */
    PROCESS_KILL
  }

  public SqliteOptions {
    if (readers < 1 || queue < 1 || batch < 1 || patience.isNegative()) {
      throw new IllegalArgumentException("store options must be positive");
    }
  }

  /** Survives a loss of power; four readers, 1,024 waiting writes, 256 of them in one commit. */
  public static SqliteOptions defaults() {
    return new SqliteOptions(Durability.POWER_LOSS, 4, 1024, 256, Duration.ofSeconds(5));
  }
}
