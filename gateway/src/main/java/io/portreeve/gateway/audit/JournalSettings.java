package io.portreeve.gateway.audit;

import java.time.Duration;

/**
 * How the journal behaves.
 *
 * @param durability what an awaited record survives
 * @param segmentBytes the size at which a new file begins
 * @param queueBytes how many bytes may wait to be written; who brings more waits
 * @param patience how long an append waits for room before it is refused
 * @param checkpointRecords after so many records there is a checkpoint, at the end of their batch
 * @param checkpointInterval after so long there is one, if there is anything to sign
 * @param retry how long the journal waits before it tries again after an I/O error
 * @param keep how much of it stays
 */
public record JournalSettings(
    Durability durability,
    long segmentBytes,
    int queueBytes,
    Duration patience,
    int checkpointRecords,
    Duration checkpointInterval,
    Duration retry,
    Keep keep) {

  /** The longest record, as a line of JSON; more is refused. */
  public static final int MAX_RECORD_BYTES = 1 << 20;

  /** What an awaited record survives. */
  public enum Durability {
    /** The end of our process, however sudden. */
    PROCESS,
    /** The loss of power: each batch is flushed to the disk. */
    DISK
  }

  public JournalSettings {
    if (segmentBytes < 1
        || queueBytes < MAX_RECORD_BYTES
        || patience.isNegative()
        || checkpointRecords < 1
        || !checkpointInterval.isPositive()
        || !retry.isPositive()) {
      throw new IllegalArgumentException("journal settings are positive, the queue 1 MiB at least");
    }
  }

  /**
   * 64 MiB a file, 32 MiB waiting, two seconds' patience, a checkpoint per 4,096 records or second.
   */
  public static JournalSettings of(Durability durability) {
    return new JournalSettings(
        durability,
        64L << 20,
        32 << 20,
        Duration.ofSeconds(2),
        4096,
        Duration.ofSeconds(1),
        Duration.ofMillis(500),
        Keep.everything());
  }
}
