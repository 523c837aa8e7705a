package io.portreeve.gateway;

import io.portreeve.gateway.denial.Denial;
import io.portreeve.gateway.policy.RuleFinding;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What the gateway makes of one message at one server, and which control said what.
 *
 * @param server empty if no server has a thing of that name, or nobody may come in
 * @param steps the chain, in its order
 * @param received the message as the controls got it, in the server's own words
 * @param rules what became of each rule that names the thing; empty if the message is no use of one
 * @param denial what refuses, where it is written and what would allow it; empty if nothing does
 * @param notes what is assumed, because it cannot be known without a server
 */
public record Explanation(
    Optional<ServerId> server,
    List<Step> steps,
    JsonObject received,
    Fate fate,
    Optional<List<RuleFinding>> rules,
    Optional<Denial> denial,
    List<String> notes) {

  /**
   * How it ends.
   *
   * @param reason why; empty if nothing stood against it
   * @param detail what only the operator is told
   * @param onward what goes on, to the server or to the client; empty if nothing does
   * @param told what the client is told in its place, where there is something to tell
   */
  public record Fate(
      Ending ending,
      Optional<Reason> reason,
      String detail,
      Optional<JsonObject> onward,
      Optional<JsonObject> told) {
    static Fate on(Ending ending, JsonObject onward) {
      return new Fate(ending, Optional.empty(), "", Optional.of(onward), Optional.empty());
    }

    static Fate off(Ending ending, Reason reason, String detail, Optional<JsonObject> told) {
      return new Fate(ending, Optional.of(reason), detail, Optional.empty(), told);
    }
  }

  /** What becomes of a message. */
  public enum Ending {
    /** It goes to the server. */
    FORWARDED,
    /** It goes to the client. */
    DELIVERED,
    /** It would go on if a person said so. */
    NEEDS_APPROVAL,
    /** The client is told no. */
    REFUSED,
    /** The client gets another answer in its place. */
    WITHHELD,
    /** It goes nowhere, and nobody waits for it. */
    DROPPED;

    /** Whether the message itself goes on, in whatever form. */
    public boolean goesOn() {
      return this == FORWARDED || this == DELIVERED;
    }
  }

  /**
   * One control, and what it said; empty if it was not asked, because one before it refused or the
   * configuration gave it up.
   */
  public record Step(ListedControl control, Optional<Decision> decision) {}

  public Explanation {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }
}
