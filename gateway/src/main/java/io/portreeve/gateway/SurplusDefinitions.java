package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Puts on record, once for each server, that it defines more than is kept for it. */
final class SurplusDefinitions {
  private static final System.Logger LOG = System.getLogger("io.portreeve.servers");

  private final AuditJournal journal;
  private final Set<ServerId> told = ConcurrentHashMap.newKeySet();

  SurplusDefinitions(AuditJournal journal) {
    this.journal = journal;
  }

  void told(ServerId server) {
    if (!told.add(server)) {
      return;
    }
    LOG.log(
        System.Logger.Level.WARNING, "{0} defines more than is kept; the rest is hidden", server);
    try {
      JsonObject fields = JsonObject.builder().put("server", server.value()).build();
      var _ = journal.append(AuditEntry.event("definitions-surplus", fields));
    } catch (AuditUnavailable unavailable) {
      LOG.log(System.Logger.Level.ERROR, "audit record refused: {0}", unavailable.getMessage());
    }
  }
}
