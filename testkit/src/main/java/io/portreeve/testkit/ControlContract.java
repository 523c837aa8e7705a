package io.portreeve.testkit;

import io.portreeve.guard.ConnectionControl;
import io.portreeve.guard.Control;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import java.util.List;
import java.util.function.Function;

/**
 * What every control must keep: it answers every kind of message, the same way each time, and what
 * it rewrote it passes when it sees it again.
 *
 * <p>Each check throws an {@link AssertionError} that names the control and the message.
 */
public final class ControlContract {
  private ControlContract() {}

  public static void verify(Control control) {
    switch (control) {
      case ConnectionControl judge -> arrivals(judge);
      case RequestControl judge -> requests(judge);
      case ResponseControl judge -> responses(judge);
    }
    if (control instanceof RequestControl && control instanceof ResponseControl judge) {
      responses(judge);
    }
  }

  private static void arrivals(ConnectionControl control) {
    for (Identity identity :
        List.of(
            new Identity.Absent(),
            new Identity.Authenticated(Exchanges.ANNA),
            new Identity.Rejected(Reason.CREDENTIAL_EXPIRED, "key expired"))) {
      law(control, Exchanges.arriving(identity), control::onArrival);
    }
  }

  private static void requests(RequestControl control) {
    for (ClientMessage message : Messages.ofClient()) {
      Exchange exchange = Exchanges.asking(message);
      law(control, message, subject -> control.onRequest(exchange, subject));
    }
  }

  private static void responses(ResponseControl control) {
    for (Reply reply : Messages.ofServer()) {
      Exchange exchange = Exchanges.asking(reply.asked());
      law(control, reply.said(), subject -> control.onResponse(exchange, subject));
    }
  }

  private static <M> void law(Control control, M message, Function<M, Verdict<M>> judge) {
    Verdict<M> first = judge.apply(message);
    Verdict<M> second = judge.apply(message);
    check(first.equals(second), control, message, "gives two verdicts on one message");
    if (first instanceof Verdict.Rewrite<M> rewrite) {
      Verdict<M> again = judge.apply(rewrite.message());
      check(again instanceof Verdict.Pass<M>, control, message, "does not pass what it rewrote");
    }
  }

  private static void check(boolean kept, Control control, Object message, String complaint) {
    if (!kept) {
      throw new AssertionError(control.name() + " " + complaint + ": " + message);
    }
  }
}
