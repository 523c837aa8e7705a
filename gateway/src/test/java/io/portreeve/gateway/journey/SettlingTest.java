package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Request;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlingTest {
  private static final CallTool CALL = Messages.callTool("pay", "{}");

  private final List<CallTool> claimed = new ArrayList<>();
  private ApprovalDesk.Ruling ruling = new ApprovalDesk.Ruling.Granted("a");
  private boolean resumes;
  private final List<String> heard = new ArrayList<>();

  private final ApprovalDesk desk =
      new ApprovalDesk() {
        @Override
        public Ruling claim(Exchange exchange, CallTool call) {
          claimed.add(call);
          return ruling;
        }

        @Override
        public void hear(Exchange exchange, CallTool call, String approval, boolean yes) {
          assertThat(call).isEqualTo(CALL);
          heard.add(approval + " " + yes);
        }

        @Override
        public boolean resume(Exchange exchange, CallTool call, String approval, int round) {
          return resumes && approval.equals("earlier") && round == 1;
        }
      };

  private Settling.Settled settle(Request request, Optional<String> earlier) {
    return new Settling(desk)
        .settle(
            Exchanges.asking(request),
            new Judgement.NeedsApproval<>(request, "?", Reason.APPROVAL_REQUIRED, List.of()),
            1,
            earlier);
  }

  private Judgement.Refused<ClientMessage> refused(Request request) {
    return (Judgement.Refused<ClientMessage>) settle(request, Optional.empty()).judgement();
  }

  @Test
  void yes_letsTheCallGoOn_andIsOnRecord() {
    Settling.Settled settled = settle(CALL, Optional.empty());

    assertThat(settled.approval()).hasValue("a");
    assertThat(settled.judgement())
        .isInstanceOfSatisfying(
            Judgement.Forward.class,
            forward -> {
              assertThat(forward.message()).isEqualTo(CALL);
              assertThat(forward.decisions().toString()).contains("approved", "approval a");
            });
  }

  @Test
  void everythingElse_refuses() {
    ruling = new ApprovalDesk.Ruling.Waiting("w", Optional.of("may I?"));
    assertThat(refused(CALL))
        .returns(Reason.APPROVAL_REQUIRED, Judgement.Refused::reason)
        .returns("w", Judgement.Refused::told);
    assertThat(settle(CALL, Optional.empty()).question()).hasValue("may I?");
    ruling = new ApprovalDesk.Ruling.Denied("d");
    assertThat(refused(CALL)).returns(Reason.APPROVAL_DENIED, Judgement.Refused::reason);
    ruling = new ApprovalDesk.Ruling.Impossible("why");
    assertThat(refused(CALL)).returns(Reason.APPROVAL_IMPOSSIBLE, Judgement.Refused::reason);
  }

  @Test
  void whatCallsNoTool_isRefusedWithoutAsking() {
    assertThat(refused(Messages.request("prompts/get", "'name':'greet'")))
        .returns(Reason.APPROVAL_IMPOSSIBLE, Judgement.Refused::reason);
    assertThat(claimed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"earlier, true, 0", "earlier, false, 1", "other, true, 1"})
  void retry_goesOnWithItsOwnYes_orIsAskedAboutAnew(String earlier, boolean open, int claims) {
    resumes = open;

    settle(CALL, Optional.of(earlier));

    assertThat(claimed).hasSize(claims);
  }

  @Test
  void answerToAQuestionOfOurs_isNoPartOfTheCall() {
    Request answered =
        Messages.request(
            "tools/call",
            "'name':'pay','arguments':{},'inputResponses':{'io.portreeve/login':{'action':'accept'}}");

    settle(answered, Optional.empty());

    assertThat(claimed).containsExactly(CALL);
  }

  private static Request answering(String action) {
    return Messages.request(
        "tools/call",
        "'name':'pay','arguments':{},'inputResponses':{'io.portreeve/approval':{'action':'"
            + action
            + "'}}");
  }

  @ParameterizedTest
  @CsvSource({"accept, w true", "decline, w false"})
  void userIsHeard_aboutTheQuestionThatHeWasAsked(String action, String told) {
    settle(answering(action), Optional.of("w"));

    assertThat(heard).containsExactly(told);
    assertThat(claimed).containsExactly(CALL);
  }

  @Test
  void userIsNotHeard_whoSaysNothing_orWasNotAsked() {
    settle(answering("cancel"), Optional.of("w"));
    settle(CALL, Optional.of("w"));
    settle(answering("accept"), Optional.empty());

    assertThat(heard).isEmpty();
    assertThat(claimed).hasSize(3);
  }
}
