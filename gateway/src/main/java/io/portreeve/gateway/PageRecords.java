package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.login.LoginRecords;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts on record what becomes of people at our pages. Of what one of them is refused, the first few
 * of a minute are recorded one by one; the next after that minute says how many more there were.
 * Those that nothing follows are told when this closes.
 */
final class PageRecords implements LoginRecords, AutoCloseable {
  /** So many are recorded one by one. */
  static final int ONE_BY_ONE = 20;

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** More people than that are counted as one. */
  static final int MOST = 1_000;

  private static final String REFUSED = "-refused";
  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.record-refused");

  private final AuditJournal journal;
  private final InstantSource clock;
  private final Map<Source, Count> counts = new HashMap<>();

  PageRecords(AuditJournal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  private record Source(String event, String principal) {}

  private static final class Count {
    private final Instant since;
    private int told;
    private long more;

    private Count(Instant since) {
      this.since = since;
    }
  }

  @Override
  public boolean record(String event, JsonObject fields) {
    return isCounted(event, fields) || append(event, fields);
  }

  /** Whether it is one of many, which a later record stands for. */
  private synchronized boolean isCounted(String event, JsonObject fields) {
    if (!event.endsWith(REFUSED)) {
      return false;
    }
    Source source = source(event, fields);
    Count count = counts.get(source);
    if (count == null || !clock.instant().isBefore(count.since.plus(WINDOW))) {
      tellMore(source, count);
      count = new Count(clock.instant());
      counts.put(source, count);
    }
    if (count.told < ONE_BY_ONE) {
      count.told++;
      return false;
    }
    count.more++;
    return true;
  }

  private Source source(String event, JsonObject fields) {
    Source own = new Source(event, fields.string("principal").orElse(""));
    return counts.containsKey(own) || counts.size() < MOST ? own : new Source(event, "");
  }

  private void tellMore(Source source, @Nullable Count count) {
    if (count != null && count.more > 0) {
      String reason = "stands for " + count.more + " more since " + count.since;
      JsonObject fields = JsonObject.empty().with("reason", reason);
      var _ =
          append(
              source.event(),
              source.principal().isEmpty() ? fields : fields.with("principal", source.principal()));
    }
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
  public synchronized void close() {
    counts.forEach(this::tellMore);
    counts.clear();
  }
}
