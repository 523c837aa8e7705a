package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many requests of the stateless revision on one connection. */
@Timeout(120)
class ModernConnectionTest {
  private static final Request LOGGING =
      Rig.requestWithMeta("tools/call", "'name':'a'", "'io.modelcontextprotocol/logLevel':'info'");
  private static final Request PLAIN = Rig.request("tools/call", "'name':'a'");
  private static final Request LISTEN =
      Rig.requestWithMeta(
          "subscriptions/listen",
          "'notifications':{'toolsListChanged':true}",
          "'io.modelcontextprotocol/logLevel':'info'");

  private final Rig rig = new Rig();
  private final ScriptedConnection server = new ScriptedConnection();
  private final ModernConnection connection =
      new ModernConnection(
          UpstreamSettings.endpoint(Rig.SERVER, URI.create("http://127.0.0.1:1/")),
          server,
          new HeldAnswers(MessageMemory.ofHeap(4), Rig.SERVER),
          rig.observer());

  @BeforeEach
  void open() throws Exception {
    connection.open();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private record Asked(RequestId id, Inbox inbox) {}

  private Asked ask(Request request) throws Exception {
    Asked asked = new Asked(connection.nextId(), new Inbox(10_000, () -> {}));
    connection.request(ModernAsk.of(request, asked.id()), request, asked.inbox());
    server.next(request.method());
    return asked;
  }

  @Test
  void answers_findTheirRequest_inAnyOrder() throws Exception {
    Asked one = ask(PLAIN);
    Asked two = ask(PLAIN);
    server.say("{'jsonrpc':'2.0','id':" + two.id().json() + ",'result':{'n':2}}");
    server.say("{'jsonrpc':'2.0','id':" + one.id().json() + ",'result':{'n':1}}");
    assertThat(one.inbox().take().toString()).contains("{\"n\":1}");
    assertThat(two.inbox().take().toString()).contains("{\"n\":2}");
  }

  @Test
  void connection_hasStarted_whenItAnsweredOnce_andNotBefore() throws Exception {
    Asked one = ask(PLAIN);
    server.notify(
        "notifications/progress", "{'progressToken':" + one.id().json() + ",'progress':1}");
    assertThat(connection.started()).isFalse();

    server.say("{'jsonrpc':'2.0','id':" + one.id().json() + ",'result':{}}");
    assertThat(connection.started()).isTrue();
  }

  @Test
  void log_belongsToTheOnlyCallThatWantsLogs() throws Exception {
    Asked plain = ask(PLAIN);
    Asked listening = ask(LISTEN);
    Asked logging = ask(LOGGING);
    server.notify("notifications/message", "{'level':'info','data':1}");
    assertThat(logging.inbox().take()).isInstanceOf(Sound.Said.class);
    Asked another = ask(LOGGING);
    server.notify("notifications/message", "{'level':'info','data':2}");
    assertThat(rig.oddity()).startsWith("notification-refused");
    for (Asked each : new Asked[] {plain, listening, logging, another}) {
      each.inbox().hear(new Sound.Rang(9));
      assertThat(each.inbox().take()).isEqualTo(new Sound.Rang(9));
    }
  }

  @Test
  void progress_findsItsCallByTheToken() throws Exception {
    Asked one = ask(PLAIN);
    Asked two = ask(PLAIN);
    server.notify(
        "notifications/progress", "{'progressToken':" + two.id().json() + ",'progress':1}");
    assertThat(two.inbox().take()).isInstanceOf(Sound.Said.class);
    server.notify("notifications/progress", "{'progressToken':'x','progress':1}");
    server.notify("notifications/progress", "{'progress':1}");
    assertThat(rig.oddity()).startsWith("notification-refused");
    assertThat(rig.oddity()).startsWith("notification-refused");
    one.inbox().hear(new Sound.Rang(9));
    assertThat(one.inbox().take()).isEqualTo(new Sound.Rang(9));
  }

  @Test
  void listenersNotification_findsItBySubscriptionId_andNothingWithoutOne() throws Exception {
    Asked one = ask(LISTEN);
    Asked two = ask(LISTEN);
    server.notify(
        "notifications/tools/list_changed",
        "{'_meta':{'io.modelcontextprotocol/subscriptionId':" + two.id().json() + "}}");
    assertThat(two.inbox().take()).isInstanceOf(Sound.Said.class);
    server.notify("notifications/tools/list_changed", "{}");
    assertThat(rig.oddity()).startsWith("notification-refused");
    one.inbox().hear(new Sound.Rang(9));
    assertThat(one.inbox().take()).isEqualTo(new Sound.Rang(9));
  }

  @Test
  void teardownOfAListener_isItsAnswer_withOrWithoutOne() throws Exception {
    Asked listening = ask(LISTEN);
    Asked call = ask(PLAIN);
    server.notify("notifications/cancelled", "{'requestId':" + listening.id().json() + "}");
    server.notify("notifications/cancelled", "{'requestId':" + call.id().json() + "}");
    server.notify("notifications/cancelled", "{'requestId':'unknown'}");
    server.notify("notifications/cancelled", "{}");
    assertThat(listening.inbox().take()).isInstanceOf(Sound.Answered.class);
    call.inbox().hear(new Sound.Rang(9));
    assertThat(call.inbox().take()).isEqualTo(new Sound.Rang(9));
    assertThat(rig.oddities).isEmpty();
  }

  @Test
  void requestOfTheServer_isReported_andNotAnswered() throws Exception {
    ask(PLAIN);
    server.ask("1", "roots/list", "{}");
    assertThat(rig.oddity()).startsWith("request-refused");
    assertThat(server.sentNothingMore()).isTrue();
  }

  @Test
  void endedRequest_isCancelledAtTheServer_unlessItWasAnswered() throws Exception {
    Asked one = ask(PLAIN);
    connection.end(one.id());
    JsonObject cancelled = server.next("notifications/cancelled");
    assertThat(cancelled.object("params").orElseThrow().get("requestId")).contains(one.id().json());
    Asked two = ask(PLAIN);
    server.say("{'jsonrpc':'2.0','id':" + two.id().json() + ",'result':{}}");
    connection.end(two.id());
    connection.end(one.id());
    assertThat(server.sentNothingMore()).isTrue();
    server.say("{'jsonrpc':'2.0','id':" + one.id().json() + ",'result':{}}");
    assertThat(rig.oddity()).startsWith("answer-to-nothing");
  }

  @Test
  void connectionThatEnds_tellsEveryoneWhoWaits_onceAndAtOnce() throws Exception {
    Asked one = ask(PLAIN);
    Asked two = ask(LISTEN);
    server.end("crashed");
    assertThat(one.inbox().take()).isInstanceOf(Sound.Lost.class);
    assertThat(two.inbox().take()).isInstanceOf(Sound.Lost.class);
    Inbox late = new Inbox(100, () -> {});
    RequestId id = connection.nextId();
    connection.request(ModernAsk.of(PLAIN, id), PLAIN, late);
    assertThat(late.take()).isEqualTo(new Sound.Lost("the connection has ended", true));
  }
}
