package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts on record what the programs of servers try and are kept from, and tells the operator. Of one
 * server and reason the first few of a minute are told one by one; the next after that minute says
 * how many more there were. Those that nothing follows are told when this closes.
 */
final class RecordedIncidents implements ProgramIncidents, AutoCloseable {
  /** So many are told one by one. */
  static final int ONE_BY_ONE = 40;

  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final System.Logger LOG = System.getLogger("io.portreeve.sandbox");

  private final AuditJournal journal;
  private final InstantSource clock;
  private final ProgramIncidents lines = ProgramIncidents.told();
  private final Map<Source, Count> counts = new HashMap<>();

  RecordedIncidents(AuditJournal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  private record Source(ServerId server, Reason reason) {}

  private static final class Count {
    private final Instant since;
    private int told;
    private long more;

    private Count(Instant since) {
      this.since = since;
    }
  }

  @Override
  public synchronized void happened(ServerId server, String whose, Reason reason, String detail) {
    Source source = new Source(server, reason);
    Count count = counts.get(source);
    if (count == null || !clock.instant().isBefore(count.since.plus(WINDOW))) {
      tellMore(source, count);
      count = new Count(clock.instant());
      counts.put(source, count);
    }
    if (count.told < ONE_BY_ONE) {
      count.told++;
      tell(source, whose, detail);
    } else {
      count.more++;
    }
  }

  private void tellMore(Source source, @Nullable Count count) {
    if (count != null && count.more > 0) {
      tell(source, "", "stands for " + count.more + " more since " + count.since);
    }
  }

  private void tell(Source source, String whose, String detail) {
    lines.happened(source.server(), whose, source.reason(), detail);
    JsonObjectBuilder fields = JsonObject.builder().put("server", source.server().value());
    if (!whose.isEmpty()) {
      fields.put("principal", whose);
    }
    fields.put("verdict", "refuse").put("reason", source.reason().wire()).put("detail", detail);
    try {
      var _ = journal.append(new AuditEntry(AuditKind.REFUSAL, "", fields.build()));
    } catch (AuditUnavailable unavailable) {
      LOG.log(System.Logger.Level.ERROR, () -> "audit record refused: " + unavailable.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    counts.forEach(this::tellMore);
    counts.clear();
  }
}
