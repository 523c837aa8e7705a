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

  private Journals() {}

  /** A checkpoint per so many records, a retry at once, a little patience. */
  static JournalSettings settings(int checkpointRecords) {
    return new JournalSettings(
        Durability.PROCESS,
        1 << 20,
        JournalSettings.MAX_RECORD_BYTES,
        Duration.ofSeconds(30),
        checkpointRecords,
        Duration.ofHours(1),
        Duration.ofMillis(1),
        Keep.everything());
  }

  static JournalSettings keeping(long segmentBytes, Keep keep) {
    JournalSettings some = rotatingAt(segmentBytes);
    return new JournalSettings(
        some.durability(),
        some.segmentBytes(),
        some.queueBytes(),
        some.patience(),
        some.checkpointRecords(),
        some.checkpointInterval(),
        some.retry(),
        keep);
  }

  static JournalSettings rotatingAt(long bytes) {
    JournalSettings some = settings(1000);
    return new JournalSettings(
        some.durability(),
        bytes,
        some.queueBytes(),
        some.patience(),
        some.checkpointRecords(),
        some.checkpointInterval(),
        some.retry(),
        some.keep());
  }

  static JournalSettings withPatience(Duration patience) {
    JournalSettings some = settings(1000);
    return new JournalSettings(
        some.durability(),
        some.segmentBytes(),
        some.queueBytes(),
        patience,
        some.checkpointRecords(),
        some.checkpointInterval(),
        some.retry(),
        some.keep());
  }

  static AuditJournal open(JournalFolder folder, JournalSettings settings) throws AuditUnavailable {
    return open(folder, settings, InstantSource.fixed(NOON));
  }

  static AuditJournal open(JournalFolder folder, JournalSettings settings, InstantSource clock)
      throws AuditUnavailable {
    return AuditJournal.open(folder, KEY, settings, clock, Witness.none(), () -> {});
  }

  static AuditJournal open(JournalFolder folder, JournalSettings settings, Witness witness)
      throws AuditUnavailable {
    return AuditJournal.open(folder, KEY, settings, InstantSource.fixed(NOON), witness, () -> {});
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
