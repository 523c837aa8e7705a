package io.portreeve.gateway.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A question to a person about one call, and what came of it.
 *
 * @param state as it was last written; {@link #stateAt} knows what time did to it
 * @param grounds what stands beside the call where a person looks at it
 * @param expires until when somebody may say something or, once it is approved, call
 * @param first the yes that came, where two people have to say it; both of them once it is decided
 * @param reason what the person who decided said, if anything
 * @param kept whether the yes holds for the values of the call, too, in the conversation that the
 *     grounds name
 */
public record Approval(
    String id,
    ApprovalCall call,
    Grounds grounds,
    ApprovalState state,
    Instant asked,
    Instant expires,
    Optional<Yes> first,
    Optional<String> decidedBy,
    Optional<Instant> decided,
    String reason,
    boolean kept) {

  /**
   * The yes of one person, who has to be another than the next.
   *
   * @param person who it is, as far as can be told
   * @param by the name that he gave
   * @param kept whether he said it of the values, too
   */
  public record Yes(String person, String by, Instant at, boolean kept) {}

  public ApprovalState stateAt(Instant now) {
    return switch (state) {
      case PENDING, APPROVED -> expires.isAfter(now) ? state : ApprovalState.EXPIRED;
      case DENIED, USED, EXPIRED -> state;
    };
  }
}
