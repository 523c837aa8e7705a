package io.portreeve.gateway.replay;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * A use of a tool, prompt or resource, as its record tells it.
 *
 * @param asked who asked, from where and when; empty if the record does not hold all of it
 * @param subject of what; empty if its name was too long for a record
 * @param arguments what the rules saw; empty if they are not on record
 * @param was what the rules said; empty if it was refused for another reason
 */
public record RecordedUse(
    AuditRecord record,
    Optional<Exchange> asked,
    Optional<Subject> subject,
    Optional<JsonObject> arguments,
    Optional<Verdict> was) {
  private static final Set<String> METHODS =
      Set.of("tools/call", "prompts/get", "resources/read", "completion/complete");

  /** Refusals that come of rules; what is allowlisted is what some rule allows to somebody. */
  private static final Set<String> OF_RULES =
      Set.of(
          "not-allowlisted",
          "not-visible",
          "policy-denied",
          "policy-no-rule",
          "policy-error",
          "scope-insufficient",
          "approval-required");

  /** The use that a record is about; empty if it is about none. */
  public static Optional<RecordedUse> of(AuditRecord record) {
    boolean use =
        record.kind() == AuditKind.DECISION
            && record.fields().string("method").filter(METHODS::contains).isPresent();
    return use
        ? Optional.of(
            new RecordedUse(
                record,
                RecordedSender.exchange(record),
                RecordedThing.subject(record.fields()),
                RecordedThing.arguments(record.fields()),
                was(record.fields())))
        : Optional.empty();
  }

  private static Optional<Verdict> was(JsonObject fields) {
    return switch (fields.string("verdict").orElse("")) {
      case "forward" -> Optional.of(Verdict.ALLOWED);
      case "needs-approval" -> Optional.of(Verdict.DENIED);
      default -> fields.string("reason").filter(OF_RULES::contains).map(_ -> Verdict.DENIED);
    };
  }

  public String principal() {
    return record.fields().string("principal").orElse("");
  }

  public String server() {
    return record.fields().string("server").orElse("");
  }

  /** What was used, in words. */
  public String what() {
    JsonObject fields = record.fields();
    String thing =
        fields
            .string("tool")
            .or(() -> fields.string("prompt"))
            .or(() -> fields.string("resource"))
            .orElse("");
    return fields.string("method").orElse("") + " " + thing;
  }
}
