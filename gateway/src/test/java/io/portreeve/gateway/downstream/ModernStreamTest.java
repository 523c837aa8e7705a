package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.downstream.Client.Event;
import io.portreeve.gateway.downstream.Client.Reply;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of revision 2026-07-28 that come as streams, and the headers of tool parameters. */
@Timeout(120)
class ModernStreamTest {
  private static final Notification HALF =
      Messages.note("notifications/progress", "'progressToken':7,'progress':1");
  private static final String LISTEN = "'notifications':{'toolsListChanged':true}";

  private final ModernClient client = new ModernClient();

  ModernStreamTest() throws IOException {}

  @AfterEach
  void close() {
    client.close();
  }

  /** Streamable HTTP: the server chooses the form of its answer. */
  @Test
  void answerOfOneMessage_isJson_andOneWithNotificationsAStream() throws Exception {
    assertThat(client.call("1").type()).isEqualTo("application/json");

    client.scripted.on("tools/call", ModernStreamTest::halfway);
    Reply stream = client.call("1");

    assertThat(stream.status()).isEqualTo(200);
    assertThat(stream.type()).isEqualTo("text/event-stream");
    assertThat(stream.field("x-accel-buffering")).isEqualTo("no");
    assertThat(stream.field("cache-control")).isEqualTo("no-store");
  }

  /** Streamable HTTP: notifications of that request, then its response, and nothing else. */
  @Test
  void stream_endsWithTheOneResponse_andItsEventsHaveNoIds() throws Exception {
    client.scripted.on("tools/call", ModernStreamTest::halfway);
    Reply stream = client.call("'a'");

    Event first = stream.event();
    Event last = stream.event();
    assertThat(first.method()).isEqualTo("notifications/progress");
    assertThat(last.json().get("id")).hasValue(Jsons.json("'a'"));
    assertThat(last.json().object("result")).isPresent();
    assertThat(stream.next()).isEmpty();
    assertThat(List.of(first.id(), last.id())).containsExactly("", "");
  }

  /** Cancellation: a client that closes the stream gives the request up. */
  @Test
  void clientThatClosesTheStream_cancelsAtTheServer() throws Exception {
    client.scripted.on(
        "tools/call",
        (_, out) -> {
          out.deliver(HALF);
          new CountDownLatch(1).await();
        });
    Reply stream = client.call("1");
    var _ = stream.event();

    stream.close();

    assertThat(client.scripted.cancelled.take()).isEqualTo("tools/call");
  }

  /** Streamable HTTP: comments keep a silent stream alive. */
  @Test
  void silentStream_isKeptAlive() throws Exception {
    CountDownLatch enough = new CountDownLatch(1);
    ParamFields.Marks none = new ParamFields.Marks.Valid(List.of());
    try (ModernClient patient = new ModernClient(none, Duration.ofMillis(1))) {
      patient.scripted.on(
          "tools/call",
          (asked, out) -> {
            out.deliver(HALF);
            enough.await();
            out.deliver(Messages.resultOf(asked));
          });
      Reply stream = patient.call("1");
      var _ = stream.event();

      assertThat(stream.line()).startsWith(":");
      enough.countDown();
      assertThat(stream.event().json().object("result")).isPresent();
    }
  }

  /** Subscriptions: every message carries the id of the request that the client knows. */
  @Test
  void everyMessageToAListener_carriesTheClientsOwnId() throws Exception {
    client.scripted.on(
        "subscriptions/listen",
        (asked, out) -> {
          out.deliver(
              Messages.note(
                  "notifications/subscriptions/acknowledged",
                  LISTEN + ",'_meta':{'io.modelcontextprotocol/subscriptionId':'theirs'}"));
          out.deliver(Messages.note("notifications/tools/list_changed", ""));
          out.deliver(Messages.resultOf(asked));
        });

    Reply stream = client.ask("'mine'", "subscriptions/listen", LISTEN);

    assertThat(subscription(stream.event().json().object("params").orElseThrow()))
        .isEqualTo("mine");
    assertThat(subscription(stream.event().json().object("params").orElseThrow()))
        .isEqualTo("mine");
    assertThat(subscription(stream.event().json().object("result").orElseThrow()))
        .isEqualTo("mine");
    assertThat(stream.next()).isEmpty();
  }

  @Test
  void messagesOfOtherRequests_carryNoSubscription() throws Exception {
    client.scripted.on("tools/call", ModernStreamTest::halfway);

    assertThat(client.call("1").event().data()).doesNotContain("subscriptionId");
  }

  /** A failure in the midst of a stream is its last event: the status is long gone. */
  @Test
  void failureAfterNotifications_isTheLastEvent() throws Exception {
    client.scripted.on("tools/call", (_, out) -> out.deliver(HALF));
    Reply stream = client.call("1");

    assertThat(stream.event().method()).isEqualTo("notifications/progress");
    assertThat(stream.event().json().object("error").flatMap(it -> it.integer("code")))
        .hasValue(-32603L);
    assertThat(stream.next()).isEmpty();
  }

  @Test
  void silentServer_isCancelled_whenItsClientLeavesBeforeAnyAnswer() throws Exception {
    client.scripted.on("tools/call", (_, _) -> new CountDownLatch(1).await());
    Thread asking =
        Thread.ofVirtual()
            .start(() ->
                assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> client.call("1")));
    var _ = client.scripted.received.take();

    asking.interrupt();

    assertThat(client.scripted.cancelled.take()).isEqualTo("tools/call");
    asking.join();
  }

  /** Custom headers from tool parameters: they repeat the body, or the request is refused. */
  @ParameterizedTest(name = "{0} [{1}] -> {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'region':'eu'} | mcp-param-region=eu | 200",
        "{'region':'eu'} | mcp-param-region==?base64?ZXU=?= | 200",
        "{'region':'eu'} | - | 400 -32020",
        "{'region':'eu'} | mcp-param-region=us | 400 -32020",
        "{'region':'eu'} | mcp-param-region=EU | 400 -32020",
        "{'region':'eu'} | mcp-param-region=eu;mcp-param-region=eu | 400 -32020",
        "{'region':'eu'} | mcp-param-region==?base64?ZX?= | 400 -32020",
        "{} | - | 200",
        "{} | mcp-param-region=eu | 400 -32020",
        "{'region':null} | - | 200",
        "{'region':null} | mcp-param-region=null | 400 -32020",
        "{'size':42} | mcp-param-size=42 | 200",
        "{'size':42} | mcp-param-size=42.0 | 200",
        "{'size':42} | mcp-param-size=43 | 400 -32020",
        "{'dry':true} | mcp-param-dry=true | 200",
        "{'dry':true} | mcp-param-dry=false | 400 -32020",
        "{'other':1} | mcp-param-unknown=x | 200"
      })
  void parameterThatAToolRepeatsInAHeader_saysWhatTheBodySays(
      String arguments, String headers, String expected) throws Exception {
    JsonObject schema =
        Jsons.object(
            "{'type':'object','properties':{'region':{'type':'string','x-mcp-header':'region'},"
                + "'size':{'type':'integer','x-mcp-header':'size'},"
                + "'dry':{'type':'boolean','x-mcp-header':'dry'}}}");
    try (ModernClient marked = new ModernClient(ParamFields.of(schema), Duration.ofMinutes(1))) {
      Reply reply =
          marked.ask(
              "1",
              "tools/call",
              "'name':'read','arguments':" + arguments,
              headers.equals("-")
                  ? new String[0]
                  : headers.replaceAll("(^|;)([a-z-]+)=", "$1$2\n").split("[\n;]", -1));

      long code = reply.json().object("error").flatMap(error -> error.integer("code")).orElse(0L);
      assertThat(reply.status() + (code == 0 ? "" : " " + code)).isEqualTo(expected);
    }
  }

  private static void halfway(Request asked, ServerStream out) throws InterruptedException {
    out.deliver(HALF);
    out.deliver(Messages.resultOf(asked));
  }

  private static String subscription(JsonObject message) {
    return message
        .object("_meta")
        .flatMap(meta -> meta.string("io.modelcontextprotocol/subscriptionId"))
        .orElse("");
  }
}
