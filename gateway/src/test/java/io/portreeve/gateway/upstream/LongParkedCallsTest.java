package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that wait for their clients take memory for minutes: there is no more than there is. */
@Timeout(120)
class LongParkedCallsTest {
  private static final String FORM =
      "{'message':'Which?','requestedSchema':{'type':'object','properties':{}}}";
  private static final String ANSWERS = "{'elicitation-1':{'action':'accept','content':{}}}";
  private static final int LONG = 10_000;
  private static final Request CALL =
      LegacyRig.call("'name':'a','arguments':{'x':'" + "x".repeat(LONG) + "'}");

  private static final Request SHORT = LegacyRig.call("'name':'a'");

  /** There is room for one. */
  private final LegacyRig rig = new LegacyRig(LegacyRig.settings(), new MessageMemory(LONG));

  private final Asked annas = new Asked(Exchanges.ANNA);
  private final Asked berts = new Asked(Rig.BERT);

  @AfterEach
  void close() {
    rig.close();
  }

  /** The calls of one principal, and its session with the server. */
  private final class Asked {
    private final Principal who;
    private ScriptedConnection server = new ScriptedConnection();
    private JsonObject received = JsonObject.empty();

    private Asked(Principal who) {
      this.who = who;
    }

    private void open() throws Exception {
      Running probe = Running.start(rig.upstream, Exchanges.of(who, SHORT), SHORT);
      server = rig.session();
      server.answer(server.next("tools/call"), "{'content':[]}");
      assertThat(probe.done().end()).isInstanceOf(ToolResult.class);
    }

    /** A call in which the server asks something. */
    private Running ask() throws Exception {
      Running running = Running.start(rig.upstream, Exchanges.of(who, CALL), CALL);
      received = server.next("tools/call");
      server.ask("'q'", "elicitation/create", FORM);
      rig.alarms.ringUntil(LegacyCall.SIBLINGS, running::isDone);
      return running;
    }

    private Running retry(String state) {
      Request retry =
          CALL.withParams(
              CALL.params()
                  .with("requestState", state)
                  .with("inputResponses", Jsons.json(ANSWERS)));
      return Running.start(rig.upstream, Exchanges.of(who, retry), retry);
    }
  }

  private void refuseBerts() throws Exception {
    assertThat(berts.ask().failure()).hasMessageContaining("too many calls wait");
    assertThat(List.of(berts.server.next(), berts.server.next()))
        .extracting(it -> it.string("method").orElse("answer"))
        .containsExactlyInAnyOrder("answer", "notifications/cancelled");
    assertThat(rig.upstream.parkedCalls()).isEqualTo(1);
  }

  @Test
  void longCall_waitsAlone_untilItsClientComesBack() throws Exception {
    annas.open();
    berts.open();
    String state = annas.ask().done().inputRequired().requestState().orElseThrow();
    refuseBerts();

    Running retry = annas.retry(state);
    assertThat(annas.server.next().toString()).contains("accept");
    annas.server.answer(annas.received, "{'content':[]}");
    assertThat(retry.done().end()).isInstanceOf(ToolResult.class);

    assertThat(berts.ask().done().inputRequired().requestState()).isPresent();
  }

  @Test
  void longCall_waitsAlone_untilItIsGivenUp() throws Exception {
    annas.open();
    berts.open();
    assertThat(annas.ask().done().inputRequired().requestState()).isPresent();
    refuseBerts();

    rig.alarms.ring(rig.settings.limits().parkedLife());

    assertThat(berts.ask().done().inputRequired().requestState()).isPresent();
  }
}
