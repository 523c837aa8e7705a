package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Request;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A probe may take as long as a program takes to start. */
@Timeout(60)
class ProbedUpstreamTest {
  private static final Request LIST = Rig.request("tools/list", "");

  private final ManualClock clock = ManualClock.atNewYear();
  private final Answering server = new Answering();
  private final AtomicInteger probes = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch silence = new CountDownLatch(1);
  private final ProbedUpstream upstream =
      new ProbedUpstream(
          UpstreamSettings.program(Rig.SERVER, StdioScripts.command("legacy")),
          _ -> probe(),
          _ -> server,
          () -> {},
          new Halt(),
          clock);

  private ServerEra probe() throws InterruptedException {
    if (probes.incrementAndGet() > 1) {
      asked.countDown();
      silence.await();
    }
    return ServerEra.LEGACY;
  }

  @Test
  void othersAreServed_whileOneLooksWhetherAnOldVerdictStillHolds() throws Exception {
    send();
    clock.advance(Duration.ofDays(2));
    CompletableFuture<Boolean> looking = new CompletableFuture<>();
    var _ = Thread.ofVirtual().start(() -> sendAnd(looking));
    asked.await();

    send();

    assertThat(server.calls).hasValue(2);
    silence.countDown();
    assertThat(looking.get(1, TimeUnit.MINUTES)).isTrue();
    assertThat(server.calls).hasValue(3);
    assertThat(probes).hasValue(2);
  }

  private void send() throws Exception {
    upstream.send(Rig.exchange(LIST), LIST, _ -> {});
  }

  private void sendAnd(CompletableFuture<Boolean> done) {
    try {
      send();
      var _ = done.complete(true);
    } catch (Exception failure) {
      var _ = done.completeExceptionally(failure);
    }
  }

  private static final class Answering implements EraUpstream {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public void send(Exchange exchange, Request request, ServerStream out) {
      var _ = calls.incrementAndGet();
    }

    @Override
    public void close() {}
  }
}
