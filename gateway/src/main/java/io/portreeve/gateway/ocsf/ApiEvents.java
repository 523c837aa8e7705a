package io.portreeve.gateway.ocsf;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages of clients (class API Activity), with what the gateway did about them. */
final class ApiEvents {
  private static final List<String> PROFILES = List.of("security_control");
  private static final int READ = 2;
  private static final List<String> NAMES = List.of("tool", "prompt", "resource");

  /** {@code action_id} and {@code disposition_id} of the profile. */
  private enum Done {
    ALLOWED(1, 1),
    REFUSED(2, 2),
    /** Until a person said yes. */
    DELAYED(2, 14),
    OBSERVED(3, 17),
    CORRECTED(4, 11),
    FAILED(3, 27);

    private final int action;
    private final int disposition;

    Done(int action, int disposition) {
      this.action = action;
      this.disposition = disposition;
    }
  }

  private static final Set<String> ALERTS =
      Arrays.stream(Reason.values())
          .filter(Reason::alerts)
          .map(Reason::wire)
          .collect(Collectors.toUnmodifiableSet());

  private ApiEvents() {}

  static JsonObject decision(AuditRecord record) {
    String verdict = record.fields().string("verdict").orElse("");
    Done done =
        switch (verdict) {
          case "forward" -> isRewritten(record) ? Done.CORRECTED : Done.ALLOWED;
          case "needs-approval" -> Done.DELAYED;
          default -> Done.REFUSED;
        };
    boolean forward = verdict.equals("forward");
    Event event = about(record, done, forward ? Severity.INFORMATIONAL : Severity.MEDIUM);
    var _ = event.take("verdict");
    return event.status(forward ? Event.SUCCESS : Event.FAILURE).whole();
  }

  static JsonObject outcome(AuditRecord record) {
    String ending = record.fields().string("ending").orElse("");
    Done done =
        switch (ending) {
          case "completed", "input-required" ->
              isRewritten(record) ? Done.CORRECTED : Done.OBSERVED;
          case "refused", "withheld" -> Done.REFUSED;
          default -> Done.FAILED;
        };
    boolean good = done == Done.CORRECTED || done == Done.OBSERVED;
    Severity severity =
        ending.equals("withheld")
            ? Severity.MEDIUM
            : good || ending.equals("cancelled") ? Severity.INFORMATIONAL : Severity.LOW;
    Event event = about(record, done, severity);
    return event
        .status(good ? Event.SUCCESS : Event.FAILURE)
        .with("status_code", event.take("ending").orElse(Parties.UNKNOWN))
        .whole();
  }

  /** A message that nobody read: what it asked for is not known. */
  static JsonObject turnedAway(AuditRecord record) {
    Event event = about(record, Done.REFUSED, Severity.LOW);
    var _ = event.take("verdict");
    return event.status(Event.FAILURE).whole();
  }

  private static Event about(AuditRecord record, Done done, Severity severity) {
    boolean alert = isAlert(record);
    String method = record.fields().string("method").orElse("");
    int activity = activity(method);
    Event event =
        Event.of(
            record,
            EventClass.API_ACTIVITY,
            activity,
            alert && severity.compareTo(Severity.MEDIUM) < 0 ? Severity.MEDIUM : severity,
            PROFILES);
    if (activity == Event.OTHER) {
      event.with("activity_name", method.isEmpty() ? Parties.UNKNOWN : method);
    }
    event
        .with("action_id", done.action)
        .with("disposition_id", done.disposition)
        .with("is_alert", alert)
        .with("actor", Parties.actor(event))
        .with("src_endpoint", Parties.source(event))
        .with("api", api(event, record.exchange()));
    resource(event).ifPresent(thing -> event.with("resources", JsonArray.of(List.of(thing))));
    return event;
  }

  /** What a tool does to something, nobody but its server knows. */
  private static int activity(String method) {
    return switch (method) {
      case "tools/call", "notifications/cancelled", "" -> Event.OTHER;
      default -> READ;
    };
  }

  private static JsonObject api(Event event, String exchange) {
    JsonObject api =
        JsonObject.empty().with("operation", event.take("method").orElse(Parties.UNKNOWN));
    if (!exchange.isEmpty()) {
      api = api.with("request", JsonObject.empty().with("uid", exchange));
    }
    Optional<String> revision = event.take("revision");
    if (revision.isPresent()) {
      api = api.with("version", revision.get());
    }
    Optional<String> server = event.take("server");
    return server.isPresent() ? api.with("service", Parties.service(server.get())) : api;
  }

  private static Optional<JsonObject> resource(Event event) {
    return NAMES.stream()
        .flatMap(type ->
            event.take(type).stream()
                .map(name -> JsonObject.empty().with("name", name).with("type", type)))
        .findFirst();
  }

  private static boolean isRewritten(AuditRecord record) {
    return decisions(record).anyMatch(one -> one.string("verdict").orElse("").equals("rewrite"));
  }

  private static boolean isAlert(AuditRecord record) {
    return decisions(record).anyMatch(one -> ALERTS.contains(one.string("reason").orElse("")));
  }

  private static Stream<JsonObject> decisions(AuditRecord record) {
    return record.fields().array("decisions").orElse(JsonArray.of(List.of())).stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast);
  }
}
