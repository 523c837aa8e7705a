package io.portreeve.gateway.journey;

import io.portreeve.gateway.journey.Outcome.Ending;
import io.portreeve.guard.Decision;
import io.portreeve.mcp.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client is given of one leg, one last message and nothing after it; and what came of it.
 */
final class Delivery {
  private final ServerStream out;
  private final List<Decision> decisions = new ArrayList<>();
  private int unkept;
  private int messages;
  private Optional<End> end = Optional.empty();

  private record End(Ending how, String detail) {}

  Delivery(ServerStream out) {
    this.out = out;
  }

  boolean hasEnded() {
    return end.isPresent();
  }

  /** A message before the last. */
  void pass(ServerMessage notification) throws InterruptedException {
    if (end.isEmpty()) {
      out.deliver(notification);
    }
  }

  /** The last message, if there was none; the detail is for the operator. */
  void end(Ending how, String detail, ServerMessage last) throws InterruptedException {
    if (end.isEmpty()) {
      end = Optional.of(new End(how, detail));
      out.deliver(last);
    }
  }

  /** The client is gone, whatever it was given. */
  void cancelled() {
    end = Optional.of(new End(Ending.CANCELLED, end.map(End::detail).orElse("")));
  }

  /** One message of the server was judged so. */
  void judged(List<Decision> all) {
    messages++;
    for (Decision decision : all) {
      if (decision.kind() != Decision.Kind.PASS || decision.reason().alerts()) {
        keep(decision);
      }
    }
  }

  private void keep(Decision decision) {
    if (decisions.size() < Outcome.MOST_DECISIONS) {
      decisions.add(decision);
    } else {
      unkept++;
    }
  }

  /** What came of it so far: without a last message, something failed. */
  Outcome outcome() {
    End so = end.orElse(new End(Ending.FAILED, ""));
    return new Outcome(so.how(), decisions, unkept, messages, so.detail());
  }
}
