package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Puts on record, once for each viewer, that a server defines more than is kept of it. */
final class SurplusDefinitions {
  private static final System.Logger SURPLUS = System.getLogger("io.portreeve.definitions.surplus");
  private static final System.Logger REFUSED =
      System.getLogger("io.portreeve.audit.record-refused");

  private final AuditJournal journal;

  /** Whoever they are, nobody reads more of it. */
  private static final int MOST = 1_000;

  private final Set<Viewer> told = ConcurrentHashMap.newKeySet();

  SurplusDefinitions(AuditJournal journal) {
    this.journal = journal;
  }

  private record Viewer(ServerId server, String principal) {}

  void told(Exchange exchange) {
    String server = exchange.server().value();
    String principal = exchange.principal().id();
    if (told.size() >= MOST || !told.add(new Viewer(exchange.server(), principal))) {
      return;
    }
    SURPLUS.log(
        System.Logger.Level.WARNING,
        "{0} defines more than is kept of what it shows {1}; the rest is hidden",
        server,
        principal);
    try {
      JsonObject fields =
          JsonObject.builder().put("server", server).put("principal", principal).build();
      var _ = journal.append(AuditEntry.event("definitions-surplus", fields));
    } catch (AuditUnavailable unavailable) {
      REFUSED.log(System.Logger.Level.ERROR, "audit record refused: {0}", unavailable.getMessage());
    }
  }
}
