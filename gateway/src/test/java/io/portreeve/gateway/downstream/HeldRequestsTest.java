package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.ListenerOptions;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.Messages;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a request takes is counted for as long as its exchange runs, whether or not anyone waits.
 */
@Timeout(120)
class HeldRequestsTest {
  private static final int LONG = 100_000;

  /** One long message of a sender fits in. */
  private static final ListenerOptions ONE = ListenerOptions.defaults().withMaxBody(2 * LONG, LONG);

  private static final String CALL =
      "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'read'}}";

  private final CountDownLatch goOn = new CountDownLatch(1);

  private void answerWhenTold(Request request, ServerStream out) throws InterruptedException {
    out.deliver(Messages.note("notifications/message", "'level':'info','data':'one'"));
    goOn.await();
    out.deliver(Messages.resultOf(request));
  }

  private static String padded(String message) {
    return message + " ".repeat(LONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {CALL, "[{'jsonrpc':'2.0','id':6,'method':'ping'}," + CALL + "]"})
  void requestWhoseClientLeft_isHeld_untilItsExchangeEnds(String asked) throws Exception {
    try (LegacyServer server =
        new LegacyServer(Scripted.LIMITS, SessionRegister.ofProcess(), ONE)) {
      server.scripted.on("tools/call", this::answerWhenTold);
      String session = server.begin("anna", "2025-03-26", LegacyServer.CAPABLE);
      try (Client.Reply reply = server.post(session, padded(asked))) {
        assertThat(reply.event().data()).isNotEmpty();
      }
      Eventually.holds("the handler is done", () -> server.client.underWay() == 0);
      assertThat(posts(server, session)).isFalse();

      goOn.countDown();
      Eventually.holds("there is room", () -> posts(server, session));
    }
  }

  private static boolean posts(LegacyServer server, String session) {
    try (Client.Reply reply = server.post(session, padded(CALL.replace("7", "8")))) {
      return reply.status() == 200;
    } catch (IOException cutOff) {
      return false;
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  @Test
  void requestAnsweredOnAnotherStream_isHeld_untilItsExchangeEnds() throws Exception {
    Scripted scripted = new Scripted();
    scripted.on("tools/call", this::answerWhenTold);
    try (Vigil vigil = new Vigil(scripted::identify, scripted);
        Client client = new Client(sse(scripted, vigil), ONE);
        Client.Reply stream = client.send("anna", "GET", "/sse", "")) {
      String endpoint = stream.event().data();
      String begin =
          "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'2024-11-05',"
              + "'capabilities':{},'clientInfo':{'name':'c','version':'1'}}}";
      assertThat(client.send("anna", "POST", endpoint, begin).status()).isEqualTo(202);
      assertThat(stream.event().json().object("result")).isPresent();
      assertThat(client.send("anna", "POST", endpoint, padded(CALL)).status()).isEqualTo(202);
      assertThat(stream.event().method()).isEqualTo("notifications/message");
      Eventually.holds("only the stream is handled", () -> client.underWay() == 1);
      assertThat(posts(client, endpoint)).isFalse();

      goOn.countDown();
      Eventually.holds("there is room", () -> posts(client, endpoint));
    }
  }

  private static LegacySse sse(Scripted scripted, Vigil vigil) {
    return new LegacySse(
        LegacyServer.door(scripted),
        scripted.core(Scripted.LIMITS),
        vigil,
        new LegacySse.Paths("/sse", "/messages"),
        JsonLimits.defaults());
  }

  private static boolean posts(Client client, String endpoint) {
    try {
      String call = padded(CALL.replace("7", "8"));
      return client.send("anna", "POST", endpoint, call).status() == 202;
    } catch (IOException cutOff) {
      return false;
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
