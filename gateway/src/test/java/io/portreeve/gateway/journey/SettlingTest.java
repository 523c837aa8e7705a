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
import java.net.URI;
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
  private ApprovalDesk.Ruling afterwards = new ApprovalDesk.Ruling.Granted("a");
  private final List<String> awaited = new ArrayList<>();
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
        public Optional<URI> page(Exchange exchange, Approver approver, String approval) {
          return Optional.of(URI.create("https://gw.example/" + approval));
        }

        @Override
        public void await(Exchange exchange, String approval) {
          awaited.add(approval);
          ruling = afterwards;
        }

        @Override
        public boolean resume(
            Exchange exchange, CallTool call, Approver approver, Continued.Approved approval) {
          return approver == Approver.USER && resumes && approval.equals(EARLIER);
        }
      };

  private Settling.Settled settle(Request request, Optional<Continued> earlier)
      throws InterruptedException {
    return new Settling(desk)
        .settle(
            Exchanges.asking(request),
            new Judgement.NeedsApproval<>(
                request, "?", Reason.APPROVAL_REQUIRED, Approver.USER, List.of()),
            earlier);
  }

  private Judgement.Refused<ClientMessage> refused(Request request) throws InterruptedException {
    return (Judgement.Refused<ClientMessage>) settle(request, Optional.empty()).judgement();
  }

  @Test
  void yes_letsTheCallGoOn_andIsOnRecord() throws Exception {
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
  void everythingElse_refuses() throws Exception {
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
  void whatCallsNoTool_isRefusedWithoutAsking() throws Exception {
    assertThat(refused(Messages.request("prompts/get", "'name':'greet'")))
        .returns(Reason.APPROVAL_IMPOSSIBLE, Judgement.Refused::reason);
    assertThat(claimed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, true, 0", "1, false, 1", "2, true, 1"})
  void retry_goesOnWithItsOwnYes_orIsAskedAboutAnew(int use, boolean open, int claims)
      throws Exception {
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
  void answerToAQuestionOfOurs_isNoPartOfTheCall() throws Exception {
    Request answered =
        Messages.request(
            "tools/call",
            "'name':'pay','arguments':{},'inputResponses':{'io.portreeve/login':{'action':'accept'}}");

    settle(answered, Optional.empty());

    assertThat(claimed).containsExactly(CALL);
  }

  private static Request answering(String action) {
    return answering("approval", action);
  }

  private static Request answering(String question, String action) {
    return Messages.request(
        "tools/call",
        "'name':'pay','arguments':{},'inputResponses':{'io.portreeve/"
            + question
            + "':{'action':'"
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
  void userIsHeard_aboutTheQuestionThatHeWasAsked(String action, String told) throws Exception {
    settle(answering(action), ASKED);

    assertThat(heard).containsExactly(told);
    assertThat(claimed).containsExactly(CALL);
  }

  @Test
  void userIsNotHeard_whoSaysNothing_orWasNotAsked() throws Exception {
    settle(answering("cancel"), ASKED);
    settle(CALL, ASKED);
    settle(answering("accept"), Optional.empty());
    settle(answering("accept"), Optional.of(EARLIER));

    assertThat(heard).isEmpty();
    assertThat(claimed).hasSize(4);
  }

  @Test
  void whoSaysThatHeWentToThePage_isAwaited_andNothingElseOfIt() throws Exception {
    ruling = new ApprovalDesk.Ruling.Waiting("w", Optional.empty());
    Settling.Settled settled = settle(answering("approval-page", "accept"), ASKED);

    assertThat(awaited).containsExactly("w");
    assertThat(heard).isEmpty();
    assertThat(settled.judgement()).isInstanceOf(Judgement.Forward.class);
    assertThat(claimed).containsExactly(CALL, CALL);
  }

  @Test
  void whoIsNotThereYet_isSentAgain_andWhoDoesNotWantToGoIsNot() throws Exception {
    ruling = new ApprovalDesk.Ruling.Waiting("w", Optional.empty());
    afterwards = ruling;
    URI page = URI.create("https://gw.example/w");

    assertThat(settle(CALL, Optional.empty()).page()).contains(page);
    assertThat(awaited).isEmpty();
    assertThat(settle(answering("approval-page", "accept"), ASKED).page()).contains(page);
    assertThat(settle(answering("approval-page", "decline"), ASKED).page()).isEmpty();
    assertThat(settle(answering("approval-page", "cancel"), ASKED).page()).isEmpty();
  }
}
