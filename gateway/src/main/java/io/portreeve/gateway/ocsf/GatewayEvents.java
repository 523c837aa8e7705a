package io.portreeve.gateway.ocsf;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Events of the gateway itself, and of people who run it. */
final class GatewayEvents {
  private static final int CREATE = 1;
  private static final int DELETE = 4;
  private static final int ACTIVATE = 10;
  private static final int DEACTIVATE = 11;
  private static final int START = 3;
  private static final int RESTART = 5;
  private static final int CONFIGURED = 8;

  /** Under which of these an act names what it was done to. */
  private static final List<String> NAMED =
      List.of("key", "approval", "name", "object", "id", "server", "principal");

  private GatewayEvents() {}

  static JsonObject of(AuditRecord record) {
    String name = record.fields().string("event").orElse(Parties.UNKNOWN);
    return switch (name) {
      case "finding" -> Findings.found(record);
      case "finding-gone" -> Findings.gone(record);
      case "server-quarantined",
          "records-lost",
          "journal-replaced",
          "head-missing",
          "store-missing",
          "definitions-surplus" ->
          Findings.alarm(record, name);
      case "login-refused" -> Logons.refusedAt(record, at(record));
      case "console-refused" -> Logons.refusedAt(record, "console");
      case "console-signed-in" -> Logons.in(record, "console");
      case "login-ended", "login-revoked" -> Logons.out(record, at(record));
      case "key-created", "relation-added", "secret-put", "memory-key-rotated" ->
          act(record, name, CREATE);
      case "key-revoked", "relation-removed", "secret-removed" -> act(record, name, DELETE);
      case "pin-approved",
          "approval-granted",
          "approval-half-granted",
          "finding-accepted",
          "memory-endorsed",
          "memory-sealed" ->
          act(record, name, ACTIVATE);
      case "pin-refused", "approval-denied", "memory-discarded" -> act(record, name, DEACTIVATE);
      case "journal-opened" -> lifecycle(record, name, START, Event.SUCCESS);
      case "resumed" -> lifecycle(record, name, RESTART, Event.SUCCESS);
      case "configuration-reloaded" -> lifecycle(record, name, CONFIGURED, Event.SUCCESS);
      case "configuration-refused" -> lifecycle(record, name, CONFIGURED, Event.FAILURE);
      default -> lifecycle(record, name, Event.OTHER, Event.SUCCESS);
    };
  }

  static JsonObject checkpoint(AuditRecord record) {
    return lifecycle(record, "checkpoint", Event.OTHER, Event.SUCCESS);
  }

  private static String at(AuditRecord record) {
    return record.fields().string("server").filter(id -> !id.isEmpty()).orElse("login");
  }

  /** What a person did to what the gateway keeps (class Entity Management). */
  private static JsonObject act(AuditRecord record, String name, int activity) {
    Event event =
        Event.of(record, EventClass.ENTITY_MANAGEMENT, activity, Severity.INFORMATIONAL, List.of());
    var _ = event.take("event");
    Optional<String> thing = NAMED.stream().flatMap(key -> event.take(key).stream()).findFirst();
    String type = name.substring(0, name.indexOf('-'));
    Optional<String> who =
        Stream.of("user", "by").flatMap(key -> event.take(key).stream()).findFirst();
    who.ifPresent(user ->
        event.with("actor", JsonObject.empty().with("user", Parties.user(Optional.of(user)))));
    return event
        .with("entity", JsonObject.empty().with("name", thing.orElse(type)).with("type", type))
        .with("message", name)
        .with("status_id", Event.SUCCESS)
        .whole();
  }

  private static JsonObject lifecycle(AuditRecord record, String name, int activity, int status) {
    Event event =
        Event.of(
            record,
            EventClass.APPLICATION_LIFECYCLE,
            activity,
            status == Event.FAILURE ? Severity.MEDIUM : Severity.INFORMATIONAL,
            List.of());
    var _ = event.take("event");
    if (activity == Event.OTHER) {
      event.with("activity_name", name);
    }
    return event.with("app", Event.PRODUCT).with("message", name).with("status_id", status).whole();
  }
}
