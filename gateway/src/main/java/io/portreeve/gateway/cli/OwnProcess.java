package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.sandbox.OwnRights;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.util.Optional;

/** The process in which a command serves. */
@FunctionalInterface
interface OwnProcess {
  /** This one: it can be confined only once. */
  static OwnProcess ofProcess(Terminal terminal) {
    return right -> {
      if (JsonLines.isWanted(right)) {
        JsonLines.to(terminal);
      }
      if (!right.insecureAllRights()) {
        confine(EventLog.of(terminal, right), right);
      }
    };
  }

  private static void confine(EventLog log, Configuration right) {
    Optional<String> lack = OwnRights.lack();
    if (lack.isPresent()) {
      log.warning(
          "process.unconfined",
          "keeps all rights of its user: " + lack.get(),
          JsonObject.empty().with("why", lack.get()));
      return;
    }
    try {
      OwnRights.needed(right.startsPrograms()).keepOnly();
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "cannot give up our own rights: " + refused.getMessage(),
          "`insecure-all-rights: true` starts with all of them");
    }
  }

  /**
   * Gives up what serving this configuration does not need, and logs as it has it.
   *
   * @throws CommandFailure if that cannot be given up
   */
  void confine(Configuration right);
}
