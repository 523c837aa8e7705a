package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.portreeve.controls.Glob;
import io.portreeve.controls.improperaccess.UsageLimit;
import io.portreeve.controls.unintendedtoolexecution.Allowlist;
import io.portreeve.controls.unintendedtoolexecution.ToolAllowlist;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.UsageLimits;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegTest {
  private static final CallTool CALL = Messages.callTool("read", "{}");
  private static final CallTool FORGED =
      (CallTool)
          Messages.request("tools/call", "'name':'read','arguments':{},'requestState':'forged'");
  private static final ServerMessage UPDATE =
      Messages.note("notifications/resources/updated", "'uri':'file:///hidden'");
  private static final ToolResult FIRST = ToolResult.error("first");

  private final List<String> events = new ArrayList<>();
  private final List<ServerMessage> delivered = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Exchange> charged = new ArrayList<>();
  private final ManualClock clock = ManualClock.atNewYear();
  private final Patience patience = new Patience(Duration.ofMinutes(1), clock);
  private boolean auditDown;
  private boolean incapable;
  private UsageLimits limits =
      (exchange, _) -> {
        charged.add(exchange);
        return new UsageLimits.Standing.Within();
      };

  /** Notes what happens, in order. */
  private final AuditTrail audit =
      new AuditTrail() {
        @Override
        public void decided(Exchange exchange, Judgement<ClientMessage> judgement)
            throws AuditUnavailable {
          if (auditDown) {
            throw new AuditUnavailable("the disk is full");
          }
          events.add("decided " + judgement.getClass().getSimpleName());
        }

        @Override
        public void ended(Exchange exchange, Outcome outcome) {
          outcomes.add(outcome);
        }

        @Override
        public void turnedAway(Arrival arrival, Reason reason, String detail) {
          events.add("turned away " + reason);
        }
      };

  @Test
  void unnamedTool_neverReachesTheServer_andIsOnRecord() throws Exception {
    travel(Messages.callTool("drop", "{}"), (_, _, _) -> events.add("sent"));

    assertThat(events).containsExactly("decided Refused");
    assertThat(delivered)
        .containsExactly(new Failure(new McpError(ErrorCode.INVALID_PARAMS, "unknown tool")));
    assertThat(outcomes).extracting(Outcome::ending).containsExactly(Outcome.Ending.REFUSED);
  }

  @Test
  void forgedState_isCharged_andItsRefusalIsADecisionOnRecord() throws Exception {
    travel(FORGED, (_, _, _) -> events.add("sent"));

    assertThat(charged).isNotEmpty();
    assertThat(events).containsExactly("decided Refused");
    assertThat(((Failure) delivered.getFirst()).error().message())
        .isEqualTo("invalid request state");
  }

  @Test
  void forgedStateBeyondTheLimits_isNotEvenOpened() throws Exception {
    UsageLimits.Standing over = new UsageLimits.Standing.Over(Reason.RATE_EXCEEDED, "a flood");
    limits = (_, _) -> over;

    travel(FORGED, (_, _, _) -> events.add("sent"));

    assertThat(code()).isEqualTo(ErrorCode.TOO_MANY);
  }

  @Test
  void exchangeThatTakesTooLong_isAnsweredFor_andItsEndIsOnRecord() throws Exception {
    travel(
        CALL,
        (_, _, _) -> {
          clock.advance(Duration.ofMinutes(1));
          patience.look();
          new CountDownLatch(1).await();
        });

    assertThat(code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(outcomes).extracting(Outcome::detail).containsExactly("it took too long as a whole");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void exchangeThatIsUnderWayWhenTheGatewayStops_isAnsweredThatItStops() throws Exception {
    travel(
        CALL,
        (_, _, _) -> {
          patience.stop();
          new CountDownLatch(1).await();
        });

    assertThat(((Failure) delivered.getFirst()).error().message())
        .isEqualTo("the gateway is stopping");
    assertThat(outcomes).extracting(Outcome::ending).containsExactly(Outcome.Ending.FAILED);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void exchangeThatBeginsWhenTheGatewayStops_isAnsweredAlike() throws Exception {
    patience.stop();

    travel(CALL, (_, _, _) -> new CountDownLatch(1).await());

    assertThat(((Failure) delivered.getFirst()).error().message())
        .isEqualTo("the gateway is stopping");
  }

  /** A store, a control or a connection may fail just because its thread was interrupted. */
  @ParameterizedTest
  @MethodSource("failing")
  void clientThatLeavesWhileWeFail_hasLeft(Upstream failing) {
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() ->
            travel(
                CALL,
                (exchange, request, out) -> {
                  Thread.currentThread().interrupt();
                  failing.send(exchange, request, out);
                }));

    assertThat(delivered).isEmpty();
    assertThat(outcomes).extracting(Outcome::ending).containsExactly(Outcome.Ending.CANCELLED);
  }

  static Stream<Upstream> failing() {
    return Stream.of(
        (_, _, _) -> {
          throw new IllegalStateException("the store was interrupted");
        },
        (_, _, _) -> {
          throw new UpstreamException("the connection was closed");
        });
  }

  @Test
  void exchangeWithinItsTime_isLeftAlone() throws Exception {
    travel(
        CALL,
        (_, _, out) -> {
          clock.advance(Duration.ofMinutes(1).minusMillis(1));
          patience.look();
          out.deliver(FIRST);
        });

    assertThat(delivered).containsExactly(FIRST);
    clock.advance(Duration.ofHours(1));
    patience.look();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void limitsThatCannotBeAsked_letNothingPass() throws Exception {
    limits =
        (_, _) -> {
          throw new IllegalStateException("the store is down");
        };

    travel(CALL, (_, _, _) -> events.add("sent"));

    assertThat(events).containsExactly("decided Refused");
  }

  @Test
  void decision_isOnRecordBeforeTheServerSeesAnything() throws Exception {
    travel(
        CALL,
        (_, _, out) -> {
          events.add("sent");
          out.deliver(FIRST);
        });

    assertThat(events).containsExactly("decided Forward", "sent");
    assertThat(delivered).containsExactly(FIRST);
    assertThat(outcomes).extracting(Outcome::ending).containsExactly(Outcome.Ending.COMPLETED);
  }

  @Test
  void auditThatTakesNothing_letsNothingPass() throws Exception {
    auditDown = true;

    travel(CALL, (_, _, _) -> events.add("sent"));

    assertThat(events).isEmpty();
    assertThat(code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(outcomes).extracting(Outcome::detail).containsExactly("the disk is full");
  }

  @Test
  void floodOfRefusedNotifications_isCounted_notRemembered() throws Exception {
    travel(
        CALL,
        (_, _, out) -> {
          for (int i = 0; i < 5000; i++) {
            out.deliver(UPDATE);
          }
          out.deliver(FIRST);
        });

    assertThat(outcomes.getFirst().decisions()).hasSize(Outcome.MOST_DECISIONS);
    assertThat(outcomes.getFirst().unkept()).isEqualTo(5000 - Outcome.MOST_DECISIONS);
    assertThat(delivered).containsExactly(FIRST);
  }

  @Test
  void secondAnswer_isNotDelivered() throws Exception {
    travel(
        CALL,
        (_, _, out) -> {
          out.deliver(FIRST);
          out.deliver(ToolResult.error("second"));
        });

    assertThat(delivered).containsExactly(FIRST);
  }

  @Test
  void serverThatGivesNoAnswer_isAnsweredFor() throws Exception {
    travel(CALL, (_, _, _) -> {});

    assertThat(code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(outcomes)
        .extracting(Outcome::ending)
        .containsExactly(Outcome.Ending.UPSTREAM_FAILED);
  }

  @Test
  void withoutACredential_theClientLearnsNoMoreThanOfAnyFailure() throws Exception {
    travel(
        CALL,
        (_, _, _) -> {
          throw CredentialMissing.unavailable("id.example.com is away");
        });

    assertThat(code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(delivered.toString()).doesNotContain("id.example.com");
    assertThat(outcomes)
        .extracting(Outcome::ending, Outcome::detail)
        .containsExactly(tuple(Outcome.Ending.CREDENTIAL_MISSING, "id.example.com is away"));
  }

  @Test
  void serverThatCannotBeReached_isNotDescribedToTheClient() throws Exception {
    travel(
        CALL,
        (_, _, _) -> {
          throw new UpstreamException("10.0.0.7 refused");
        });

    assertThat(delivered.toString()).doesNotContain("10.0.0.7");
    assertThat(outcomes).extracting(Outcome::detail).containsExactly("10.0.0.7 refused");
  }

  @Test
  void failureOfOurs_isAnsweredAndOnRecord_withoutItsText() throws Exception {
    travel(
        CALL,
        (_, _, _) -> {
          throw new IllegalStateException("the secret");
        });

    assertThat(code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(delivered.toString()).doesNotContain("secret");
    assertThat(outcomes).extracting(Outcome::ending).containsExactly(Outcome.Ending.FAILED);
    assertThat(outcomes).extracting(Outcome::detail).containsExactly("IllegalStateException");
  }

  @Test
  void failureAfterTheAnswer_changesNeitherAnswerNorEnding() throws Exception {
    travel(
        CALL,
        (_, _, out) -> {
          out.deliver(FIRST);
          throw new UpstreamException("late");
        });

    assertThat(delivered).containsExactly(FIRST);
    assertThat(outcomes).extracting(Outcome::detail).containsExactly("");
  }

  @Test
  void clientThatWentAway_isSentNothing_andItsCancellationIsOnRecord() {
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() ->
            travel(
                CALL,
                (_, _, _) -> {
                  throw new InterruptedException();
                }));

    assertThat(delivered).isEmpty();
    assertThat(outcomes).extracting(Outcome::ending).containsExactly(Outcome.Ending.CANCELLED);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        ErrorCode.HEADER_MISMATCH,
        ErrorCode.UNSUPPORTED_VERSION,
        ErrorCode.REFUSED,
        ErrorCode.TOO_MANY
      })
  void codeThatIsOursAlone_cannotBeGivenByAServer(int code) throws Exception {
    travel(CALL, (_, _, out) -> out.deliver(new Failure(new McpError(code, "m"))));

    assertThat(code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
  }

  /** Specification 2026-07-28, basic: the error names what the client would have to declare. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'method':'roots/list'} | {'roots':{}}",
        "{'method':'sampling/createMessage','params':{'messages':[]}} | {'sampling':{}}",
        "{'method':'sampling/createMessage','params':{'messages':[],'tools':[]}}"
            + " | {'sampling':{'tools':{}}}",
        "{'method':'elicitation/create','params':{}} | {'elicitation':{'form':{}}}",
        "{'method':'elicitation/create','params':{'mode':'url'}} | {'elicitation':{'url':{}}}"
      })
  void clientThatCannotBeAsked_isToldWhatItLacks(String asks, String lacks) throws Exception {
    InputRequired message =
        new InputRequired(
            Jsons.object("{'resultType':'input_required','inputRequests':{'k':" + asks + "}}"));
    incapable = true;

    travel(CALL, (_, _, out) -> out.deliver(message));

    assertThat(delivered)
        .containsExactly(
            new Failure(
                new McpError(
                    ErrorCode.MISSING_CLIENT_CAPABILITY,
                    "missing client capability",
                    Optional.of(
                        Jsons.object("{'exchange':'x-1','requiredCapabilities':" + lacks + "}")))));
    assertThat(outcomes).extracting(Outcome::ending).containsExactly(Outcome.Ending.WITHHELD);
  }

  private int code() {
    return delivered.getFirst() instanceof Failure failure ? failure.error().code() : 0;
  }

  private void travel(CallTool call, Upstream upstream) throws InterruptedException {
    ToolAllowlist read =
        new ToolAllowlist(
            new Allowlist(
                Map.of(
                    Exchanges.SERVER,
                    new Allowlist.Named(List.of(new Glob("read")), List.of(), List.of()))));
    UsageLimit limit = new UsageLimit((exchange, message) -> limits.enter(exchange, message));
    Guard guard =
        new Guard(
            List.of(), List.of(limit, read), incapable ? List.of(new Incapable()) : List.of(read));
    Seal seal = new Seal(List.of(new SecretKeySpec(new byte[32], "AES")), new SecureRandom());
    Settling closed = new Settling(ApprovalDesk.closed());
    Leg.Steps steps =
        new Leg.Steps(guard, audit, new Carried(seal, clock), limits, patience, closed);
    new Leg(steps, Exchanges.asking(call), delivered::add).travel(call, upstream);
  }

  /** Finds that the client did not declare what the server asks of it. */
  private static final class Incapable implements ResponseControl {
    @Override
    public Mitigation mitigates() {
      return Mitigation.RESPONSE_VALIDATION;
    }

    @Override
    public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
      return Verdict.deny(Reason.CLIENT_INCAPABLE, "not declared");
    }
  }
}
