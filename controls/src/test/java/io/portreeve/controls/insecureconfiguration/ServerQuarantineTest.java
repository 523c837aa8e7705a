package io.portreeve.controls.insecureconfiguration;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Answer;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerQuarantineTest {
  private final ServerQuarantine held = holding(Exchanges.SERVER);

  @Test
  void serverInQuarantine_isAskedForNothing_andTheRecordNamesTheFinding() {
    List<ClientMessage> requests =
        Messages.ofClient().stream().filter(Request.class::isInstance).toList();

    assertThat(requests).hasSizeGreaterThan(8);
    for (ClientMessage request : requests) {
      assertThat(judge(held, request))
          .isEqualTo(Verdict.deny(Reason.SERVER_QUARANTINED, "finding a-1"));
    }
    assertThat(Reason.SERVER_QUARANTINED.answer()).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void otherServer_isNotConcerned() {
    ServerQuarantine other = holding(new ServerId("other"));

    for (ClientMessage message : Messages.ofClient()) {
      assertThat(judge(other, message)).isInstanceOf(Verdict.Pass.class);
    }
  }

  @Test
  void cancellation_reachesTheServer_thatWasAskedBefore() {
    assertThat(Messages.ofClient().stream().filter(Cancelled.class::isInstance))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(judge(held, one)).isInstanceOf(Verdict.Pass.class));
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(held);
    ControlContract.verify(holding(new ServerId("other")));
  }

  private static ServerQuarantine holding(ServerId id) {
    return new ServerQuarantine(
        server -> server.equals(id) ? Optional.of("a-1") : Optional.empty());
  }

  private static Verdict<ClientMessage> judge(ServerQuarantine control, ClientMessage message) {
    return control.onRequest(Exchanges.asking(message), message);
  }
}
