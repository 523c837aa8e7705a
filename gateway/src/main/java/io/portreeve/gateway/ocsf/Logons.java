package io.portreeve.gateway.ocsf;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;

/** Who proved who he is, or did not (class Authentication). */
final class Logons {
  private static final List<String> PROFILES = List.of("security_control");
  private static final int LOGON = 1;
  private static final int LOGOFF = 2;
  private static final int ALLOWED = 1;
  private static final int DENIED = 2;
  private static final int REJECTED = 25;

  private Logons() {}

  /** Of a message at the door whose credential was missing, wrong or could not be checked. */
  static JsonObject refused(AuditRecord record) {
    Event event = failed(record, "Portreeve");
    event.with("src_endpoint", Parties.source(event));
    return event.whole();
  }

  /** Of a user at a server, or at the page of approvals. */
  static JsonObject refusedAt(AuditRecord record, String service) {
    return failed(record, service).whole();
  }

  private static Event failed(AuditRecord record, String service) {
    Event event = of(record, LOGON, Severity.MEDIUM, service);
    var _ = event.take("verdict");
    return event.with("action_id", DENIED).with("disposition_id", REJECTED).status(Event.FAILURE);
  }

  static JsonObject in(AuditRecord record, String service) {
    return good(record, LOGON, service);
  }

  static JsonObject out(AuditRecord record, String service) {
    return good(record, LOGOFF, service);
  }

  private static JsonObject good(AuditRecord record, int activity, String service) {
    return of(record, activity, Severity.INFORMATIONAL, service)
        .with("action_id", ALLOWED)
        .with("disposition_id", ALLOWED)
        .status(Event.SUCCESS)
        .whole();
  }

  private static Event of(AuditRecord record, int activity, Severity severity, String service) {
    Event event = Event.of(record, EventClass.AUTHENTICATION, activity, severity, PROFILES);
    return event
        .with("user", Parties.user(event.take("principal")))
        .with("service", Parties.service(service));
  }
}
