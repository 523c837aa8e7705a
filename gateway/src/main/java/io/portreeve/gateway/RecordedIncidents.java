package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.destinations.Destinations;
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
 * Puts on record what the programs of servers try and are kept from, and where connections of our
 * own may not go, and tells the operator. Of one server or host and reason the first few of a
 * minute are told one by one; the next after that minute says how many more there were. Those that
 * nothing follows are told when this closes.
 */
final class RecordedIncidents implements ProgramIncidents, Destinations.Refusals, AutoCloseable {
  /** So many are told one by one. */
  static final int ONE_BY_ONE = 40;

  static final Duration WINDOW = Duration.ofMinutes(1);
  private static final String SERVER = "server";
  private static final String HOST = "host";
  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.record-refused");

  private final AuditJournal journal;
  private final InstantSource clock;
  private final ProgramIncidents lines = ProgramIncidents.told();
  private final Map<Source, Count> counts = new HashMap<>();

  RecordedIncidents(AuditJournal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * What it is about.
   *
   * @param field what records call it: {@code server} or {@code host}
   */
  private record Source(String field, String name, Reason reason) {}

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
    count(new Source(SERVER, server.value(), reason), whose, detail);
  }

  /** Every call that needs the connection brings one: of those the operator is told the first. */
  @Override
  public synchronized void refused(String whose, String host, String why) {
    if (count(new Source(HOST, host, Reason.DESTINATION_REFUSED), "", whose + ": " + why)) {
      Destinations.Refusals.told().refused(whose, host, why);
    }
  }

  @Override
  public synchronized void unproved(String whom, String host, String why) {
    if (count(new Source(HOST, host, Reason.SERVER_UNPROVED), "", whom + ": " + why)) {
      ProgramIncidents.super.unproved(whom, host, why);
    }
  }

  /** Whether it is the first of a minute. */
  private boolean count(Source source, String whose, String detail) {
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
    return count.told == 1;
  }

  private void tellMore(Source source, @Nullable Count count) {
    if (count != null && count.more > 0) {
      tell(source, "", "stands for " + count.more + " more since " + count.since);
    }
  }

  private void tell(Source source, String whose, String detail) {
    if (source.field().equals(SERVER)) {
      lines.happened(new ServerId(source.name()), whose, source.reason(), detail);
    }
    JsonObjectBuilder fields = JsonObject.builder().put(source.field(), source.name());
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
