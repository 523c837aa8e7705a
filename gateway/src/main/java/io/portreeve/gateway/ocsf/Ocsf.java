package io.portreeve.gateway.ocsf;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.mcp.json.JsonObject;

/** What a record of the audit log is in OCSF. */
public final class Ocsf {
  private Ocsf() {}

  /** One event for each record, whatever it is; one that nobody foresaw is a lifecycle event. */
  public static JsonObject of(AuditRecord record) {
    return switch (record.kind()) {
      case DECISION -> ApiEvents.decision(record);
      case OUTCOME -> ApiEvents.outcome(record);
      case REFUSAL -> refusal(record);
      case EVENT -> GatewayEvents.of(record);
      case CHECKPOINT -> GatewayEvents.checkpoint(record);
    };
  }

  /** Of somebody at the door, or of what we or a program of ours wanted elsewhere. */
  private static JsonObject refusal(AuditRecord record) {
    if (!record.fields().has("peer")) {
      return Findings.incident(record);
    }
    boolean credential = record.fields().string("reason").orElse("").startsWith("credential-");
    return credential ? Logons.refused(record) : ApiEvents.turnedAway(record);
  }
}
