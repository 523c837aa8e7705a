package io.portreeve.gateway.rig;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a gateway put on record, oldest first. */
public record Recorded(List<AuditRecord> records) {
  public Recorded {
    records = List.copyOf(records);
  }

  /** The reasons of all refusals, of messages and at the door alike. */
  public List<String> refusals() {
    return records.stream()
        .filter(record -> record.fields().string("verdict").equals(Optional.of("refuse")))
        .map(record -> record.fields().string("reason").orElse(""))
        .toList();
  }

  /** How the exchanges ended. */
  public List<String> endings() {
    return of(AuditKind.OUTCOME).stream()
        .map(record -> record.fields().string("ending").orElse(""))
        .toList();
  }

  /** All records of a kind. */
  public List<AuditRecord> of(AuditKind kind) {
    return records.stream().filter(record -> record.kind() == kind).toList();
  }

  /** All records of what one principal sent; not of what was done to its keys. */
  public List<AuditRecord> of(String principal) {
    return records.stream()
        .filter(record -> record.kind() != AuditKind.EVENT)
        .filter(record -> record.fields().string("principal").equals(Optional.of(principal)))
        .toList();
  }

  public boolean any(Predicate<AuditRecord> wanted) {
    return records.stream().anyMatch(wanted);
  }

  /** All of it as text. */
  public String text() {
    return records.stream()
        .map(record -> record.json().toString())
        .collect(Collectors.joining("\n"));
  }
}
