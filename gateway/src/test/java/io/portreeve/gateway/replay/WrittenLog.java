package io.portreeve.gateway.replay;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.Shape;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.recording.JournalTrail;
import io.portreeve.gateway.recording.Redaction;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An audit log as a gateway writes it, for tests that read it. */
public final class WrittenLog implements AutoCloseable {
  private static final Shape SHAPE = new Shape(Secret.ofText("0123456789abcdef0123456789abcdef"));

  private final Path data;
  private final AuditJournal journal;

  /** A log in this data directory. */
  public WrittenLog(Path directory) throws Exception {
    data = directory;
    DataDirectory opened = DataDirectory.open(directory);
    SigningKey key = SigningKey.in(opened, new SecureRandom());
    JournalSettings settings = JournalSettings.of(JournalSettings.Durability.PROCESS);
    journal =
        AuditJournal.open(
            opened, new JournalParts(key, settings, ManualClock.atNewYear(), Witness.none()));
  }

  /** Decisions that keep the shape of arguments. */
  public JournalTrail shapes() {
    return new JournalTrail(journal, Redaction.shape(SHAPE::of), _ -> false);
  }

  /** Decisions that keep the values of arguments. */
  public JournalTrail values() {
    return new JournalTrail(journal, Redaction.full(), _ -> false);
  }

  /** Somebody with a key who uses a tool. */
  public static Exchange using(
      String id, String who, String server, String tool, String arguments) {
    return new Exchange(
        new ExchangeId(id),
        Instant.parse("2026-01-01T00:00:00Z"),
        "127.0.0.1",
        new Principal(who, Set.of(), Principal.Authentication.API_KEY),
        Revision.LATEST,
        new ServerId(server),
        Messages.callTool(tool, arguments));
  }

  /**
   * Six uses of tools: three that went on, the second of them bob's, one that the rules denied, one
   * that another control refused, and one of a server that is gone.
   *
   * @param bobs the tool that bob uses
   */
  public static void sixUses(Path data, String bobs) throws Exception {
    try (WrittenLog log = new WrittenLog(data)) {
      JournalTrail trail = log.shapes();
      forwarded(trail, using("e1", "ann", "files", "read", "{'path':'a'}"));
      forwarded(trail, using("e2", "bob", "files", bobs, "{}"));
      forwarded(trail, using("e3", "ann", "files", "write", "{'text':'x'}"));
      refused(trail, using("e4", "ann", "files", "purge", "{}"), Reason.POLICY_DENIED);
      refused(trail, using("e5", "ann", "files", "read", "{}"), Reason.ARGUMENTS_INVALID);
      forwarded(trail, using("e6", "ann", "gone", "read", "{}"));
    }
  }

  /** A use that went on. */
  public static void forwarded(JournalTrail trail, Exchange exchange, Decision... decisions)
      throws Exception {
    trail.decided(exchange, new Judgement.Forward<>(exchange.asked(), List.of(decisions)));
  }

  /** A use that did not. */
  public static void refused(JournalTrail trail, Exchange exchange, Reason reason)
      throws Exception {
    trail.decided(exchange, new Judgement.Refused<>(reason, "", List.of()));
  }

  /** Any other record. */
  public void append(AuditEntry entry) throws Exception {
    journal.append(entry).await();
  }

  /** All that was written so far; nothing can be written after it. */
  public List<AuditRecord> records() throws Exception {
    close();
    List<AuditRecord> all = new ArrayList<>();
    new AuditReader(AuditJournal.directoryIn(data)).forEach(AuditFilter.all(), all::add);
    return all;
  }

  @Override
  public void close() throws AuditUnavailable {
    journal.close();
  }
}
