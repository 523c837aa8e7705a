package io.portreeve.gateway.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A question to a person about one call, and what came of it.
 *
 * @param state as it was last written; {@link #stateAt} knows what time did to it
 * @param expires until when somebody may say something or, once it is approved, call
 * @param reason what the person said, if anything
 */
public record Approval(
    String id,
    ApprovalCall call,
    ApprovalState state,
    Instant asked,
    Instant expires,
    Optional<String> decidedBy,
    Optional<Instant> decided,
    String reason) {

  public ApprovalState stateAt(Instant now) {
    return switch (state) {
      case PENDING, APPROVED -> expires.isAfter(now) ? state : ApprovalState.EXPIRED;
      case DENIED, USED, EXPIRED -> state;
    };
  }
}
