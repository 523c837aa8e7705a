package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.audit.JournalSettings.Durability;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Journals for tests, and what to do with their lines. */
final class Journals {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final SigningKey KEY =
      SigningKey.ofSeed(Secret.ofText("0123456789abcdef0123456789abcdef"));
  static final SigningKey OTHER_KEY =
      SigningKey.ofSeed(Secret.ofText("fedcba9876543210fedcba9876543210"));
  static final AuditVerifier VERIFIER = new AuditVerifier(List.of(KEY.verifying()));
  static final String FIRST = JournalFolder.segment(1);

  private static final long MIB = 1 << 20;
  private static final int MANY = 1000;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Journals() {}

  /** A checkpoint per so many records, a retry at once, a little patience. */
  static JournalSettings settings(int checkpointRecords) {
    return settings(Durability.PROCESS, MIB, PATIENCE, checkpointRecords, HOUR, Keep.everything());
  }

  private static JournalSettings settings(
      Durability durability,
      long segmentBytes,
      Duration patience,
      int checkpointRecords,
      Duration checkpointInterval,
      Keep keep) {
    return new JournalSettings(
        durability,
        segmentBytes,
        JournalSettings.MAX_RECORD_BYTES,
        patience,
        checkpointRecords,
        checkpointInterval,
        Duration.ofMillis(1),
        keep);
  }

  static JournalSettings keeping(long segmentBytes, Keep keep) {
    return settings(Durability.PROCESS, segmentBytes, PATIENCE, MANY, HOUR, keep);
  }

  static JournalSettings rotatingAt(long bytes) {
    return keeping(bytes, Keep.everything());
  }

  static JournalSettings withPatience(Duration patience) {
    return settings(Durability.PROCESS, MIB, patience, MANY, HOUR, Keep.everything());
  }

  static JournalSettings sealingAfter(Duration interval) {
    return settings(Durability.PROCESS, MIB, PATIENCE, MANY, interval, Keep.everything());
  }

  static JournalSettings onDisk() {
    return settings(Durability.DISK, MIB, PATIENCE, MANY, HOUR, Keep.everything());
  }

  /** Many segments and many checkpoints. */
  static JournalSettings busy(Durability durability) {
    return settings(durability, 200_000, PATIENCE, 100, HOUR, Keep.everything());
  }

  static AuditJournal open(JournalFolder folder, JournalSettings settings) throws AuditUnavailable {
    return open(folder, settings, InstantSource.fixed(NOON));
  }

  static AuditJournal open(JournalFolder folder, JournalSettings settings, InstantSource clock)
      throws AuditUnavailable {
    return AuditJournal.open(folder, parts(settings, clock, Witness.none()), () -> {});
  }

  static AuditJournal open(JournalFolder folder, JournalSettings settings, Witness witness)
      throws AuditUnavailable {
    JournalParts parts = parts(settings, InstantSource.fixed(NOON), witness);
    return AuditJournal.open(folder, parts, () -> {});
  }

  static JournalParts parts(JournalSettings settings, InstantSource clock, Witness witness) {
    return new JournalParts(KEY, settings, clock, witness);
  }

  static AuditEntry entry(int number) {
    return new AuditEntry(
        AuditKind.DECISION,
        "x" + number,
        JsonObject.builder().put("principal", "alice").put("n", number).build());
  }

  /** A closed journal with so many decisions, each awaited. */
  static MemoryFolder written(int decisions, JournalSettings settings) throws Exception {
    MemoryFolder folder = new MemoryFolder();
    write(folder, decisions, settings);
    return folder;
  }

  static void write(JournalFolder folder, int decisions, JournalSettings settings)
      throws Exception {
    write(folder, decisions, settings, NOON);
  }

  static void write(JournalFolder folder, int decisions, JournalSettings settings, Instant now)
      throws Exception {
    try (AuditJournal journal = open(folder, settings, InstantSource.fixed(now))) {
      for (int i = 0; i < decisions; i++) {
        journal.append(entry(i)).await();
      }
    }
  }

  static AuditReport verify(JournalFolder folder) {
    try {
      return VERIFIER.verify(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The lines of a file, each with its line end. */
  static List<byte[]> lines(byte[] file) {
    List<byte[]> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < file.length; i++) {
      if (file[i] == '\n') {
        lines.add(Arrays.copyOfRange(file, from, i + 1));
        from = i + 1;
      }
    }
    return lines;
  }

  static byte[] join(List<byte[]> lines) {
    int length = lines.stream().mapToInt(line -> line.length).sum();
    byte[] file = new byte[length];
    int at = 0;
    for (byte[] line : lines) {
      System.arraycopy(line, 0, file, at, line.length);
      at += line.length;
    }
    return file;
  }

  static List<AuditRecord> records(JournalFolder folder) throws IOException {
    List<AuditRecord> records = new ArrayList<>();
    new AuditReader(folder).forEach(AuditFilter.all(), records::add);
    return records;
  }

  static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
