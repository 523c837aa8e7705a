package io.portreeve.controls.improperaccess;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.guard.UsageLimits.Standing;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UsageLimitTest {
  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"RATE_EXCEEDED", "CONCURRENCY_EXCEEDED", "REQUEST_TOO_LARGE"})
  void floodOfOnePrincipal_isRefusedByTheLimitThatItMeets(Reason reason) {
    UsageLimit control = new UsageLimit((_, _) -> new Standing.Over(reason, "per minute"));

    for (ClientMessage message : requests()) {
      assertThat(control.onRequest(Exchanges.asking(message), message))
          .isEqualTo(Verdict.deny(reason, "per minute"));
    }
  }

  @Test
  void everyRequest_isCountedOnce_andACancellationNever() {
    List<ClientMessage> counted = new ArrayList<>();
    UsageLimit control =
        new UsageLimit((Exchange _, ClientMessage message) -> {
          counted.add(message);
          return new Standing.Within();
        });

    for (ClientMessage message : requests()) {
      assertThat(control.onRequest(Exchanges.asking(message), message))
          .isEqualTo(Verdict.pass(Reason.WITHIN_LIMITS));
    }
    ClientMessage cancelled = new Cancelled(Jsons.object("{'requestId':1}"));
    assertThat(control.onRequest(Exchanges.asking(cancelled), cancelled))
        .isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));

    assertThat(counted).isEqualTo(requests());
  }

  private static List<ClientMessage> requests() {
    return Messages.ofClient().stream().filter(one -> !(one instanceof Cancelled)).toList();
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(new UsageLimit((_, _) -> new Standing.Within()));
  }
}
