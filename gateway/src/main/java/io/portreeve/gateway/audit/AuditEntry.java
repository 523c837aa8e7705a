package io.portreeve.gateway.audit;

import io.portreeve.mcp.json.JsonObject;

/**
 * What a caller wants recorded.
 *
 * @param exchange our id of the exchange; empty if there was none
 * @param fields what there is to say; redacted already, where it must be
 */
public record AuditEntry(AuditKind kind, String exchange, JsonObject fields) {
  public AuditEntry {
    refuseCheckpoint(kind);
  }

  static void refuseCheckpoint(AuditKind kind) {
    if (kind == AuditKind.CHECKPOINT) {
      throw new IllegalArgumentException("only the journal writes checkpoints");
    }
  }

  /** An event of the gateway itself, by its name. */
  public static AuditEntry event(String name, JsonObject more) {
    return new AuditEntry(
        AuditKind.EVENT, "", JsonObject.builder().put("event", name).putAll(more).build());
  }
}
