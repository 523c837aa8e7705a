package io.portreeve.gateway.cli;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.memory.EntryVerdict;
import io.portreeve.gateway.memory.EntryVerdict.Why;
import io.portreeve.gateway.memory.OperatorDecisions;
import io.portreeve.gateway.memory.SignatureCheck;
import io.portreeve.gateway.store.MemoryHead;
import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;

/** What an operator may decide on a quarantined entry; nothing is decided on one that is not. */
sealed interface EntryDecision {
  /**
   * He stands up for it.
   *
   * @param untrusted whether what it says stays untrusted
   */
  record Endorsed(boolean untrusted) implements EntryDecision {}

  /** He wants to hear of it no more. */
  record Discarded() implements EntryDecision {}

  /** Decides, and says so on the terminal. */
  default void decide(MemoryDecision asked, Configuration right, Terminal terminal, boolean json) {
    try (OpenStore open = OpenStore.existing(right, terminal)) {
      OperatorDecisions decisions = decisions(open, "sign");
      SignatureCheck check = SignatureCheck.by(open.keys());
      MemoryFile memory = asked.read(right, open);
      MemoryEntry entry = asked.entry(memory, check);
      refuseIfSettled(check.of(memory.state(), entry), asked.server());
      JsonObject done = done(asked.done(entry, terminal));
      Instant now = terminal.clock().instant();
      // On record before it is done: what is on record and failed harms nobody.
      open.store().acts().note(event(), done, now);
      MemoryHead head = sign(decisions, asked, entry, asked.operator(terminal), now);
      terminal.line(json ? done.with("changes", head.changes()).toString() : line(entry));
    }
  }

  /**
   * What signs decisions.
   *
   * @param purpose what for, in a word
   * @throws CommandFailure if there is no key
   */
  static OperatorDecisions decisions(OpenStore open, String purpose) {
    return OperatorDecisions.under(open.keys(), open.store().memorySignatures())
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.UNAVAILABLE,
                "there is no `memory-key.secret` to " + purpose + " with",
                "restore it from a backup, or start the gateway, which makes one"));
  }

  private String event() {
    return switch (this) {
      case Endorsed _ -> "memory-endorsed";
      case Discarded _ -> "memory-discarded";
    };
  }

  private JsonObject done(JsonObject report) {
    return switch (this) {
      case Endorsed(boolean untrusted) -> report.with("untrusted", untrusted);
      case Discarded _ -> report;
    };
  }

  private MemoryHead sign(
      OperatorDecisions decisions,
      MemoryDecision asked,
      MemoryEntry entry,
      String operator,
      Instant now) {
    return switch (this) {
      case Endorsed(boolean untrusted) ->
          decisions.endorse(asked.server(), entry, operator, untrusted, now);
      case Discarded _ -> decisions.discard(asked.server(), entry, operator, now);
    };
  }

  private String line(MemoryEntry entry) {
    String what = "  " + EntryWords.kind(entry) + "  " + EntryWords.said(entry);
    return switch (this) {
      case Endorsed _ -> "endorsed" + what + "  (it is read from now on)";
      case Discarded _ -> "discarded" + what + "  (it stays in the server's own store)";
    };
  }

  private void refuseIfSettled(EntryVerdict verdict, String server) {
    switch (verdict) {
      case EntryVerdict.Genuine _ ->
          throw refusal(
              "it is genuine already",
              "delete it through the gateway if it is to go: nothing else takes its signature back");
      case EntryVerdict.Discarded _ -> {
        if (this instanceof Discarded) {
          throw refusal("it is discarded already", "see `portreeve memory show`");
        }
      }
      case EntryVerdict.Quarantined(Why why) -> {
        if (why != Why.UNSIGNED) {
          throw refusal(why.words(), "settle that first: `portreeve memory seal " + server + "`");
        }
      }
    }
  }

  private static CommandFailure refusal(String why, String hint) {
    return new CommandFailure(ExitCode.FINDING, "nothing to decide: " + why, hint);
  }
}
