package io.portreeve.gateway.audit;

import io.portreeve.gateway.audit.AuditReport.Notice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the journal's own signed records say was removed from its beginning.
 *
 * <p>Counted is only a statement that the journal signed as it wrote it: its checkpoint follows at
 * once. One that stood unsigned could be anybody's, and what the next start signs with it is that
 * it was found.
 */
final class Removals {
  private final Map<Long, Notice> signed = new HashMap<>();
  private Optional<Notice> said = Optional.empty();
  private Optional<RecordLine.Head> first = Optional.empty();

  /** The journal begins with this record, which is not number 1. */
  void begin(RecordLine.Head record) {
    first = Optional.of(record);
  }

  /** Any record but a checkpoint follows. */
  void otherRecord() {
    said = Optional.empty();
  }

  void said(Notice statement) {
    said = Optional.of(statement);
  }

  void signed(Checkpoint checkpoint) {
    said.filter(_ -> checkpoint.reason().equals(Retention.REASON))
        .ifPresent(
            statement -> signed.put(statement.said().integer("through").orElse(0L), statement));
    said = Optional.empty();
  }

  /** The statement that what stood before the first record was removed; empty if there is none. */
  List<Notice> unto() {
    return first.stream()
        .flatMap(record -> Optional.ofNullable(signed.get(record.seq() - 1)).stream())
        .filter(this::saysWhatTheFirstIsChainedTo)
        .toList();
  }

  private boolean saysWhatTheFirstIsChainedTo(Notice statement) {
    return first
        .filter(record ->
            statement.said().string("hash").filter(record.prev().hex()::equals).isPresent())
        .isPresent();
  }

  boolean areMissing() {
    return first.isPresent() && unto().isEmpty();
  }
}
