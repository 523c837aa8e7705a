package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.portreeve.gateway.child.ChildCommand;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sessions of a stateful server: who shares one, and how each begins and ends. */
@Timeout(120)
class LegacyUpstreamTest {
  private static final Request CALL = LegacyRig.call("'name':'a'");
  private static final Duration TIMEOUT = LegacyRig.settings().timeout();

  private LegacyRig rig = new LegacyRig(LegacyRig.settings());

  @AfterEach
  void close() {
    rig.close();
  }

  private void restart(UpstreamSettings settings) {
    rig.close();
    rig = new LegacyRig(settings);
  }

  @Test
  void session_isOpenedWithTheClientsCapabilities_andAnswersADiscovery() throws Exception {
    Request discover =
        Rig.request("server/discover", "", "{'elicitation':{},'extensions':{'x/y':{}}}");
    Running running = Running.start(rig.upstream, discover);
    ScriptedConnection server = rig.connection();
    JsonObject initialize = server.next("initialize");
    assertThat(initialize.object("params"))
        .contains(
            Jsons.object(
                "{'protocolVersion':'2025-11-25','capabilities':{'elicitation':{'form':{}}},"
                    + "'clientInfo':{'name':'portreeve','version':'0.1.0'}}"));
    server.answer(
        initialize,
        "{'protocolVersion':'2025-06-18','capabilities':{'tools':{},'tasks':{}},'instructions':'hi'}");
    server.next("notifications/initialized");
    DiscoverResult result = (DiscoverResult) running.done().end();
    assertThat(result.capabilities()).isEqualTo(Jsons.object("{'tools':{}}"));
    assertThat(result.instructions()).contains("hi");
    assertThat(server.sentNothingMore()).isTrue();
  }

  @Test
  void call_isSentWithoutModernMetadata_andItsResultIsComplete() throws Exception {
    Running running =
        Running.start(rig.upstream, LegacyRig.call("'name':'a','arguments':{'x':1.0}"));
    ScriptedConnection server = rig.session();
    JsonObject asked = server.next("tools/call");
    assertThat(asked.object("params").orElseThrow().toString())
        .isEqualTo("{\"name\":\"a\",\"arguments\":{\"x\":1.0}}");
    server.answer(asked, "{'content':[]}");
    assertThat(running.done().result())
        .isEqualTo(Jsons.object("{'content':[],'resultType':'complete'}"));
  }

  @Test
  void equalDeclarations_shareASession_andOthersDoNot() throws Exception {
    Request plain = Rig.request("tools/call", "'name':'a'");
    Running first = Running.start(rig.upstream, plain);
    ScriptedConnection one = rig.session();
    one.answer(one.next("tools/call"), "{'content':[]}");
    first.done();
    Running second =
        Running.start(rig.upstream, Rig.request("tools/call", "'name':'b'", "{'experimental':{}}"));
    one.answer(one.next("tools/call"), "{'content':[]}");
    second.done();
    Running third = Running.start(rig.upstream, CALL);
    ScriptedConnection other = rig.session();
    other.answer(other.next("tools/call"), "{'content':[]}");
    third.done();
    assertThat(rig.upstream.openSessions()).isEqualTo(2);
  }

  @Test
  void principals_neverShareASession() throws Exception {
    Running annas = Running.start(rig.upstream, CALL);
    ScriptedConnection one = rig.session();
    Running berts = Running.start(rig.upstream, Exchanges.of(Rig.BERT, CALL), CALL);
    ScriptedConnection other = rig.session();
    one.answer(one.next("tools/call"), "{'content':[],'isError':false}");
    other.answer(other.next("tools/call"), "{'content':[],'isError':true}");
    assertThat(annas.done().result().bool("isError")).contains(false);
    assertThat(berts.done().result().bool("isError")).contains(true);
  }

  @Test
  void concurrentRequests_openOneSession() throws Exception {
    Running first = Running.start(rig.upstream, CALL);
    Running second = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    server.answer(server.next("tools/call"), "{'content':[]}");
    server.answer(server.next("tools/call"), "{'content':[]}");
    first.done();
    second.done();
    assertThat(rig.openedNoMore()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'protocolVersion':'2026-07-28','capabilities':{}}",
        "{'protocolVersion':'1999-01-01','capabilities':{}}",
        "{}"
      })
  void handshakeWithoutACommonRevision_failsTheRequest_andTheSessionIsClosed(String result)
      throws Exception {
    Running running = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.connection();
    server.answer(server.next("initialize"), result);
    assertThat(running.failure()).hasMessageContaining("handshake is refused");
    assertThat(rig.upstream.openSessions()).isZero();
  }

  @Test
  void serverThatRefusesToBegin_mayHaveChangedItsEra() throws Exception {
    Running running = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.connection();
    server.fail(server.next("initialize"), -32022, "{'supported':['2026-07-28']}");
    assertThat(catchThrowable(running::done))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(StaleEra.class);
  }

  @Test
  void silentHandshake_failsInTime() throws Exception {
    Running running = Running.start(rig.upstream, CALL);
    rig.connection().next("initialize");
    rig.alarms.ring(TIMEOUT);
    assertThat(running.failure()).hasMessageContaining("too long");
  }

  @Test
  void programThatStartsSlowly_hasTimeOfItsOwn_andItsCallsHaveTheirs() throws Exception {
    Duration start = TIMEOUT.multipliedBy(9);
    ChildCommand command = new ChildCommand(List.of("x"), Map.of(), Optional.empty());
    restart(UpstreamSettings.program(Rig.SERVER, command, start).withTimeout(TIMEOUT));

    Running never = Running.start(rig.upstream, CALL);
    rig.connection().next("initialize");
    rig.alarms.ring(start);
    assertThat(never.failure()).hasMessageContaining("too long");

    Running late = Running.start(rig.upstream, CALL);
    rig.session().next("tools/call");
    rig.alarms.ring(TIMEOUT);
    assertThat(late.failure()).hasMessageContaining("too long");
  }

  @Test
  void unusedSession_isEndedAfterAWhile_andOneInUseIsNot() throws Exception {
    Duration idle = rig.settings.limits().sessionIdle();
    Running running = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    JsonObject asked = server.next("tools/call");
    server.answer(asked, "{'content':[]}");
    running.done();
    rig.rig.clock.advance(idle.dividedBy(2));
    Running later = Running.start(rig.upstream, CALL);
    server.answer(server.next("tools/call"), "{'content':[]}");
    later.done();
    rig.rig.clock.advance(idle.dividedBy(2));
    rig.alarms.ring(idle);
    assertThat(rig.upstream.openSessions()).isEqualTo(1);
    rig.rig.clock.advance(idle.dividedBy(2));
    rig.alarms.ring(idle.dividedBy(2));
    assertThat(rig.upstream.openSessions()).isZero();
  }

  @Test
  void fullPool_endsTheLongestUnusedSession_andRefusesIfAllAreInUse() throws Exception {
    restart(LegacyRig.settings().withLimits(UpstreamLimits.defaults().withSessions(2, 2)));
    Running first = Running.start(rig.upstream, CALL);
    ScriptedConnection one = rig.session();
    one.answer(one.next("tools/call"), "{'content':[]}");
    first.done();
    rig.rig.clock.advance(Duration.ofSeconds(1));
    Running second = Running.start(rig.upstream, Exchanges.of(Rig.BERT, CALL), CALL);
    ScriptedConnection two = rig.session();
    two.next("tools/call");
    Request other = Rig.request("tools/call", "'name':'a'");
    Running third = Running.start(rig.upstream, other);
    ScriptedConnection three = rig.session();
    three.next("tools/call");
    Running fourth = Running.start(rig.upstream, CALL);
    assertThat(fourth.failure()).hasMessageContaining("too many sessions");
    second.interrupt();
    third.interrupt();
    second.awaitEnd();
    third.awaitEnd();
  }

  @Test
  void deadSession_isReplacedByANewOne() throws Exception {
    Running first = Running.start(rig.upstream, CALL);
    ScriptedConnection one = rig.session();
    one.answer(one.next("tools/call"), "{'content':[]}");
    first.done();
    one.end("crashed");
    assertThat(rig.rig.oddity()).isEqualTo("ended: crashed");
    Running second = Running.start(rig.upstream, CALL);
    ScriptedConnection two = rig.session();
    two.answer(two.next("tools/call"), "{'content':[]}");
    assertThat(second.done().end()).isInstanceOf(ToolResult.class);
  }

  // --- sessions that end under a request ---

  @Test
  void callThatTheServerMayHaveSeen_isNotRepeated() throws Exception {
    Running running = Running.start(rig.upstream, CALL);
    ScriptedConnection server = rig.session();
    server.next("tools/call");
    server.end("crashed");
    assertThat(running.failure()).hasMessageContaining("crashed");
    assertThat(rig.openedNoMore()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tools/list     | ``                        | {'tools':[]}
          resources/read | 'uri':'a:b'               | {'contents':[]}
          prompts/get    | 'name':'p'                | {'messages':[]}
          """)
  void readingRequest_isRepeatedOnceInANewSession(String method, String members, String result)
      throws Exception {
    Running running = Running.start(rig.upstream, Rig.request(method, members));
    ScriptedConnection one = rig.session();
    one.next(method);
    one.end("crashed");
    ScriptedConnection two = rig.session();
    two.answer(two.next(method), result);
    assertThat(running.done().all()).hasSize(1);
  }

  @Test
  void readingRequest_isNotRepeatedForever() throws Exception {
    Running running = Running.start(rig.upstream, Rig.request("tools/list", ""));
    for (int i = 0; i < 2; i++) {
      ScriptedConnection server = rig.session();
      server.next("tools/list");
      server.end("crashed");
    }
    assertThat(running.failure()).hasMessageContaining("crashed");
    assertThat(rig.openedNoMore()).isTrue();
  }
}
