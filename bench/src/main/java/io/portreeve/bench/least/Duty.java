package io.portreeve.bench.least;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObjectWriter;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What a gateway that is answerable may not leave out, at its least: nobody is identified, no
 * control or rule is asked, and nothing is understood, changed or written anew. So what it costs is
 * a bound below for every gateway with this reader and this journal.
 */
interface Duty {
  /** Before a request is passed on. */
  void asked(byte[] request) throws JsonRefused, AuditUnavailable, InterruptedException;

  /** Before its answer is. */
  void answered(byte[] answer) throws JsonRefused, AuditUnavailable;

  /** None for {@code transport}; {@code read}; {@code record}, into a data directory. */
  static Duty of(String word, Path data) throws Exception {
    return switch (word) {
      case "transport" -> new None();
      case "read" -> new Read();
      case "record" -> new Recorded(journal(data));
      default -> throw new IllegalArgumentException("transport, read or record, not " + word);
    };
  }

  private static AuditJournal journal(Path data) throws Exception {
    DataDirectory directory = DataDirectory.open(data);
    JournalSettings settings = JournalSettings.of(JournalSettings.Durability.PROCESS);
    SigningKey key = SigningKey.in(directory, new SecureRandom());
    return AuditJournal.open(
        directory, new JournalParts(key, settings, InstantSource.system(), Witness.none()));
  }

  /** Looks at nothing. */
  final class None implements Duty {
    @Override
    public void asked(byte[] request) {}

    @Override
    public void answered(byte[] answer) {}
  }

  /** Reads both messages strictly, and keeps nothing of them. */
  final class Read implements Duty {
    private final JsonLimits limits = JsonLimits.defaults();

    @Override
    public void asked(byte[] request) throws JsonRefused {
      var _ = JsonReader.read(request, limits);
    }

    @Override
    public void answered(byte[] answer) throws JsonRefused {
      var _ = JsonReader.read(answer, limits);
    }
  }

  /**
   * Besides, has a decision on record before the call is passed on, and its outcome after it, in
   * records as long as those of a call with the default controls.
   */
  final class Recorded implements Duty {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final int ROOM = 1536;
    private static final String DECISION = "d".repeat(1_190);
    private static final String OUTCOME = "o".repeat(200);

    private final Duty read = new Read();
    private final AuditJournal journal;

    Recorded(AuditJournal journal) {
      this.journal = journal;
    }

    @Override
    public void asked(byte[] request) throws JsonRefused, AuditUnavailable, InterruptedException {
      read.asked(request);
      journal.append(AuditKind.DECISION, ID, fields(DECISION)).await();
    }

    @Override
    public void answered(byte[] answer) throws JsonRefused, AuditUnavailable {
      read.answered(answer);
      var _ = journal.append(AuditKind.OUTCOME, ID, fields(OUTCOME));
    }

    private static JsonObjectWriter fields(String text) {
      return new JsonObjectWriter(ROOM).put("text", text);
    }
  }
}
