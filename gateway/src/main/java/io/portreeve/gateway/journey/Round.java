package io.portreeve.gateway.journey;

import io.portreeve.mcp.Request;
import java.util.Optional;

/**
 * One round of a request: a retry that answers a question is the next.
 *
 * @param request with the server's own state or cursor put back
 * @param number how many questions of the server, or for a login, came before it
 * @param approval what it has of its approval, if it needs one
 */
record Round(Request request, int number, Optional<Continued> approval) {

  /** The first. */
  Round(Request request) {
    this(request, 0, Optional.empty());
  }

  Round with(Optional<Continued> now) {
    return new Round(request, number, now);
  }

  /** What a retry begins, with the same approval. */
  Round next() {
    return new Round(request, number + 1, approval);
  }

  /** What a retry begins that answers the server. */
  Round afterQuestion() {
    return next().with(approval.map(Round::afterQuestion));
  }

  private static Continued afterQuestion(Continued of) {
    return switch (of) {
      case Continued.Approved yes -> yes.afterQuestion();
      case Continued.Asked waits -> waits;
    };
  }
}
