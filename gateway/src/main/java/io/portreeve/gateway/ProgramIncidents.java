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

  /**
   * Somebody other than a server, where the operator wrote who it must be, was not proved.
   *
   * @param whom who should have answered
   * @param host where
   */
  default void unproved(String whom, String host, String why) {
    System.getLogger("io.portreeve.tls.unproved")
        .log(
            System.Logger.Level.WARNING,
            () -> whom + ": " + Reason.SERVER_UNPROVED.explanation() + ": " + why);
  }

  /** Tells the operator, and nobody else. */
  static ProgramIncidents told() {
    System.Logger log = System.getLogger("io.portreeve.sandbox.incident");
    return (server, _, reason, detail) ->
        log.log(
            System.Logger.Level.WARNING,
            () -> "server " + server + ": " + reason.explanation() + ": " + detail);
  }
}
