package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolList;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarriedTest {
  private static final Principal MALLORY =
      new Principal("mallory", Set.of(), Principal.Authentication.API_KEY);
  private static final CallTool CALL = Messages.callTool("pay", "{'to':'bob','sum':1}");
  private static final InputRequired ASKS =
      new InputRequired(Jsons.object("{'resultType':'input_required','requestState':'theirs'}"));

  private final ManualClock clock = ManualClock.atNewYear();
  private final Carried carried = with(key(1));

  @Test
  void retry_bringsTheServersOwnStateBack_andCountsTheRounds() throws Carried.Invalid {
    Request retry = retry(CALL, state());

    Round opened = carried.open(Exchanges.asking(retry), retry);

    assertThat(((Answerable) opened.request()).requestState()).hasValue("theirs");
    assertThat(opened.number()).isEqualTo(1);
  }

  @Test
  void stateOfTheServer_isNotReadableByTheClient() {
    assertThat(state()).doesNotContain("theirs");
    assertThat(state()).isNotEqualTo(state());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'to':'mallory','sum':1}", "{'to':'bob','sum':1000}", "{'to':'bob'}", "{}"})
  void stateForOtherArguments_doesNotOpen(String arguments) {
    refused(carried, retry(Messages.callTool("pay", arguments), state()), Exchanges.ANNA);
  }

  @Test
  void argumentsThatMeanTheSame_areTheSame() throws Carried.Invalid {
    Request retry = retry(Messages.callTool("pay", "{'sum':1.0,'to':'bob'}"), state());

    assertThat(carried.open(Exchanges.asking(retry), retry).number()).isEqualTo(1);
  }

  @Test
  void stateOfAnotherToolServerOrPrincipal_doesNotOpen() {
    refused(
        carried, retry(Messages.callTool("drop", "{'to':'bob','sum':1}"), state()), Exchanges.ANNA);
    refused(carried, retry(CALL, state()), MALLORY);
    Exchange elsewhere = Exchanges.asking(retry(CALL, state()));
    Exchange other =
        new Exchange(
            elsewhere.id(),
            elsewhere.at(),
            elsewhere.peer(),
            elsewhere.principal(),
            elsewhere.revision(),
            new ServerId("mail"),
            elsewhere.asked());
    assertThatExceptionOfType(Carried.Invalid.class)
        .isThrownBy(() -> carried.open(other, retry(CALL, state())));
  }

  @Test
  void stateOfAnotherEndpoint_doesNotOpen() throws Carried.Invalid {
    Exchange here = Exchanges.asking(CALL).at(new EndpointId("office"));
    Request retry =
        retry(CALL, carried.seal(here, new Round(CALL).next(), ASKS).requestState().orElseThrow());

    assertThat(carried.open(here.asking(retry), retry).number()).isEqualTo(1);
    for (EndpointId other : List.of(new EndpointId("bank"), EndpointId.unnamed())) {
      assertThatExceptionOfType(Carried.Invalid.class)
          .isThrownBy(() -> carried.open(here.at(other).asking(retry), retry));
    }
  }

  /** A state is no secret to the user, and another client of his may be anybody's. */
  @Test
  void stateOfAnotherClientOrActorOfTheSamePrincipal_doesNotOpen() {
    Principal desk = Exchanges.ANNA.through(Delegation.by(new Client("corp/desk")));
    Principal other = Exchanges.ANNA.through(Delegation.by(new Client("corp/other")));
    Principal acted =
        Exchanges.ANNA.through(
            new Delegation(Optional.of(new Client("corp/desk")), List.of(new Actor("corp/agent"))));
    String state =
        carried
            .seal(Exchanges.of(desk, CALL), new Round(CALL).next(), ASKS)
            .requestState()
            .orElseThrow();

    refused(carried, retry(CALL, state), other);
    refused(carried, retry(CALL, state), acted);
    refused(carried, retry(CALL, state), Exchanges.ANNA);
    assertThatCode(() -> carried.open(Exchanges.of(desk, retry(CALL, state)), retry(CALL, state)))
        .doesNotThrowAnyException();
  }

  @Test
  void anyChangeOfTheText_isFound() {
    String state = state();
    for (int i = 0; i < state.length() - 1; i++) {
      char other = state.charAt(i) == 'A' ? 'B' : 'A';
      refused(
          carried,
          retry(CALL, state.substring(0, i) + other + state.substring(i + 1)),
          Exchanges.ANNA);
    }
    for (String forged : List.of("", "theirs", "AAAA", state + "A", state.substring(4), "\u0430")) {
      refused(carried, retry(CALL, forged), Exchanges.ANNA);
    }
  }

  @Test
  void staleState_doesNotOpen() throws Carried.Invalid {
    Request retry = retry(CALL, state());
    clock.advance(Duration.ofMinutes(15));
    assertThat(carried.open(Exchanges.asking(retry), retry).number()).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));
    refused(carried, retry, Exchanges.ANNA);
  }

  @Test
  void rounds_comeToAnEnd() throws Carried.Invalid {
    String state = state();
    for (int number = 1; number <= 10; number++) {
      Request retry = retry(CALL, state);
      Round round = carried.open(Exchanges.asking(retry), retry);
      assertThat(round.number()).isEqualTo(number);
      state = sealed(retry, round);
    }
    refused(carried, retry(CALL, state), Exchanges.ANNA);
  }

  @Test
  void rotatedKeys_openWhatTheOldOneSealed_andAForeignOneNothing() throws Carried.Invalid {
    Request retry = retry(CALL, state());

    assertThat(with(key(2), key(1)).open(Exchanges.asking(retry), retry).number()).isEqualTo(1);
    refused(with(key(2)), retry, Exchanges.ANNA);
  }

  @Test
  void cursor_opensForItsListAndPrincipalOnly() throws Carried.Invalid {
    ToolList page =
        new ToolList(Jsons.object("{'resultType':'complete','tools':[],'nextCursor':'page 2'}"));
    Request first = Messages.request("tools/list", "");
    String cursor = carried.seal(Exchanges.asking(first), page).nextCursor().orElseThrow();
    Request next = Messages.request("tools/list", "'cursor':'" + cursor + "'");

    assertThat(((ListTools) carried.open(Exchanges.asking(next), next).request()).cursor())
        .hasValue("page 2");
    refused(carried, next, MALLORY);
    refused(carried, Messages.request("prompts/list", "'cursor':'" + cursor + "'"), Exchanges.ANNA);
    refused(carried, retry(CALL, cursor), Exchanges.ANNA);
    refused(carried, Messages.request("tools/list", "'cursor':'page 2'"), Exchanges.ANNA);
    clock.advance(Duration.ofHours(1).plusMillis(1));
    refused(carried, next, Exchanges.ANNA);
  }

  private String state() {
    return sealed(CALL, new Round(CALL));
  }

  private String sealed(Request received, Round round) {
    return carried
        .seal(Exchanges.asking(received), round.next(), ASKS)
        .requestState()
        .orElseThrow();
  }

  private static Request retry(CallTool call, String state) {
    return call.withParams(
        call.params()
            .with("requestState", state)
            .with("inputResponses", Jsons.object("{'k':{'action':'accept'}}")));
  }

  private static void refused(Carried carried, Request request, Principal principal) {
    assertThatExceptionOfType(Carried.Invalid.class)
        .isThrownBy(() -> carried.open(Exchanges.of(principal, request), request));
  }

  private Carried with(SecretKey... keys) {
    return new Carried(new Seal(List.of(keys), new SecureRandom()), clock);
  }

  private static SecretKey key(int fill) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) fill;
    return new SecretKeySpec(bytes, "AES");
  }
}
