package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listening to a stateful server over HTTP. */
@Timeout(120)
class StreamableListenerTest {
  private static final String ALL = "{'roots':{},'sampling':{},'elicitation':{'form':{},'url':{}}}";
  private static final Request CALL = Rig.request("tools/call", "'name':'a'", ALL);

  private final Rig rig = new Rig();
  private final Script script =
      Script.legacy(
          "2025-06-18",
          "{'tools':{'listChanged':true},'resources':{'subscribe':true,'listChanged':true},'logging':{}}");
  private final ScriptedServer server = ScriptedServer.start(script);
  private final Upstreams upstreams =
      Upstreams.open(
          List.of(
              UpstreamSettings.endpoint(Rig.SERVER, server.url("/mcp")).withEra(ServerEra.LEGACY)),
          rig.pool,
          Map.of(),
          rig.clock,
          rig.observer());

  @AfterEach
  void close() {
    upstreams.close();
    server.close();
    rig.close();
  }

  private Running start(Request request) {
    return Running.start(Rig.only(upstreams), request);
  }

  @Test
  void listener_hearsWhatItAskedFor_andSubscriptionsEndWithIt() throws Exception {
    script.on(
        "tools/call",
        turn -> {
          turn.notifyElsewhere("notifications/tools/list_changed", "{}");
          turn.notifyElsewhere("notifications/resources/list_changed", "{}");
          turn.notifyElsewhere("notifications/resources/updated", "{'uri':'a:b'}");
          turn.notifyElsewhere("notifications/resources/updated", "{'uri':'a:c'}");
          turn.notify("notifications/tools/list_changed", "{}");
          turn.result("{'content':[]}");
        });
    Request listen =
        Rig.request(
            "subscriptions/listen",
            "'notifications':{'toolsListChanged':true,'promptsListChanged':true,'resourceSubscriptions':['a:b']}",
            ALL);
    Running listening = start(listen);
    SubscriptionAcknowledged ack = (SubscriptionAcknowledged) listening.heard().next();
    assertThat(ack.params())
        .isEqualTo(
            Jsons.object(
                "{'notifications':{'toolsListChanged':true,'resourceSubscriptions':['a:b']}}"));
    var _ = start(CALL).done();
    assertThat(
            List.of(listening.heard().next(), listening.heard().next(), listening.heard().next()))
        .extracting(Object::getClass)
        .containsOnly(ListChanged.class, ResourceUpdated.class);
    listening.interrupt();
    HttpAsked unsubscribed =
        server.http().next(it -> it.rpcMethod().equals("resources/unsubscribe"));
    assertThat(unsubscribed.params().string("uri")).contains("a:b");
    listening.awaitEnd();
  }

  @Test
  void severalListeners_shareASubscription() throws Exception {
    Request listen =
        Rig.request(
            "subscriptions/listen", "'notifications':{'resourceSubscriptions':['a:b']}", ALL);
    Running one = start(listen);
    one.heard().next();
    Running two = start(listen);
    two.heard().next();
    one.interrupt();
    one.awaitEnd();
    Running three = start(listen);
    three.heard().next();
    two.interrupt();
    three.interrupt();
    server.http().next(it -> it.rpcMethod().equals("resources/unsubscribe"));
    assertThat(server.http().rest()).noneMatch(it -> it.rpcMethod().equals("resources/subscribe"));
    two.awaitEnd();
    three.awaitEnd();
  }

  @Test
  void subscriptionThatTheServerRefuses_isNotAcknowledged() throws Exception {
    script.on("resources/subscribe", turn -> turn.error(-32602, "no"));
    Running listening =
        start(
            Rig.request(
                "subscriptions/listen", "'notifications':{'resourceSubscriptions':['a:b']}", ALL));
    assertThat(((SubscriptionAcknowledged) listening.heard().next()).params())
        .isEqualTo(Jsons.object("{'notifications':{}}"));
    listening.interrupt();
    listening.awaitEnd();
  }
}
