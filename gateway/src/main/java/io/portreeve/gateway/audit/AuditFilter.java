package io.portreeve.gateway.audit;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which records somebody wants to see: those that meet every wish.
 *
 * <p>{@code principal}, {@code verdict} and {@code reason} are members of a record's fields;
 * verdicts and reasons of single controls stand in the objects of its {@code decisions}, and meet
 * the wish too.
 */
public final class AuditFilter {
  private final Predicate<AuditRecord> wish;

  private AuditFilter(Predicate<AuditRecord> wish) {
    this.wish = wish;
  }

  /** Every record. */
  public static AuditFilter all() {
    return new AuditFilter(_ -> true);
  }

  public AuditFilter exchange(String id) {
    return and(record -> record.exchange().equals(id));
  }

  public AuditFilter kind(AuditKind kind) {
    return and(record -> record.kind() == kind);
  }

  /** Of any of these kinds. */
  public AuditFilter kinds(Set<AuditKind> kinds) {
    return and(record -> kinds.contains(record.kind()));
  }

  public AuditFilter principal(String id) {
    return and(record -> record.fields().string("principal").equals(Optional.of(id)));
  }

  public AuditFilter verdict(String verdict) {
    return and(record -> says(record.fields(), "verdict", verdict));
  }

  /** With any of these. */
  public AuditFilter verdicts(Set<String> verdicts) {
    return and(
        record -> verdicts.stream().anyMatch(verdict -> says(record.fields(), "verdict", verdict)));
  }

  public AuditFilter reason(String reason) {
    return and(record -> says(record.fields(), "reason", reason));
  }

  /** Of any conversation that a host began. */
  public AuditFilter ofConversations() {
    return and(record -> record.fields().has("conversation"));
  }

  /** Of this conversation. */
  public AuditFilter conversation(String id) {
    return and(record -> record.fields().string("conversation").equals(Optional.of(id)));
  }

  /** Not before this instant. */
  public AuditFilter from(Instant instant) {
    return and(record -> !record.time().isBefore(instant));
  }

  /** Before this instant. */
  public AuditFilter until(Instant instant) {
    return and(record -> record.time().isBefore(instant));
  }

  boolean wants(AuditRecord record) {
    return wish.test(record);
  }

  private AuditFilter and(Predicate<AuditRecord> more) {
    return new AuditFilter(wish.and(more));
  }

  private static boolean says(JsonObject fields, String name, String value) {
    return fields.string(name).equals(Optional.of(value))
        || fields.array("decisions").stream()
            .flatMap(decisions -> decisions.stream())
            .anyMatch(decision -> saysItself(decision, name, value));
  }

  private static boolean saysItself(Json decision, String name, String value) {
    return decision instanceof JsonObject object && object.string(name).equals(Optional.of(value));
  }
}
