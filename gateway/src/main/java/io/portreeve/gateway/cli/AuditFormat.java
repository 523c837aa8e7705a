package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.ocsf.Ocsf;
import io.portreeve.mcp.json.JsonObject;
import java.util.Locale;

/** In which words records are exported. */
enum AuditFormat {
  /** Exactly as the log has them. */
  JSONL,
  /** As events of OCSF. */
  OCSF;

  /** As everybody writes it, and as it is completed and told of. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  JsonObject of(AuditRecord record) {
    return switch (this) {
      case JSONL -> record.json();
      case OCSF -> Ocsf.of(record);
    };
  }
}
