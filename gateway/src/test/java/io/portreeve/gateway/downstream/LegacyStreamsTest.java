package io.portreeve.gateway.downstream;

import static io.portreeve.gateway.downstream.LegacyServer.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.Messages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The streams of a session: resumed where they broke, and told what was subscribed to. */
class LegacyStreamsTest {
  private final BlockingQueue<ServerStream> ears = new LinkedBlockingQueue<>();
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final LegacyServer server;

  LegacyStreamsTest() throws Exception {
    server = new LegacyServer();
    server.scripted.on("subscriptions/listen", this::listen);
    server.scripted.on(
        "tools/call",
        (request, out) -> {
          out.deliver(note("one"));
          goOn.await();
          out.deliver(note("two"));
          out.deliver(Messages.resultOf(request));
        });
  }

  private void listen(Request request, ServerStream out) throws InterruptedException {
    Listen listen = (Listen) request;
    boolean secret =
        listen.filter().resources().stream().anyMatch(uri -> uri.value().contains("secret"));
    out.deliver(
        Messages.note(
            "notifications/subscriptions/acknowledged",
            "'notifications':" + (secret ? "{}" : listen.filter().json())));
    ears.add(out);
    new CountDownLatch(1).await();
  }

  @AfterEach
  void close() {
    server.close();
    assertThat(server.client.failed).isEmpty();
  }

  private static Notification note(String data) {
    return Messages.note("notifications/message", "'level':'info','data':'" + data + "'");
  }

  @Test
  void droppedConnection_cancelsNothing_andIsResumedWhereItBroke() throws Exception {
    String session = server.begin();
    String seen;
    try (Client.Reply reply = server.post(session, CALL)) {
      seen = reply.event().id();
    }
    goOn.countDown();
    Client.Reply resumed = server.get(session, "last-event-id", seen);
    assertThat(resumed.status()).isEqualTo(200);
    Client.Event two = resumed.event();
    assertThat(two.data()).contains("two");
    assertThat(resumed.event().json().object("result")).isPresent();
    assertThat(resumed.next()).isEmpty();
    assertThat(server.scripted.cancelled).doesNotContain("tools/call");

    Client.Reply again = server.get(session, "last-event-id", two.id());
    assertThat(again.event().json().object("result")).isPresent();
    assertThat(again.next()).isEmpty();
  }

  @Test
  void streamOfTheNewestRevision_isPrimed() throws Exception {
    goOn.countDown();
    String session = server.begin();
    Client.Reply reply = server.post(session, CALL);
    String first = reply.event().id();
    assertThat(first).endsWith("-1");
    String prime = first.substring(0, first.length() - 1) + "0";
    reply.event();
    reply.event();
    assertThat(server.get(session, "last-event-id", prime).event().id()).isEqualTo(first);
  }

  @Test
  void eventsOfTwoStreams_haveDifferentIds() throws Exception {
    goOn.countDown();
    String session = server.begin();
    String one = server.post(session, CALL).event().id();
    String two = server.post(session, CALL.replace("7", "8")).event().id();
    String elsewhere = server.post(server.begin(), CALL).event().id();
    assertThat(List.of(one, two, elsewhere)).doesNotHaveDuplicates();
    assertThat(server.get(session, "last-event-id", elsewhere).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0-0-0", "0000000000000000-1-1", "-1", "99999999999999999999"})
  void unknownEvent_resumesNothing(String id) throws Exception {
    assertThat(server.get(server.begin(), "last-event-id", id).status()).isEqualTo(400);
  }

  @Test
  void exchangeThatNobodyComesBackFor_isCancelled() throws Exception {
    String session = server.begin();
    try (Client.Reply reply = server.post(session, CALL)) {
      reply.event();
    }
    Eventually.holds("the transport sees the drop", () -> !server.legacy.reading());
    server.scripted.clock.advance(Duration.ofMinutes(2));
    server.legacy.sweep();
    assertThat(server.scripted.cancelled.poll(1, TimeUnit.MINUTES)).isEqualTo("tools/call");
  }

  /** Ids are not to be used again, and some clients do. */
  @Test
  void streamOfWhatWasAnswered_cancelsNoRequestThatHasTheIdNow() throws Exception {
    goOn.countDown();
    String session = server.begin();
    try (Client.Reply reply = server.post(session, CALL)) {
      reply.event();
      reply.event();
      assertThat(reply.event().json().object("result")).isPresent();
    }
    Eventually.holds("the transport sees the drop", () -> !server.legacy.reading());
    server.scripted.clock.advance(Duration.ofMinutes(2));
    CountDownLatch later = new CountDownLatch(1);
    server.scripted.on(
        "tools/call",
        (request, out) -> {
          out.deliver(note("again"));
          later.await();
          out.deliver(Messages.resultOf(request));
        });
    Client.Reply second = server.post(session, CALL);
    second.event();

    server.legacy.sweep();
    later.countDown();

    assertThat(second.event().json().object("result")).isPresent();
  }

  /** Streams are kept for minutes, and so many that the requests would take all memory. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'x'}}",
        "[{'jsonrpc':'2.0','id':'x','method':'tools/call','params':{'name':'read'}}]"
      })
  void streamOfWhatWasAnswered_keepsNothingOfTheRequest(String call) throws Exception {
    String session = server.begin("anna", "2025-03-26", LegacyServer.CAPABLE);
    Client.Reply reply = server.post(session, call.replace("'x'", "'" + "x".repeat(1 << 20) + "'"));
    String seen = reply.event().id();
    assertThat(server.bodies.reachable()).isEqualTo(1);

    goOn.countDown();
    reply.event();
    reply.event();
    assertThat(reply.next()).isEmpty();
    server.scripted.received.clear();

    Eventually.holds("the request is forgotten", () -> server.bodies.reachable() == 0);
    assertThat(server.get(session, "last-event-id", seen).event().data()).contains("two");
  }

  @Test
  void changes_comeOnTheStandingStream_withoutTheSubscription() throws Exception {
    String session = server.begin();
    Client.Reply standing = server.get(session);
    ServerStream ear = ear();
    ear.deliver(
        Messages.note(
            "notifications/tools/list_changed",
            "'_meta':{'io.modelcontextprotocol/subscriptionId':'s'}"));
    Client.Event event = standing.event();
    assertThat(event.method()).isEqualTo("notifications/tools/list_changed");
    assertThat(event.data()).doesNotContain("subscriptionId");
  }

  @Test
  void changesWithoutAReader_waitForOne_onceEach() throws Exception {
    String session = server.begin();
    try (Client.Reply standing = server.get(session)) {
      assertThat(standing.status()).isEqualTo(200);
    }
    ServerStream ear = ear();
    Eventually.holds("the transport sees the drop", () -> !server.legacy.reading());
    for (int i = 0; i < 5; i++) {
      ear.deliver(Messages.note("notifications/tools/list_changed", ""));
    }
    ear.deliver(Messages.note("notifications/resources/updated", "'uri':'a:b'"));
    Client.Reply standing = server.get(session);
    assertThat(standing.event().method()).isEqualTo("notifications/tools/list_changed");
    assertThat(standing.event().method()).isEqualTo("notifications/resources/updated");
  }

  @Test
  void streamThatNobodyComesBackFor_isListenedForNoMore_untilSomebodyDoes() throws Exception {
    String session = server.begin();
    leave(session);
    server.scripted.clock.advance(Duration.ofMinutes(2));
    server.legacy.sweep();
    assertThat(server.scripted.cancelled.poll(1, TimeUnit.MINUTES))
        .isEqualTo("subscriptions/listen");
    Client.Reply standing = server.get(session);
    ear().deliver(Messages.note("notifications/tools/list_changed", ""));
    assertThat(standing.event().method()).isEqualTo("notifications/tools/list_changed");
  }

  @Test
  void principalThatLeavesManyStreams_isListenedForOnItsLatestFew() throws Exception {
    String first = server.begin();
    leave(first);
    for (int i = 0; i < Scripted.LIMITS.unread(); i++) {
      server.scripted.clock.advance(Duration.ofSeconds(1));
      assertThat(server.scripted.cancelled).isEmpty();
      leave(server.begin());
    }
    assertThat(server.scripted.cancelled.poll(1, TimeUnit.MINUTES))
        .isEqualTo("subscriptions/listen");
    assertThat(server.scripted.cancelled).isEmpty();
    Client.Reply standing = server.get(first);
    ear().deliver(Messages.note("notifications/tools/list_changed", ""));
    assertThat(standing.event().method()).isEqualTo("notifications/tools/list_changed");
  }

  /** Opens the stream of a session, sees that the server is listened to, and goes away. */
  private void leave(String session) throws Exception {
    try (Client.Reply standing = server.get(session)) {
      assertThat(standing.status()).isEqualTo(200);
      ear();
    }
    Eventually.holds("the transport sees the drop", () -> !server.legacy.reading());
  }

  @Test
  void newReader_takesOver_soNothingComesTwice() throws Exception {
    String session = server.begin();
    Client.Reply older = server.get(session);
    ServerStream ear = ear();
    Client.Reply newer = server.get(session);
    assertThat(older.next()).isEmpty();
    ear.deliver(Messages.note("notifications/tools/list_changed", ""));
    assertThat(newer.event().method()).isEqualTo("notifications/tools/list_changed");
  }

  @Test
  void subscription_isOneOfOurs_thatIsReplacedByTheNext() throws Exception {
    String session = server.begin();
    Client.Reply standing = server.get(session);
    ServerStream first = ear();
    assertThat(subscribe(session, "subscribe", "a:b")).contains("\"result\":{}");
    ServerStream second = ear();
    assertThat(subscribe(session, "subscribe", "c:d")).contains("\"result\":{}");
    ServerStream third = ear();
    for (ServerStream ear : List.of(first, second, third)) {
      ear.deliver(Messages.note("notifications/resources/updated", "'uri':'c:d'"));
    }
    third.deliver(Messages.note("notifications/tools/list_changed", ""));
    assertThat(standing.event().method()).isEqualTo("notifications/resources/updated");
    assertThat(standing.event().method()).isEqualTo("notifications/tools/list_changed");
    assertThat(subscribe(session, "unsubscribe", "a:b")).contains("\"result\":{}");
    ear();
    List<Listen> asked =
        server.scripted.received.stream()
            .filter(Listen.class::isInstance)
            .map(Listen.class::cast)
            .toList();
    assertThat(asked.stream().map(listen -> listen.filter().resources().toString()))
        .containsExactly("[]", "[a:b]", "[a:b, c:d]", "[c:d]");
    assertThat(server.scripted.cancelled).contains("subscriptions/listen");
  }

  @Test
  void subscriptionThatTheServerDoesNotHonour_isRefused_andTheOldOneGoesOn() throws Exception {
    String session = server.begin();
    Client.Reply standing = server.get(session);
    ServerStream first = ear();
    assertThat(subscribe(session, "subscribe", "secret:x")).contains("-32002");
    first.deliver(Messages.note("notifications/tools/list_changed", ""));
    assertThat(standing.event().method()).isEqualTo("notifications/tools/list_changed");
  }

  private String subscribe(String session, String what, String uri) throws Exception {
    return server
        .post(
            session,
            "{'jsonrpc':'2.0','id':'s','method':'resources/"
                + what
                + "','params':{'uri':'"
                + uri
                + "'}}")
        .json()
        .toString();
  }

  private ServerStream ear() throws InterruptedException {
    ServerStream ear = ears.poll(1, TimeUnit.MINUTES);
    assertThat(ear).isNotNull();
    return ear;
  }
}
