package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.keeping.FirstOfAMinute;
import io.portreeve.gateway.keeping.FirstOfAMinute.Bounds;
import io.portreeve.gateway.login.LoginRecords;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Puts on record what becomes of people at our pages. Of what one of them is refused, the first few
 * of a minute are recorded one by one; after that minute a record says how many more there were.
 * Those that nothing follows are told when this closes.
 */
final class PageRecords implements LoginRecords, AutoCloseable {
  /** So many are recorded one by one. */
  static final int ONE_BY_ONE = 20;

  /** More people than that are counted as one. */
  static final int MOST = 1_000;

  private static final String REFUSED = "-refused";
  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.record-refused");

  private final AuditJournal journal;
  private final FirstOfAMinute<Source> refused;

  PageRecords(AuditJournal journal, InstantSource clock) {
    this.journal = journal;
    Bounds<Source> bounds =
        new Bounds<>(ONE_BY_ONE, MOST, source -> new Source(source.event(), ""));
    this.refused = new FirstOfAMinute<>(bounds, this::tellMore, clock);
  }

  private record Source(String event, String principal) {}

  @Override
  public boolean record(String event, JsonObject fields) {
    return isCounted(event, fields) || append(event, fields);
  }

  /** Whether it is one of many, which a later record stands for. */
  private boolean isCounted(String event, JsonObject fields) {
    return event.endsWith(REFUSED)
        && refused.next(new Source(event, fields.string("principal").orElse("")))
            == FirstOfAMinute.Place.COUNTED;
  }

  private boolean tellMore(Source source, long more, Instant since) {
    JsonObject fields =
        JsonObject.empty().with("reason", "stands for " + more + " more since " + since);
    return append(
        source.event(),
        source.principal().isEmpty() ? fields : fields.with("principal", source.principal()));
  }

  private boolean append(String event, JsonObject fields) {
    try {
      var _ = journal.append(AuditEntry.event(event, fields));
      return true;
    } catch (AuditUnavailable unavailable) {
      LOG.log(System.Logger.Level.ERROR, "audit record refused: {0}", unavailable.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    refused.close();
  }
}
