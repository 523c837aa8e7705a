package io.portreeve.gateway.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DecisionPointTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Outage outage =
      new Outage("asking it", clock, (level, text) -> told.add(level + " " + text));
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch turn = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile boolean held;
  private final ScriptedHttp http = ScriptedHttp.start(this::serve);
  private final DecisionPoint point = point(Duration.ofSeconds(60), 2);

  private void serve(HttpAsked asked, HttpWire wire) throws Exception {
    int now = inside.incrementAndGet();
    most.accumulateAndGet(now, Math::max);
    if (held) {
      turn.await();
    }
    inside.decrementAndGet();
    wire.json(status, "{\"decision\":true}");
  }

  private DecisionPoint point(Duration patience, int atOnce) {
    return new DecisionPoint(
        http.url("/"),
        HttpFields.empty(),
        new Documents(pool, patience),
        outage,
        atOnce,
        ticks::get);
  }

  @AfterEach
  void close() {
    turn.countDown();
    pool.close();
    engine.close();
    http.close();
  }

  private static Optional<Boolean> ask(DecisionPoint one) {
    return one.allows(
        Exchanges.asking(Messages.callTool("read", "{}")),
        new Use(new Subject.OfTool(Exchanges.SERVER, new ToolName("read")), JsonObject.empty()));
  }

  @Test
  void outage_isToldOnce_andItsEnd() {
    status = 503;
    assertThat(ask(point)).isEmpty();
    assertThat(ask(point)).isEmpty();
    assertThat(told).containsExactly("WARNING asking it fails: HTTP 503");

    status = 200;
    assertThat(ask(point)).contains(true);
    assertThat(told).last().isEqualTo("INFO asking it answers again");
  }

  @Test
  void noMoreThanSoMany_areAskedForAtOnce_andEverybodyIsAnsweredInTheEnd() throws Exception {
    held = true;
    List<FutureTask<Optional<Boolean>>> all = new ArrayList<>();
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      FutureTask<Optional<Boolean>> one = new FutureTask<>(() -> ask(point));
      askers.add(Thread.ofVirtual().start(one));
      all.add(one);
    }
    for (Thread asker : askers) {
      Eventually.waits(asker);
    }
    Eventually.holds("two are asked for", () -> inside.get() == 2);
    turn.countDown();

    for (FutureTask<Optional<Boolean>> one : all) {
      assertThat(one.get()).contains(true);
    }
    assertThat(most.get()).isEqualTo(2);
  }

  @Test
  void whoeverComesWhenTooManyAsk_isRefused_whenTheTimeIsOver() throws Exception {
    held = true;
    DecisionPoint full = point(Duration.ofMillis(100), 0);

    assertThat(ask(full)).isEmpty();
    assertThat(told).containsExactly("WARNING asking it fails: too many questions at once");
    assertThat(http.rest()).isEmpty();
  }

  @Test
  void whoeverGetsItsTurn_whenTheTimeIsOver_isRefused_andNotGivenItAgain() throws Exception {
    held = true;
    DecisionPoint one = point(Duration.ofSeconds(60), 1);
    FutureTask<Optional<Boolean>> first = new FutureTask<>(() -> ask(one));
    Thread.ofVirtual().start(first);
    var _ = http.next();
    FutureTask<Optional<Boolean>> second = new FutureTask<>(() -> ask(one));
    Eventually.waits(Thread.ofVirtual().start(second));

    ticks.addAndGet(Duration.ofSeconds(60).toNanos());
    turn.countDown();

    assertThat(first.get()).contains(true);
    assertThat(second.get()).isEmpty();
    assertThat(told).contains("WARNING asking it fails: too many questions at once");
    assertThat(http.rest()).isEmpty();
  }

  @Test
  void interruptedAsker_getsNoDecision_andStaysInterrupted() throws Exception {
    held = true;
    FutureTask<Boolean> asker =
        new FutureTask<>(() -> ask(point).isEmpty() && Thread.currentThread().isInterrupted());
    Thread thread = Thread.ofVirtual().start(asker);
    var _ = http.next();
    thread.interrupt();

    assertThat(asker.get()).isTrue();
  }
}
