package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.ByteSize;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.time.Duration;
import java.util.Optional;

/**
 * The log of decisions.
 *
 * @param values how much of arguments and results it holds
 * @param durability what a committed record survives
 * @param rotate the size at which the next file begins
 * @param keepFor how long a file is kept; empty for ever
 * @param keepSize how long all files together may be; empty without a bound
 */
public record AuditSettings(
    AuditedValues values,
    Durability durability,
    ByteSize rotate,
    Optional<Duration> keepFor,
    Optional<ByteSize> keepSize) {
  /** How much of arguments and results is logged; from strong to weak. */
  public enum AuditedValues {
    /** Their shape: names, types and lengths. */
    SHAPE,
    /** All of them, secrets included. */
    FULL
  }

  /** What a committed record survives; from strong to weak. */
  public enum Durability {
    /** The end of the machine's power: every commit waits for the disk. */
    DISK,
    /** The end of our process, however sudden. */
    PROCESS
  }

  static final Key<AuditSettings, AuditedValues> VALUES =
      Key.of(
          "values",
          Forms.oneOf(AuditedValues.class),
          AuditedValues.SHAPE,
          AuditSettings::values,
          Strength.greaterIsWeaker(),
          "How much of arguments and results the log holds: their `shape`, or the `full` text.");
  static final Key<AuditSettings, Durability> DURABILITY =
      Key.of(
              "durability",
              Forms.oneOf(Durability.class),
              Durability.PROCESS,
              AuditSettings::durability,
              Strength.greaterIsWeaker(),
              "What a committed record survives: a killed `process`, or a loss of power (`disk`).")
          .untilRestart();
  static final Key<AuditSettings, ByteSize> ROTATE =
      Key.of(
              "rotate",
              Measures.size(ByteSize.ofMib(1), ByteSize.ofMib(4096)),
              ByteSize.ofMib(64),
              AuditSettings::rotate,
              Strength.neutral(),
              "The size at which the log goes on in a new file.")
          .untilRestart();

  static final Key<AuditSettings, Optional<Duration>> KEEP_FOR =
      Key.optional(
              "keep-for",
              Measures.duration(Duration.ofDays(1), Duration.ofDays(36_500)),
              AuditSettings::keepFor,
              Strength.presentIsWeaker("removes records of the log"),
              "A file of the log whose newest record is older is removed, and a signed record says"
                  + " so.")
          .untilRestart();
  static final Key<AuditSettings, Optional<ByteSize>> KEEP_SIZE =
      Key.optional(
              "keep-size",
              Measures.size(ByteSize.ofMib(2), ByteSize.ofMib(1L << 20)),
              AuditSettings::keepSize,
              Strength.presentIsWeaker("removes records of the log"),
              "While the log's files are longer than this together, the oldest is removed"
                  + " likewise.")
          .untilRestart();

  static final Section<AuditSettings> SECTION =
      Section.of(
          "the log of decisions",
          values ->
              new AuditSettings(
                  values.get(VALUES),
                  values.get(DURABILITY),
                  values.get(ROTATE),
                  values.get(KEEP_FOR),
                  values.get(KEEP_SIZE)),
          VALUES,
          DURABILITY,
          ROTATE,
          KEEP_FOR,
          KEEP_SIZE);
}
