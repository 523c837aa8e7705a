package io.portreeve.gateway.ocsf;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What was found, or tried (class Detection Finding). */
final class Findings {
  private static final List<String> PROFILES = List.of("security_control");
  private static final int CREATE = 1;
  private static final int CLOSE = 3;
  private static final int NEW = 1;
  private static final int RESOLVED = 4;
  private static final int DENIED = 2;
  private static final int BLOCKED = 2;

  private Findings() {}

  /** What a program was kept from, or a connection of ours that was not made. */
  static JsonObject incident(AuditRecord record) {
    String reason = record.fields().string("reason").orElse(Parties.UNKNOWN);
    Event event = of(record, CREATE, Severity.HIGH, Long.toString(record.seq()), title(reason));
    var _ = event.take("verdict");
    return event.with("action_id", DENIED).with("disposition_id", BLOCKED).status(NEW).whole();
  }

  private static String title(String reason) {
    return Arrays.stream(Reason.values())
        .filter(one -> one.wire().equals(reason))
        .map(Reason::explanation)
        .findFirst()
        .orElse(reason);
  }

  /** Of a scan. */
  static JsonObject found(AuditRecord record) {
    JsonObject fields = record.fields();
    Severity severity = Severity.ofFinding(fields.string("severity").orElse(""));
    return of(
            record,
            CREATE,
            severity,
            fields.string("id").orElse(Long.toString(record.seq())),
            fields.string("what").orElse("finding"))
        .with("status_id", NEW)
        .whole();
  }

  static JsonObject gone(AuditRecord record) {
    String id = record.fields().string("id").orElse(Long.toString(record.seq()));
    return of(record, CLOSE, Severity.INFORMATIONAL, id, "finding")
        .with("status_id", RESOLVED)
        .whole();
  }

  /** Something of the gateway's own that somebody has to look at, by the event's name. */
  static JsonObject alarm(AuditRecord record, String name) {
    return of(record, CREATE, Severity.HIGH, Long.toString(record.seq()), name)
        .with("status_id", NEW)
        .whole();
  }

  private static Event of(
      AuditRecord record, int activity, Severity severity, String uid, String title) {
    Event event = Event.of(record, EventClass.DETECTION_FINDING, activity, severity, PROFILES);
    Optional<String> where = event.take("server").or(() -> event.take("host"));
    where.ifPresent(name ->
        event.with("resources", JsonArray.of(List.of(JsonObject.empty().with("name", name)))));
    return event
        .with("finding_info", JsonObject.empty().with("uid", uid).with("title", title))
        .with("is_alert", activity == CREATE && severity.compareTo(Severity.HIGH) >= 0);
  }
}
