package io.portreeve.gateway.console.decisions;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One message that was judged, as the journal has it.
 *
 * @param record of the decision, or of the refusal where there was no exchange
 * @param outcome what came of it, once that is known
 * @param subject the tool, prompt or resource; empty if it is about none
 * @param reason why, as a record writes it; empty if nothing stood against it
 * @param flows what of where its values come from stood against it, as reasons of controls
 * @param searched all that a search looks through, in lower case
 */
public record Decided(
    AuditRecord record,
    Optional<AuditRecord> outcome,
    String principal,
    String server,
    String subject,
    Ending ending,
    String reason,
    List<String> flows,
    String searched) {

  /** Where the values of a call come from stood against it; that they may is no word of these. */
  private static final Set<String> STEERED =
      Stream.of(
              Reason.FLOW_AFTER_UNTRUSTED,
              Reason.FLOW_UNPLANNED,
              Reason.FLOW_UNTRACED,
              Reason.FLOW_TOO_PRIVATE)
          .map(Reason::wire)
          .collect(Collectors.toUnmodifiableSet());

  /** Of a decision or a refusal, of which nothing more is known yet. */
  static Decided of(AuditRecord record) {
    JsonObject fields = record.fields();
    String subject =
        Stream.of("tool", "prompt", "resource")
            .flatMap(name -> fields.string(name).stream())
            .findFirst()
            .orElse("");
    List<String> flows = flows(record);
    String searched =
        Stream.of("principal", "server", "method", "client", "endpoint", "reason", "detail")
            .map(name -> said(fields, name))
            .collect(Collectors.joining("\n", "", "\n" + subject + "\n" + record.exchange()));
    String all = searched + "\n" + String.join("\n", flows);
    return new Decided(
        record,
        Optional.empty(),
        said(fields, "principal"),
        said(fields, "server"),
        subject,
        ending(said(fields, "verdict")),
        said(fields, "reason"),
        flows,
        all.toLowerCase(Locale.ROOT));
  }

  private static List<String> flows(AuditRecord record) {
    return words(record)
        .flatMap(word -> word.string("reason").stream())
        .filter(STEERED::contains)
        .toList();
  }

  private static Ending ending(String verdict) {
    return switch (verdict) {
      case "forward" -> Ending.FORWARDED;
      case "needs-approval" -> Ending.NEEDS_APPROVAL;
      default -> Ending.REFUSED;
    };
  }

  /** The same, once it is known what came of it. */
  Decided ended(AuditRecord outcome) {
    return switch (said(outcome.fields(), "ending")) {
      case "withheld" -> ended(outcome, Ending.WITHHELD, refusal(outcome));
      case "upstream-failed", "failed", "credential-missing" ->
          ended(outcome, Ending.FAILED, refusal(outcome));
      default -> ended(outcome, ending, reason);
    };
  }

  private Decided ended(AuditRecord outcome, Ending last, String why) {
    String more = "\n" + why + "\n" + said(outcome.fields(), "detail").toLowerCase(Locale.ROOT);
    return new Decided(
        record,
        Optional.of(outcome),
        principal,
        server,
        subject,
        last,
        why,
        flows,
        searched + more);
  }

  private static String said(JsonObject fields, String name) {
    return fields.string(name).orElse("");
  }

  /** The reason of the control that refused an answer; else what the record says of it. */
  private static String refusal(AuditRecord outcome) {
    return words(outcome)
        .filter(word -> said(word, "verdict").equals("deny"))
        .map(word -> said(word, "reason"))
        .findFirst()
        .orElseGet(() -> said(outcome.fields(), "ending"));
  }

  /** What each control said, in the order in which they were asked. */
  List<JsonObject> words() {
    return Stream.concat(words(record), outcome.stream().flatMap(Decided::words)).toList();
  }

  private static Stream<JsonObject> words(AuditRecord record) {
    return record.fields().array("decisions").orElse(JsonArray.of(List.of())).stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast);
  }

  /** Its number in the journal. */
  public long number() {
    return record.seq();
  }

  public Instant at() {
    return record.time();
  }

  /** The method of the message; what was refused at the door has none. */
  String method() {
    return record.kind() == AuditKind.REFUSAL ? "" : said(record.fields(), "method");
  }

  /** What only operators are told of it; may be empty. */
  String detail() {
    return Stream.concat(outcome.stream(), Stream.of(record))
        .map(it -> said(it.fields(), "detail"))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** How long it took from the decision to its end. */
  public Optional<Duration> took() {
    return outcome.map(it -> Duration.between(record.time(), it.time()));
  }
}
