package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OutboxTest {
  private final BlockingQueue<RpcMessage> told = new LinkedBlockingQueue<>();
  private final List<String> undelivered = new CopyOnWriteArrayList<>();
  private final CountDownLatch givenUp = new CountDownLatch(1);

  @Test
  void messages_areToldInTheirOrder() throws InterruptedException {
    Outbox outbox = new Outbox(told::add, undelivered::add, givenUp::countDown);
    List<RpcMessage> all = IntStream.range(0, 100).mapToObj(OutboxTest::message).toList();

    all.forEach(outbox::add);

    for (RpcMessage each : all) {
      assertThat(told.poll(1, TimeUnit.MINUTES)).isEqualTo(each);
    }
    assertThat(undelivered).isEmpty();
  }

  @Test
  void serverThatDoesNotRead_isGivenUp_beforeMuchIsKeptForIt() throws InterruptedException {
    CountDownLatch reads = new CountDownLatch(1);
    Outbox outbox =
        new Outbox(
            message -> {
              told.add(message);
              reads.await();
            },
            undelivered::add,
            givenUp::countDown);
    for (int i = 0; i < Outbox.MOST + 2; i++) {
      outbox.add(message(i));
    }

    givenUp.await();
    outbox.add(message(0));
    reads.countDown();

    assertThat(undelivered).containsExactly("the server does not read; it is given up");
    assertThat(told.size()).isLessThanOrEqualTo(1);
  }

  @Test
  void serverThatTakesNothing_isGivenUpAfterSome() throws InterruptedException {
    Outbox outbox =
        new Outbox(
            message -> {
              told.add(message);
              throw new UpstreamException("no");
            },
            undelivered::add,
            givenUp::countDown);
    for (int i = 0; i < Outbox.MOST_FAILURES; i++) {
      outbox.add(message(i));
    }

    givenUp.await();

    assertThat(told).hasSize(Outbox.MOST_FAILURES);
  }

  @Test
  void serverThatTakesNothing_isGivenUp_alsoWhenItIsToldOneByOne() throws InterruptedException {
    BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    Outbox outbox =
        new Outbox(
            _ -> {
              throw new UpstreamException("no");
            },
            refused::add,
            givenUp::countDown);
    for (int i = 0; i < Outbox.MOST_FAILURES; i++) {
      outbox.add(message(i));
      assertThat(refused.take()).isEqualTo("no");
    }

    givenUp.await();

    assertThat(refused.take()).isEqualTo("the server does not read; it is given up");
  }

  private static RpcMessage message(int number) {
    return new RpcNotification("n" + number, JsonObject.empty());
  }
}
