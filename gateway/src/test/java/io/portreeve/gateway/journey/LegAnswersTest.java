package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Change;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.RequestControl;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.UsageLimits;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.ToolResult;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What becomes of the messages of a server, by what the controls say of them. */
class LegAnswersTest {
  private static final CallTool CALL = Messages.callTool("read", "{}");
  private static final ToolResult ANSWER = ToolResult.error("the answer");
  private static final Notification HALF =
      Messages.note("notifications/progress", "'progressToken':7,'progress':1");
  private static final Failure SECRET =
      new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "the secret"));

  private final NotedTrail trail = new NotedTrail();
  private final List<ServerMessage> delivered = new ArrayList<>();
  private final List<Request> sent = new ArrayList<>();
  private Function<ClientMessage, Verdict<ClientMessage>> ofRequests =
      _ -> Verdict.pass(Reason.POLICY_ALLOWED);
  private Function<ServerMessage, Verdict<ServerMessage>> ofResponses =
      _ -> Verdict.pass(Reason.RESPONSE_VALID);

  /** The server is sent, and the answers are judged by, what the controls made of the request. */
  @Test
  void requestThatWasRewritten_isSentInThatForm() throws Exception {
    CallTool clean = CALL.withTool(new ToolName("clean"));
    ofRequests = _ -> Verdict.rewrite(clean, Reason.ARGUMENTS_SANITIZED, List.of());

    travel(CALL, ANSWER);

    assertThat(sent).containsExactly(clean);
    assertThat(delivered).containsExactly(ANSWER);
  }

  @Test
  void answerThatWasRewritten_isDeliveredInThatForm_andTheChangeIsOnRecord() throws Exception {
    ToolResult clean = ToolResult.error("clean");
    Change change = new Change("/content/0/text", "terminal escape", 1);
    ofResponses = _ -> Verdict.rewrite(clean, Reason.RESPONSE_SANITIZED, List.of(change));

    travel(CALL, ANSWER);

    assertThat(delivered).containsExactly(clean);
    assertThat(trail.outcomes.getFirst().decisions())
        .extracting(Decision::changes)
        .containsExactly(List.of(change));
  }

  @Test
  void notificationThatIsRefused_isDropped_andTheRestGoesOn() throws Exception {
    ofResponses =
        message ->
            message instanceof Notification
                ? Verdict.deny(Reason.RESPONSE_DANGEROUS, "escape")
                : Verdict.pass(Reason.RESPONSE_VALID);

    travel(CALL, HALF, ANSWER);

    assertThat(delivered).containsExactly(ANSWER);
    assertThat(trail.outcomes.getFirst().ending()).isEqualTo(Outcome.Ending.COMPLETED);
    assertThat(trail.outcomes.getFirst().messages()).isEqualTo(2);
    assertThat(trail.outcomes.getFirst().decisions()).hasSize(1);
  }

  @Test
  void answerThatIsRefused_isReplaced_andNothingOfItIsDelivered() throws Exception {
    ofResponses = _ -> Verdict.deny(Reason.RESPONSE_INVALID, "not of its schema");

    travel(CALL, SECRET);

    assertThat(delivered)
        .containsExactly(ToolResult.error("the server's answer was withheld (exchange x-1)"));
    assertThat(trail.outcomes.getFirst().ending()).isEqualTo(Outcome.Ending.WITHHELD);
    assertThat(trail.outcomes.getFirst().detail()).isEqualTo("not of its schema");
  }

  @Test
  void answerThatAPersonWouldHaveToPass_isWithheld() throws Exception {
    ofResponses = _ -> Verdict.ask("let it pass?", Reason.APPROVAL_REQUIRED);

    travel(CALL, SECRET);

    assertThat(delivered.toString()).doesNotContain("secret");
    assertThat(trail.outcomes.getFirst().ending()).isEqualTo(Outcome.Ending.WITHHELD);
  }

  @Test
  void requestThatAPersonWouldHaveToPass_isNotSent() throws Exception {
    ofRequests = _ -> Verdict.ask("pay?", Reason.APPROVAL_REQUIRED);

    travel(CALL, ANSWER);

    assertThat(sent).isEmpty();
    assertThat(delivered).containsExactly(ToolResult.error("refused by policy (exchange x-1)"));
    assertThat(trail.written()).containsExactly("decided files Refused", "ended files REFUSED");
  }

  @Test
  void controlThatBreaksOnAnAnswer_withholdsIt() throws Exception {
    ofResponses =
        _ -> {
          throw new IllegalStateException("the secret");
        };

    travel(CALL, SECRET);

    assertThat(delivered.toString()).doesNotContain("secret");
    assertThat(trail.outcomes.getFirst().ending()).isEqualTo(Outcome.Ending.WITHHELD);
    assertThat(trail.outcomes.getFirst().detail()).isEqualTo("IllegalStateException");
  }

  /** Depth without end, wherever it is found, must end one exchange and nothing else. */
  @Test
  void stackThatOverflows_endsTheExchangeOnly() throws Exception {
    travel(
        CALL,
        (_, _, _) -> {
          throw new StackOverflowError();
        });

    assertThat(delivered).singleElement().isInstanceOf(Failure.class);
    assertThat(trail.outcomes.getFirst().ending()).isEqualTo(Outcome.Ending.FAILED);
    assertThat(trail.outcomes.getFirst().detail()).isEqualTo("StackOverflowError");
  }

  @Test
  void classThatDoesNotLoad_endsTheExchangeOnly_andIsOnRecord() throws Exception {
    travel(
        CALL,
        (_, _, _) -> {
          throw new NoClassDefFoundError("io/example/Secret");
        });

    assertThat(delivered).singleElement().isInstanceOf(Failure.class);
    assertThat(trail.outcomes.getFirst().ending()).isEqualTo(Outcome.Ending.FAILED);
    assertThat(trail.outcomes.getFirst().detail()).isEqualTo("NoClassDefFoundError");
  }

  @Test
  void nothing_followsTheAnswer() throws Exception {
    travel(CALL, ANSWER, HALF, SECRET);

    assertThat(delivered).containsExactly(ANSWER);
    assertThat(trail.outcomes.getFirst().messages()).isEqualTo(3);
    assertThat(trail.outcomes.getFirst().ending()).isEqualTo(Outcome.Ending.COMPLETED);
  }

  @Test
  void errorOfAServer_isDelivered_andIsItsEnding() throws Exception {
    travel(CALL, SECRET);

    assertThat(delivered).containsExactly(SECRET);
    assertThat(trail.outcomes.getFirst().ending()).isEqualTo(Outcome.Ending.SERVER_ERROR);
  }

  @Test
  void cursorOfAServer_isDeliveredSealed() throws Exception {
    Request list = Messages.request("tools/list", "");

    travel(
        list, new ToolList(Jsons.object("{'resultType':'complete','tools':[],'nextCursor':'c'}")));

    assertThat(((ToolList) delivered.getFirst()).nextCursor())
        .hasValueSatisfying(cursor -> assertThat(cursor).isNotEqualTo("c").hasSizeGreaterThan(40));
  }

  @Test
  void passes_areNotKept_forTheyAreMany() throws Exception {
    travel(CALL, HALF, HALF, ANSWER);

    assertThat(trail.outcomes.getFirst().decisions()).isEmpty();
  }

  private void travel(Request request, ServerMessage... answers) throws InterruptedException {
    travel(
        request,
        (_, judged, out) -> {
          sent.add(judged);
          for (ServerMessage answer : answers) {
            out.deliver(answer);
          }
        });
  }

  private void travel(Request request, Upstream server) throws InterruptedException {
    Guard guard = new Guard(List.of(), List.of(new Asking()), List.of(new Answering()));
    Seal seal = new Seal(List.of(new SecretKeySpec(new byte[32], "AES")), new SecureRandom());
    ManualClock clock = ManualClock.atNewYear();
    try (Patience patience = new Patience(Duration.ofMinutes(1), clock)) {
      Leg.Steps steps =
          new Leg.Steps(
              guard,
              trail,
              new Carried(seal, clock),
              (_, _) -> new UsageLimits.Standing.Within(),
              patience,
              new Settling(ApprovalDesk.closed()));
      new Leg(steps, Exchanges.asking(request), delivered::add).travel(request, server);
    }
  }

  private final class Asking implements RequestControl {
    @Override
    public Mitigation mitigates() {
      return Mitigation.ACCESS_AUTHORIZATION;
    }

    @Override
    public Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message) {
      return ofRequests.apply(message);
    }
  }

  private final class Answering implements ResponseControl {
    @Override
    public Mitigation mitigates() {
      return Mitigation.RESPONSE_VALIDATION;
    }

    @Override
    public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
      return ofResponses.apply(message);
    }
  }
}
