package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.destinations.Destinations;
import io.portreeve.gateway.keeping.FirstOfAMinute;
import io.portreeve.gateway.keeping.FirstOfAMinute.Bounds;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Puts on record what the programs of servers try and are kept from, and where connections of our
 * own may not go, and tells the operator. Of one server or host and reason the first few of a
 * minute are told one by one; after that minute it is told how many more there were. Those that
 * nothing follows are told when this closes.
 */
final class RecordedIncidents implements ProgramIncidents, Destinations.Refusals, AutoCloseable {
  /** So many are told one by one. */
  static final int ONE_BY_ONE = 40;

  /** More servers and hosts than that are counted as one. */
  static final int MOST = 1_000;

  private static final String SERVER = "server";
  private static final String HOST = "host";
  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.record-refused");

  private final AuditJournal journal;
  private final ProgramIncidents lines = ProgramIncidents.told();
  private final FirstOfAMinute<Source> incidents;

  RecordedIncidents(AuditJournal journal, InstantSource clock) {
    this.journal = journal;
    Bounds<Source> bounds =
        new Bounds<>(ONE_BY_ONE, MOST, source -> new Source(source.field(), "", source.reason()));
    this.incidents = new FirstOfAMinute<>(bounds, this::tellMore, clock);
  }

  /**
   * What it is about.
   *
   * @param field what records call it: {@code server} or {@code host}
   * @param name empty for many together
   */
  private record Source(String field, String name, Reason reason) {}

  @Override
  public void happened(ServerId server, String whose, Reason reason, String detail) {
    count(new Source(SERVER, server.value(), reason), whose, detail);
  }

  /** Every call that needs the connection brings one: of those the operator is told the first. */
  @Override
  public void refused(String whose, String host, String why) {
    if (count(new Source(HOST, host, Reason.DESTINATION_REFUSED), "", whose + ": " + why)) {
      Destinations.Refusals.told().refused(whose, host, why);
    }
  }

  @Override
  public void unproved(String whom, String host, String why) {
    if (count(new Source(HOST, host, Reason.SERVER_UNPROVED), "", whom + ": " + why)) {
      ProgramIncidents.super.unproved(whom, host, why);
    }
  }

  /** Whether it is the first of a minute. */
  private boolean count(Source source, String whose, String detail) {
    FirstOfAMinute.Place place = incidents.next(source);
    if (place != FirstOfAMinute.Place.COUNTED) {
      var _ = tell(source, whose, detail);
    }
    return place == FirstOfAMinute.Place.FIRST;
  }

  private boolean tellMore(Source source, long more, Instant since) {
    return tell(source, "", "stands for " + more + " more since " + since);
  }

  /** Whether it is on record. */
  private boolean tell(Source source, String whose, String detail) {
    JsonObjectBuilder fields = JsonObject.builder();
    if (!source.name().isEmpty()) {
      fields.put(source.field(), source.name());
      if (source.field().equals(SERVER)) {
        lines.happened(new ServerId(source.name()), whose, source.reason(), detail);
      }
    }
    if (!whose.isEmpty()) {
      fields.put("principal", whose);
    }
    fields.put("verdict", "refuse").put("reason", source.reason().wire()).put("detail", detail);
    try {
      var _ = journal.append(new AuditEntry(AuditKind.REFUSAL, "", fields.build()));
      return true;
    } catch (AuditUnavailable unavailable) {
      LOG.log(System.Logger.Level.ERROR, () -> "audit record refused: " + unavailable.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    incidents.close();
  }
}
