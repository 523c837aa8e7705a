package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Approver;
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

  private static final Continued.Approved EARLIER = new Continued.Approved("earlier", 1, true);

  private static final ApprovalDesk.Question QUESTION = new ApprovalDesk.Question("may I?", false);
  private static final Optional<Continued> ASKED = Optional.of(new Continued.Asked("w"));

  private final List<CallTool> claimed = new ArrayList<>();
  private ApprovalDesk.Ruling ruling = new ApprovalDesk.Ruling.Granted("a");
  private boolean resumes;
  private final List<String> heard = new ArrayList<>();

  private final ApprovalDesk desk =
      new ApprovalDesk() {
        @Override
        public Ruling claim(
            Exchange exchange, CallTool call, Judgement.NeedsApproval<ClientMessage> asks) {
          assertThat(asks.approver()).isEqualTo(Approver.USER);
          claimed.add(call);
          return ruling;
        }

        @Override
        public void hear(
            Exchange exchange, CallTool call, Approver approver, String approval, Said said) {
          assertThat(call).isEqualTo(CALL);
          assertThat(approver).isEqualTo(Approver.USER);
          heard.add(approval + " " + said);
        }

        @Override
        public boolean resume(
            Exchange exchange, CallTool call, Approver approver, Continued.Approved approval) {
          return approver == Approver.USER && resumes && approval.equals(EARLIER);
        }
      };

  private Settling.Settled settle(Request request, Optional<Continued> earlier) {
    return new Settling(desk)
        .settle(
            Exchanges.asking(request),
            new Judgement.NeedsApproval<>(
                request, "?", Reason.APPROVAL_REQUIRED, Approver.USER, List.of()),
            earlier);
  }

  private Judgement.Refused<ClientMessage> refused(Request request) {
    return (Judgement.Refused<ClientMessage>) settle(request, Optional.empty()).judgement();
  }

  @Test
  void yes_letsTheCallGoOn_andIsOnRecord() {
    Settling.Settled settled = settle(CALL, Optional.empty());

    assertThat(settled.approval()).hasValue(new Continued.Approved("a", 1, false));
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
    ruling = new ApprovalDesk.Ruling.Waiting("w", Optional.of(QUESTION));
    assertThat(refused(CALL))
        .returns(Reason.APPROVAL_REQUIRED, Judgement.Refused::reason)
        .returns("w", Judgement.Refused::told);
    assertThat(settle(CALL, Optional.empty()).question()).hasValue(QUESTION);
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
  @CsvSource({"1, true, 0", "1, false, 1", "2, true, 1"})
  void retry_goesOnWithItsOwnYes_orIsAskedAboutAnew(int use, boolean open, int claims) {
    resumes = open;

    Settling.Settled settled =
        settle(CALL, Optional.of(new Continued.Approved("earlier", use, true)));

    assertThat(claimed).hasSize(claims);
    assertThat(settled.approval())
        .hasValue(
            claims == 0
                ? new Continued.Approved("earlier", 2, true)
                : new Continued.Approved("a", 1, false));
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
            + (action.contains(" ") ? action.replace(" ", "','content':") : action + "'")
            + "}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "accept | w YES",
        "decline | w NO",
        "accept {} | w YES",
        "accept {'values':false} | w YES",
        "accept {'values':'true'} | w YES",
        "accept {'values':true} | w YES_TO_VALUES",
        "decline {'values':true} | w NO"
      })
  void userIsHeard_aboutTheQuestionThatHeWasAsked(String action, String told) {
    settle(answering(action), ASKED);

    assertThat(heard).containsExactly(told);
    assertThat(claimed).containsExactly(CALL);
  }

  @Test
  void userIsNotHeard_whoSaysNothing_orWasNotAsked() {
    settle(answering("cancel"), ASKED);
    settle(CALL, ASKED);
    settle(answering("accept"), Optional.empty());
    settle(answering("accept"), Optional.of(EARLIER));

    assertThat(heard).isEmpty();
    assertThat(claimed).hasSize(4);
  }
}
