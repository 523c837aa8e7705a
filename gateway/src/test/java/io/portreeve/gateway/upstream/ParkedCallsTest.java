package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of a stateful server to its client, inside a call. */
@Timeout(120)
class ParkedCallsTest {
  private static final String FORM =
      "{'message':'Which?','requestedSchema':{'type':'object','properties':{}}}";
  private static final Request CALL = LegacyRig.call("'name':'a','arguments':{'x':1}");

  private LegacyRig rig = new LegacyRig(LegacyRig.settings());
  private Running running = Running.start(rig.upstream, CALL);
  private ScriptedConnection server = new ScriptedConnection();
  private JsonObject asked = JsonObject.empty();

  @BeforeEach
  void open() throws Exception {
    server = rig.session();
    asked = server.next("tools/call");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void restart(UpstreamSettings settings) throws Exception {
    rig.close();
    rig = new LegacyRig(settings);
    running = Running.start(rig.upstream, CALL);
    open();
  }

  // --- the round trip ---

  @Test
  void question_isPutToTheClient_andItsAnswerToTheServer() throws Exception {
    InputRequired asks = park();
    assertThat(asks.json().without("requestState"))
        .isEqualTo(
            Jsons.object(
                "{'resultType':'input_required','inputRequests':{'elicitation-1':{'method':'elicitation/create',"
                    + "'params':"
                    + FORM
                    + "}}}"));
    Running retry =
        retry(state(asks), "{'elicitation-1':{'action':'accept','content':{'a':1}},'other':7}");
    assertThat(server.next())
        .isEqualTo(
            Jsons.object(
                "{'jsonrpc':'2.0','id':'q','result':{'action':'accept','content':{'a':1}}}"));
    server.answer(asked, "{'content':[]}");
    assertThat(retry.done().end()).isInstanceOf(ToolResult.class);
    assertThat(rig.upstream.parkedCalls()).isZero();
  }

  @Test
  void siblings_arePutToTheClientTogether() throws Exception {
    server.ask("'q1'", "elicitation/create", FORM);
    server.ask("2", "sampling/createMessage", "{'messages':[],'maxTokens':1}");
    server.ask("'q3'", "roots/list", "{}");
    settle(running);
    InputRequired asks = running.done().inputRequired();
    assertThat(asks.inputRequests().keySet())
        .containsExactly("elicitation-1", "sampling-2", "roots-3");
    retry(
        state(asks),
        "{'roots-3':{'roots':[]},'elicitation-1':{'action':'cancel'},"
            + "'sampling-2':{'role':'assistant','model':'m','content':{}}}");
    assertThat(List.of(server.next(), server.next(), server.next()))
        .extracting(it -> it.get("id").orElseThrow().toString())
        .containsExactly("\"q1\"", "2", "\"q3\"");
  }

  @Test
  void missingAnswers_areAskedForAgain_andNothingElseIs() throws Exception {
    server.ask("'q1'", "elicitation/create", FORM);
    server.ask("'q2'", "roots/list", "{}");
    settle(running);
    InputRequired first = running.done().inputRequired();
    Running retry = retry(state(first), "{'roots-2':{'roots':[]}}");
    assertThat(server.next().string("id")).contains("q2");
    settle(retry);
    InputRequired second = retry.done().inputRequired();
    assertThat(second.inputRequests().keySet()).containsExactly("elicitation-1");
    assertThat(state(second)).isNotEqualTo(state(first));
    Running last = retry(state(second), "{'elicitation-1':{'action':'accept'}}");
    assertThat(server.next().string("id")).contains("q1");
    server.answer(asked, "{'content':[]}");
    assertThat(last.done().end()).isInstanceOf(ToolResult.class);
  }

  @Test
  void secondQuestion_getsAKeyOfItsOwn() throws Exception {
    Running retry = retry(state(park()), "{'elicitation-1':{'action':'accept'}}");
    server.next();
    server.ask("'again'", "elicitation/create", FORM);
    settle(retry);
    assertThat(retry.done().inputRequired().inputRequests().keySet())
        .containsExactly("elicitation-2");
  }

  @Test
  void questionWhileParked_isPutWithTheRetry() throws Exception {
    InputRequired asks = park();
    server.ask("'more'", "roots/list", "{}");
    Running retry = retry(state(asks), "{'elicitation-1':{'action':'accept'}}");
    server.next();
    settle(retry);
    assertThat(retry.done().inputRequired().inputRequests().keySet()).containsExactly("roots-2");
  }

  @Test
  void progressBetweenTheRounds_comesWithTheRetry_underItsToken() throws Exception {
    rig.close();
    rig = new LegacyRig(LegacyRig.settings());
    Request call = withToken(CALL, "one");
    running = Running.start(rig.upstream, call);
    open();
    InputRequired asks = park();
    server.notify(
        "notifications/progress",
        "{'progressToken':" + ScriptedConnection.id(asked) + ",'progress':5}");
    Running retry =
        Running.start(
            rig.upstream,
            withToken(answering(state(asks), "{'elicitation-1':{'action':'accept'}}"), "two"));
    server.next();
    server.answer(asked, "{'content':[]}");
    assertThat(((Progress) retry.done().all().getFirst()).params())
        .isEqualTo(Jsons.object("{'progressToken':'two','progress':5}"));
  }

  @Test
  void answerBeforeTheClientComesBack_isKeptForIt() throws Exception {
    InputRequired asks = park();
    server.answer(asked, "{'content':[],'isError':true}");
    Running retry = retry(state(asks), "{'elicitation-1':{'action':'accept'}}");
    assertThat(retry.done().result().bool("isError")).contains(true);
  }

  @Test
  void questionThatTheServerTakesBack_isNotAnswered() throws Exception {
    server.ask("'q1'", "elicitation/create", FORM);
    server.notify("notifications/cancelled", "{'requestId':'q1'}");
    server.answer(asked, "{'content':[]}");
    assertThat(running.done().end()).isInstanceOf(ToolResult.class);
    assertThat(server.sentNothingMore()).isTrue();
  }

  // --- who may come back, with what, and when ---

  @ParameterizedTest
  @ValueSource(strings = {"", "00000000000000000000000000000000", "made up"})
  void unknownState_isRefused(String state) throws Exception {
    InputRequired asks = park();
    Running retry = retry(state, "{'elicitation-1':{'action':'accept'}}");
    assertThat(retry.done().failure().error().code()).isEqualTo(-32602);
    assertThat(rig.upstream.parkedCalls()).isEqualTo(1);
    assertThat(state(asks)).isNotEqualTo(state);
  }

  @Test
  void anotherPrincipal_findsNothing_andDisturbsNothing() throws Exception {
    InputRequired asks = park();
    Request stolen = answering(state(asks), "{'elicitation-1':{'action':'accept'}}");
    Running thief = Running.start(rig.upstream, Exchanges.of(Rig.BERT, stolen), stolen);
    assertThat(thief.done().failure().error().code()).isEqualTo(-32602);
    assertThat(server.sentNothingMore()).isTrue();
    Running owner = retry(state(asks), "{'elicitation-1':{'action':'decline'}}");
    assertThat(server.next().toString()).contains("decline");
    server.answer(asked, "{'content':[]}");
    assertThat(owner.done().end()).isInstanceOf(ToolResult.class);
  }

  @Test
  void anotherClientOfThePrincipal_findsNothing() throws Exception {
    InputRequired asks = park();
    Request stolen = answering(state(asks), "{'elicitation-1':{'action':'accept'}}");
    Principal other = Exchanges.ANNA.through(Delegation.by(new Client("corp/other")));

    Running thief = Running.start(rig.upstream, Exchanges.of(other, stolen), stolen);

    assertThat(thief.done().failure().error().code()).isEqualTo(-32602);
    assertThat(rig.upstream.parkedCalls()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tools/call     | 'name':'a','arguments':{'x':2}
          tools/call     | 'name':'b','arguments':{'x':1}
          tools/call     | 'name':'a'
          tools/call     | 'name':'a','arguments':{'x':1},'more':1
          prompts/get    | 'name':'a','arguments':{'x':1}
          """)
  void anotherRequest_findsNothing(String method, String members) throws Exception {
    InputRequired asks = park();
    Request other =
        Rig.request(
            method,
            members
                + ",'requestState':'"
                + state(asks)
                + "','inputResponses':{'elicitation-1':{'action':'accept'}}");
    assertThat(Running.start(rig.upstream, other).done().failure().error().code())
        .isEqualTo(-32602);
    assertThat(server.sentNothingMore()).isTrue();
    assertThat(rig.upstream.parkedCalls()).isEqualTo(1);
  }

  @Test
  void sameRequestInOtherWords_isTheSame() throws Exception {
    InputRequired asks = park();
    Request same =
        Rig.request(
            "tools/call",
            "'arguments':{'x':1.0},'name':'a','requestState':'"
                + state(asks)
                + "','inputResponses':{'elicitation-1':{'action':'accept'}}",
            "{}");
    Running retry = Running.start(rig.upstream, same);
    server.next();
    server.answer(asked, "{'content':[]}");
    assertThat(retry.done().end()).isInstanceOf(ToolResult.class);
  }

  @Test
  void state_isGoodForOneRetry() throws Exception {
    String state = state(park());
    Running first = retry(state, "{'elicitation-1':{'action':'accept'}}");
    server.next();
    Running second = retry(state, "{'elicitation-1':{'action':'accept'}}");
    assertThat(second.done().failure().error().code()).isEqualTo(-32602);
    assertThat(server.sentNothingMore()).isTrue();
    server.answer(asked, "{'content':[]}");
    first.done();
  }

  @Test
  void retriesAtOnce_areServedOnce() throws Exception {
    String state = state(park());
    List<Running> retries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      retries.add(retry(state, "{'elicitation-1':{'action':'accept'}}"));
    }
    server.next();
    server.answer(asked, "{'content':[]}");
    int served = 0;
    for (Running retry : retries) {
      served += retry.done().end() instanceof ToolResult ? 1 : 0;
    }
    assertThat(served).isEqualTo(1);
    assertThat(server.sentNothingMore()).isTrue();
  }

  @Test
  void malformedAnswer_isRefused_andAGoodOneStillCounts() throws Exception {
    String state = state(park());
    Running bad = retry(state, "{'elicitation-1':{'action':'maybe'}}");
    assertThat(bad.done().failure().error().code()).isEqualTo(-32602);
    assertThat(server.sentNothingMore()).isTrue();
    Running good = retry(state, "{'elicitation-1':{'action':'accept'}}");
    server.next();
    server.answer(asked, "{'content':[]}");
    assertThat(good.done().end()).isInstanceOf(ToolResult.class);
  }

  @Test
  void clientThatNeverComesBack_isAnsweredForByUs_andTheCallIsCancelled() throws Exception {
    String state = state(park());
    rig.alarms.ring(rig.settings.limits().parkedLife());
    assertThat(twoFrom(server))
        .containsExactlyInAnyOrder(
            Jsons.object("{'jsonrpc':'2.0','id':'q','result':{'action':'cancel'}}"),
            Jsons.object(
                "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':"
                    + ScriptedConnection.id(asked)
                    + ",'reason':'no longer wanted'}}"));
    assertThat(
            retry(state, "{'elicitation-1':{'action':'accept'}}").done().failure().error().code())
        .isEqualTo(-32602);
    assertThat(rig.upstream.parkedCalls()).isZero();
  }

  @Test
  void lifeOfAParkedCall_endsWithItsRetry() throws Exception {
    Running retry = retry(state(park()), "{'elicitation-1':{'action':'accept'}}");
    server.next();
    assertThat(rig.alarms.count(rig.settings.limits().parkedLife())).isZero();
    server.answer(asked, "{'content':[]}");
    retry.done();
  }

  @Test
  void parkedCall_keepsItsSession() throws Exception {
    park();
    rig.rig.clock.advance(rig.settings.limits().sessionIdle().multipliedBy(2));
    assertThat(rig.alarms.count(rig.settings.limits().sessionIdle())).isZero();
    assertThat(server.isClosed()).isFalse();
  }

  @Test
  void sessionThatEndedMeanwhile_failsTheRetry() throws Exception {
    String state = state(park());
    server.end("crashed");
    assertThat(retry(state, "{'elicitation-1':{'action':'accept'}}").failure()).isNotNull();
    assertThat(rig.upstream.parkedCalls()).isZero();
  }

  @Test
  void tooManyParkedCalls_costThePrincipalItsOldest() throws Exception {
    restart(LegacyRig.settings().withLimits(UpstreamLimits.defaults().withParked(1, 10)));
    String oldest = state(park());
    Request other = Rig.request("tools/call", "'name':'a'", "{'elicitation':{}}");
    Running next = Running.start(rig.upstream, other);
    ScriptedConnection session = rig.session();
    session.next("tools/call");
    session.ask("'q'", "elicitation/create", FORM);
    settle(next);
    assertThat(next.done().inputRequired().requestState()).isPresent();
    assertThat(twoFrom(server))
        .extracting(it -> it.string("method").orElse("answer"))
        .containsExactlyInAnyOrder("answer", "notifications/cancelled");
    assertThat(
            retry(oldest, "{'elicitation-1':{'action':'accept'}}").done().failure().error().code())
        .isEqualTo(-32602);
    assertThat(rig.upstream.parkedCalls()).isEqualTo(1);
  }

  @Test
  void fullGateway_refusesToParkMore_andTellsTheServer() throws Exception {
    restart(LegacyRig.settings().withLimits(UpstreamLimits.defaults().withParked(1, 1)));
    park();
    Principal bert = Rig.BERT;
    Running berts = Running.start(rig.upstream, Exchanges.of(bert, CALL), CALL);
    ScriptedConnection other = rig.session();
    JsonObject call = other.next("tools/call");
    other.ask("'q'", "elicitation/create", FORM);
    settle(berts);
    assertThat(berts.failure()).hasMessageContaining("too many calls wait");
    assertThat(twoFrom(other))
        .extracting(it -> it.string("method").orElse("answer"))
        .containsExactlyInAnyOrder("answer", "notifications/cancelled");
    assertThat(call.has("id")).isTrue();
  }

  // --- questions that no client is asked ---

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ping                   | {}                     | {'jsonrpc':'2.0','id':'q','result':{}}
          tasks/list             | {}                     | {'jsonrpc':'2.0','id':'q','error':{'code':-32601,'message':'method not found'}}
          sampling/createMessage | {'messages':[],'tools':[]} | {'jsonrpc':'2.0','id':'q','error':{'code':-1,'message':'the user rejected the sampling request'}}
          """)
  void questionThatCannotBePut_isAnsweredByUs(String method, String params, String answer)
      throws Exception {
    server.ask("'q'", method, params);
    assertThat(server.next()).isEqualTo(Jsons.object(answer));
    server.answer(asked, "{'content':[]}");
    assertThat(running.done().end()).isInstanceOf(ToolResult.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'elicitation':{'url':{}}}", "{'roots':{},'sampling':{}}"})
  void clientThatDeclaredNothing_isAskedNothing(String capabilities) throws Exception {
    Request call = Rig.request("tools/call", "'name':'a'", capabilities);
    Running other = Running.start(rig.upstream, Exchanges.of(Rig.BERT, call), call);
    ScriptedConnection session = rig.session();
    JsonObject its = session.next("tools/call");
    session.ask("'q'", "elicitation/create", FORM);
    assertThat(session.next())
        .isEqualTo(Jsons.object("{'jsonrpc':'2.0','id':'q','result':{'action':'cancel'}}"));
    session.answer(its, "{'content':[]}");
    assertThat(other.done().all()).hasSize(1);
  }

  @Test
  void rootsOfTheOperator_areAnsweredByUs_whateverTheClientDeclared() throws Exception {
    restart(LegacyRig.settings().withRoots((JsonArray) Jsons.json("[{'uri':'file:///work'}]")));
    server.ask("'q'", "roots/list", "{}");
    assertThat(server.next().toString()).contains("file:///work");
    server.answer(asked, "{'content':[]}");
    assertThat(running.done().end()).isInstanceOf(ToolResult.class);
  }

  @Test
  void untiedQuestion_amongSeveralCalls_isAnsweredByUs() throws Exception {
    Running second = Running.start(rig.upstream, CALL);
    JsonObject other = server.next("tools/call");
    server.ask("'q'", "elicitation/create", FORM);
    assertThat(server.next())
        .isEqualTo(Jsons.object("{'jsonrpc':'2.0','id':'q','result':{'action':'cancel'}}"));
    server.answer(asked, "{'content':[]}");
    server.answer(other, "{'content':[]}");
    running.done();
    second.done();
  }

  @Test
  void untiedQuestion_withoutAnyCall_isAnsweredByUs() throws Exception {
    server.answer(asked, "{'content':[]}");
    running.done();
    server.ask("'q'", "roots/list", "{}");
    assertThat(server.next().object("error").orElseThrow().integer("code")).contains(-32601L);
  }

  @Test
  void floodOfQuestions_isCutOff() throws Exception {
    for (int i = 0; i < 20; i++) {
      server.ask("'q" + i + "'", "elicitation/create", FORM);
    }
    for (int i = 16; i < 20; i++) {
      assertThat(server.next().toString()).contains("cancel");
    }
    settle(running);
    assertThat(running.done().inputRequired().inputRequests()).hasSize(16);
  }

  @Test
  void interruptWhileQuestionsWait_answersThem() throws Exception {
    server.ask("'q'", "elicitation/create", FORM);
    running.interrupt();
    assertThat(twoFrom(server))
        .extracting(it -> it.string("method").orElse("answer"))
        .containsExactlyInAnyOrder("answer", "notifications/cancelled");
    running.awaitEnd();
  }

  private InputRequired park() throws Exception {
    server.ask("'q'", "elicitation/create", FORM);
    settle(running);
    return running.done().inputRequired();
  }

  private static String state(InputRequired asks) {
    return asks.requestState().orElseThrow();
  }

  private Running retry(String state, String responses) {
    return Running.start(rig.upstream, answering(state, responses));
  }

  private static Request answering(String state, String responses) {
    return CALL.withParams(
        CALL.params().with("requestState", state).with("inputResponses", Jsons.json(responses)));
  }

  private static Request withToken(Request request, String token) {
    JsonObject meta = request.params().object("_meta").orElseThrow();
    return request.withParams(request.params().with("_meta", meta.with("progressToken", token)));
  }

  /** Lets the server have no more to ask for now. */
  private void settle(Running call) throws InterruptedException {
    rig.alarms.ringUntil(LegacyCall.SIBLINGS, call::isDone);
  }

  /** Sent on threads of their own, so in any order. */
  private static List<JsonObject> twoFrom(ScriptedConnection session) throws InterruptedException {
    JsonObject one = session.next();
    return List.of(one, session.next());
  }
}
