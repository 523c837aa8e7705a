package io.portreeve.gateway.journey;

import static io.portreeve.gateway.journey.Travels.FILES;
import static io.portreeve.gateway.journey.Travels.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.ToolList;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FanTest {
  private static final Request TOOLS = Messages.request("tools/list", "");

  private final Travels travels = new Travels();

  /** Each server answers only when the other was asked, too. */
  @Test
  void servers_areAskedAtTheSameTime() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    Upstream waiting =
        (_, request, out) -> {
          asked.countDown();
          asked.await();
          out.deliver(Messages.resultOf(request));
        };
    travels.server(FILES, waiting);
    travels.server(MAIL, waiting);

    travels.ask(TOOLS);

    assertThat(((ToolList) travels.answer()).tools()).hasSize(2);
  }

  /** The place of the principal is given back only when no server works for it any more. */
  @Test
  void clientThatLeaves_isCancelledAtEveryServer_beforeItsPlaceIsGivenBack() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    CountDownLatch told = new CountDownLatch(2);
    CountDownLatch stop = new CountDownLatch(1);
    Upstream slowToStop =
        (_, _, _) -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException cancelled) {
            told.countDown();
            stop.await();
            throw cancelled;
          }
        };
    travels.server(FILES, slowToStop);
    travels.server(MAIL, slowToStop);
    Thread client = Thread.ofVirtual().start(this::askUntilInterrupted);
    asked.await();

    client.interrupt();
    told.await();
    Eventually.waits(client);
    assertThat(travels.left).isEmpty();

    stop.countDown();
    client.join();
    assertThat(travels.left).hasSize(1);
    assertThat(travels.delivered).isEmpty();
    assertThat(travels.trail.written()).contains("ended files CANCELLED", "ended mail CANCELLED");
  }

  private void askUntilInterrupted() {
    try {
      travels.ask(TOOLS);
    } catch (InterruptedException gone) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void serverThatBreaks_isLeftOut() throws Exception {
    travels.server(FILES, (_, request, out) -> out.deliver(Messages.resultOf(request)));
    travels.server(
        MAIL,
        (_, _, _) -> {
          throw new IllegalStateException("broken");
        });

    travels.ask(TOOLS);

    assertThat(((ToolList) travels.answer()).tools())
        .extracting(tool -> tool.name().value())
        .containsExactly("files__read");
  }

  /** He may leave unheard: the one server that would tell him something finds out. */
  @Test
  void readerThatIsGone_whenTheLastServerAgrees_keepsNoneOfThemListening() {
    Listen listen = Messages.listen();
    CountDownLatch first = new CountDownLatch(1);
    Fan fan =
        new Fan(
            new AggregateRouter(List.of(FILES, MAIL), Travels.SEAL),
            (server, _, out) -> {
              if (server.equals(MAIL)) {
                first.await();
              }
              out.deliver(new SubscriptionAcknowledged(Jsons.object("{'notifications':{}}")));
              first.countDown();
              new CountDownLatch(1).await();
            });
    ServerStream gone =
        _ -> {
          throw new InterruptedException("the session is over");
        };

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> fan.travel(listen, Map.of(FILES, listen, MAIL, listen), gone));
  }
}
