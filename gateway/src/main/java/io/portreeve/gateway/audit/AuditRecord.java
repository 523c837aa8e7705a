package io.portreeve.gateway.audit;

import io.portreeve.gateway.store.Digest;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A record as it stands in the journal.
 *
 * @param seq its number, from 1
 * @param prev the hash of the record before it
 * @param exchange our id of the exchange; empty if there was none
 * @param json the whole record, as its line has it
 */
public record AuditRecord(
    long seq,
    Digest prev,
    AuditKind kind,
    Instant time,
    String exchange,
    JsonObject fields,
    JsonObject json) {

  /** Reads a line; empty if it is no record. Whether it is a genuine one is not looked at. */
  static Optional<AuditRecord> read(byte[] line) {
    Optional<RecordLine.Head> head = RecordLine.read(line, 0, line.length);
    try {
      return JsonReader.read(line, JsonLimits.defaults()) instanceof JsonObject json
          ? head.flatMap(known -> of(known, json))
          : Optional.empty();
    } catch (JsonRefused | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<AuditRecord> of(RecordLine.Head head, JsonObject json) {
    Optional<Instant> time = json.string("time").map(Instant::parse);
    Optional<String> exchange = json.string("exchange");
    return json.object("fields")
        .filter(_ -> time.isPresent() && exchange.isPresent())
        .map(fields ->
            new AuditRecord(
                head.seq(),
                head.prev(),
                head.kind(),
                time.orElseThrow(),
                exchange.orElseThrow(),
                fields,
                json));
  }
}
