package io.portreeve.gateway;

import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;

/** Told of what the programs of servers try and are kept from. Never blocks. */
@FunctionalInterface
interface ProgramIncidents {
  /**
   * It happened.
   *
   * @param whose the principal for whom the program was started; empty text if that is not known
   */
  void happened(ServerId server, String whose, Reason reason, String detail);

  /** Tells the operator, and nobody else. */
  static ProgramIncidents told() {
    System.Logger log = System.getLogger("io.portreeve.sandbox");
    return (server, _, reason, detail) ->
        log.log(
            System.Logger.Level.WARNING,
            () -> "server " + server + ": " + reason.explanation() + ": " + detail);
  }
}
