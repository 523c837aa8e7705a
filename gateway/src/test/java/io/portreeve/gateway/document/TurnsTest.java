package io.portreeve.gateway.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TurnsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  private final AtomicLong ticks = new AtomicLong();
  private final CountDownLatch go = new CountDownLatch(1);
  private volatile boolean held;
  private final ScriptedHttp http = ScriptedHttp.start(this::serve);
  private final Turns turns = turns(PATIENCE, 1);

  private void serve(HttpAsked asked, HttpWire wire) throws Exception {
    if (held) {
      go.await();
    }
    wire.json(200, "{}");
  }

  private Turns turns(Duration patience, int atOnce) {
    return new Turns(new Documents(pool, patience), atOnce, ticks::get);
  }

  @AfterEach
  void close() {
    go.countDown();
    pool.close();
    engine.close();
    http.close();
  }

  private Optional<String> ask(Turns of) throws DocumentUnavailable, InterruptedException {
    return of.take(documents -> new String(documents.get(http.url("/")), StandardCharsets.UTF_8));
  }

  @Test
  void turn_givesWhatCameOfIt_andIsGivenBack() throws Exception {
    assertThat(ask(turns)).contains("{}");
    assertThat(ask(turns)).contains("{}");
  }

  @Test
  void whoeverGetsNoTurn_whileThereIsTime_hasAskedNobody() throws Exception {
    assertThat(ask(turns(Duration.ofMillis(100), 0))).isEmpty();
    assertThat(http.rest()).isEmpty();
  }

  @Test
  void turnThatComesWhenTheTimeIsOver_isNone() throws Exception {
    held = true;
    FutureTask<Optional<String>> first = new FutureTask<>(() -> ask(turns));
    Thread.ofVirtual().start(first);
    var _ = http.next();
    FutureTask<Optional<String>> second = new FutureTask<>(() -> ask(turns));
    Eventually.waits(Thread.ofVirtual().start(second));

    ticks.addAndGet(PATIENCE.toNanos());
    go.countDown();

    assertThat(first.get()).contains("{}");
    assertThat(second.get()).isEmpty();
    assertThat(http.rest()).isEmpty();
  }

  /** What is asked for first may not leave all of the time to what is asked for next. */
  @Test
  void documentsOfOneTurn_shareItsTime() throws Exception {
    assertThatExceptionOfType(DocumentUnavailable.class)
        .isThrownBy(() ->
            turns.take(documents -> {
              ticks.addAndGet(PATIENCE.toNanos() - 1);
              assertThat(documents.patience()).isEqualTo(Duration.ofNanos(1));
              ticks.addAndGet(1);
              return documents.get(http.url("/"));
            }))
        .withMessageContaining("timed out");
    assertThat(http.rest()).isEmpty();
    assertThat(ask(turns)).contains("{}");
  }
}
