package io.portreeve.gateway.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.indirectpromptinjection.Classifier.Opinion;
import io.portreeve.controls.indirectpromptinjection.Suspicion;
import io.portreeve.gateway.config.ClassifierForm;
import io.portreeve.gateway.config.ClassifierSettings;
import io.portreeve.gateway.config.WhenUnavailable;
import io.portreeve.gateway.config.form.ByteSize;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ServerId;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HttpClassifierTest {
  private static final Exchange EXCHANGE = Exchanges.asking(Messages.callTool("read", "{}"));
  private static final Opinion MISSING = new Opinion.Missing("classifier guard", true);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SAFE = "[[{\"label\":\"SAFE\",\"score\":0.99}]]";

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Outage outage =
      new Outage(
          "asking it", ManualClock.atNewYear(), (level, text) -> told.add(level + " " + text));
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  private final AtomicLong ticks = new AtomicLong();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountDownLatch turn = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile String answer = SAFE;
  private volatile boolean held;
  private final ScriptedHttp http = ScriptedHttp.start(this::serve);

  private void serve(HttpAsked asked, HttpWire wire) throws Exception {
    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
    if (held) {
      turn.await();
    }
    inside.decrementAndGet();
    if (asked.body().contains("slow")) {
      ticks.addAndGet(PATIENCE.toNanos());
    }
    boolean attack = asked.body().contains("attack");
    wire.json(
        asked.body().contains("crash") ? 503 : status,
        attack ? answer.replace("SAFE", "INJECTION") : answer);
  }

  private HttpClassifier classifier(Duration patience, int atOnce, ClassifierForm form) {
    ClassifierSettings settings =
        new ClassifierSettings(
            http.url("/predict"),
            form,
            List.of("SAFE"),
            Optional.empty(),
            Optional.empty(),
            patience,
            atOnce,
            ByteSize.ofKib(4),
            50,
            90,
            WhenUnavailable.BLOCK);
    return new HttpClassifier(
        "guard",
        settings,
        HttpFields.of("authorization", "Bearer t"),
        new Documents(pool, patience),
        outage,
        ticks::get);
  }

  private HttpClassifier classifier() {
    return classifier(PATIENCE, 2, ClassifierForm.TEXT_CLASSIFICATION);
  }

  private static Opinion ask(HttpClassifier one, String... texts) {
    return one.judge(EXCHANGE, List.of(texts));
  }

  @AfterEach
  void close() {
    turn.countDown();
    pool.close();
    engine.close();
    http.close();
  }

  @Test
  void score_isAnOpinion_byTheThresholdsOfTheOperator() throws Exception {
    assertThat(ask(classifier(), "fine")).isEqualTo(new Opinion.Unsuspicious());
    assertThat(http.next().field("authorization")).contains("Bearer t");

    answer = "[{\"label\":\"INJECTION\",\"score\":0.6}]";
    assertThat(ask(classifier(), "so so"))
        .isEqualTo(new Opinion.Suspected(new Suspicion("classifier guard 0.60", false)));
    answer = "[{\"label\":\"INJECTION\",\"score\":0.9}]";
    assertThat(ask(classifier(), "bad"))
        .isEqualTo(new Opinion.Suspected(new Suspicion("classifier guard 0.90", true)));
    answer = "[{\"label\":\"INJECTION\",\"score\":0.49}]";
    assertThat(ask(classifier(), "hm")).isEqualTo(new Opinion.Unsuspicious());
  }

  @Test
  void orderAnywhereInALongText_isFound_andNothingAskedAfterIt() {
    String text = "fine ".repeat(400) + "attack " + "fine ".repeat(300);

    assertThat(ask(classifier(), text)).isInstanceOf(Opinion.Suspected.class);

    assertThat(http.rest()).hasSize(2);
  }

  @Test
  void allTextsAtOnce_areOneQuestion() {
    answer = "{\"scores\":[0.1,0.2,0.95]}";
    HttpClassifier one = classifier(Duration.ofSeconds(60), 2, ClassifierForm.SCORES);

    assertThat(ask(one, "x".repeat(3000)))
        .isEqualTo(new Opinion.Suspected(new Suspicion("classifier guard 0.95", true)));
    assertThat(http.rest()).hasSize(1);
  }

  @Test
  void nothingToRead_isNotAskedAbout() {
    assertThat(ask(classifier(), " ", "")).isEqualTo(new Opinion.Unsuspicious());
    assertThat(http.rest()).isEmpty();
  }

  /** What lies beyond may say anything, unless what was shown is enough. */
  @Test
  void moreThanItIsShown_isNoOpinion() {
    assertThat(ask(classifier(), "x".repeat(4097))).isEqualTo(MISSING);
    assertThat(ask(classifier(), "attack" + "x".repeat(9000)))
        .isInstanceOf(Opinion.Suspected.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 401, 429, 500, 503})
  void anyOtherStatus_isNoOpinion(int other) {
    status = other;

    assertThat(ask(classifier(), "fine")).isEqualTo(MISSING);
    assertThat(told).containsExactly("WARNING asking it fails: HTTP " + other);
  }

  @Test
  void answerOfAnotherForm_orOneThatIsHuge_isNoOpinion() {
    answer = "{\"error\":\"loading\"}";
    assertThat(ask(classifier(), "fine")).isEqualTo(MISSING);

    answer = "[" + " ".repeat(600 * 1024) + "]";
    assertThat(ask(classifier(), "fine")).isEqualTo(MISSING);
    assertThat(told).hasSize(1).first().asString().contains("an answer of another form");
  }

  @Test
  void slowAnswer_isNoOpinion() {
    held = true;

    assertThat(ask(classifier(Duration.ofMillis(200), 2, ClassifierForm.SCORES), "fine"))
        .isEqualTo(MISSING);
  }

  @Test
  void whatFailsAgainAndAgain_isNotAskedForAWhile() {
    status = 503;
    HttpClassifier one = classifier();
    for (int i = 0; i < Breaker.FAILURES; i++) {
      assertThat(ask(one, "fine")).isEqualTo(MISSING);
    }
    var _ = http.rest();
    status = 200;

    assertThat(ask(one, "fine")).isEqualTo(MISSING);
    assertThat(http.rest()).isEmpty();
    ticks.addAndGet(Breaker.PAUSE.toNanos());
    assertThat(ask(one, "fine")).isEqualTo(new Opinion.Unsuspicious());
  }

  @Test
  void serverWhoseTextsMakeItFail_keepsItFromNoOtherServersTexts() {
    HttpClassifier one = classifier();
    Exchange another =
        new Exchange(
            EXCHANGE.id(),
            EXCHANGE.at(),
            EXCHANGE.peer(),
            EXCHANGE.principal(),
            EXCHANGE.revision(),
            new ServerId("tickets"),
            EXCHANGE.asked());
    for (int i = 0; i < Breaker.FAILURES; i++) {
      assertThat(one.judge(another, List.of("crash"))).isEqualTo(MISSING);
    }

    assertThat(one.judge(another, List.of("fine"))).isEqualTo(MISSING);
    assertThat(ask(one, "fine")).isEqualTo(new Opinion.Unsuspicious());
    assertThat(ask(one, "attack")).isInstanceOf(Opinion.Suspected.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 413, 422})
  void textsThatItRefuses_keepItFromNoOtherText(int refused) {
    status = refused;
    HttpClassifier one = classifier();
    for (int i = 0; i < Breaker.FAILURES; i++) {
      assertThat(ask(one, "odd")).isEqualTo(MISSING);
    }
    status = 200;

    assertThat(ask(one, "fine")).isEqualTo(new Opinion.Unsuspicious());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 408, 429, 500})
  void statusThatIsAboutNoText_againAndAgain_isNotAskedForAWhile(int failing) {
    status = failing;
    HttpClassifier one = classifier();
    for (int i = 0; i < Breaker.FAILURES; i++) {
      assertThat(ask(one, "fine")).isEqualTo(MISSING);
    }
    status = 200;

    assertThat(ask(one, "fine")).isEqualTo(MISSING);
  }

  /** The time of its message is over when the first of its pieces is answered. */
  @Test
  void messagesThatTakeTooLong_afterAPieceWasAnswered_keepItFromNoOther() {
    HttpClassifier one = classifier();
    for (int i = 0; i < Breaker.FAILURES; i++) {
      assertThat(ask(one, "slow " + "x".repeat(2000))).isEqualTo(MISSING);
    }
    assertThat(told).hasSize(1).first().asString().contains("timed out");

    assertThat(ask(one, "fine")).isEqualTo(new Opinion.Unsuspicious());
  }

  @Test
  void noMoreThanSoMany_areAskedAboutAtOnce_andEverybodyIsAnsweredInTheEnd() throws Exception {
    held = true;
    HttpClassifier one = classifier();
    List<FutureTask<Opinion>> all = new ArrayList<>();
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      FutureTask<Opinion> each = new FutureTask<>(() -> ask(one, "fine"));
      askers.add(Thread.ofVirtual().start(each));
      all.add(each);
    }
    for (Thread asker : askers) {
      Eventually.waits(asker);
    }
    Eventually.holds("two are asked about", () -> inside.get() == 2);
    turn.countDown();

    for (FutureTask<Opinion> each : all) {
      assertThat(each.get()).isEqualTo(new Opinion.Unsuspicious());
    }
    assertThat(most.get()).isEqualTo(2);
  }

  @Test
  void whoeverGetsNoTurnInTime_hasNoOpinion_andItIsSparedForNobodyElse() {
    HttpClassifier full = classifier(Duration.ofMillis(50), 0, ClassifierForm.SCORES);

    for (int i = 0; i <= Breaker.FAILURES; i++) {
      assertThat(ask(full, "fine")).isEqualTo(MISSING);
    }
    assertThat(told).containsExactly("WARNING asking it fails: too many messages at once");
    assertThat(http.rest()).isEmpty();
  }

  @Test
  void interruptedAsker_getsNoOpinion_andStaysInterrupted() throws Exception {
    held = true;
    FutureTask<Boolean> asker =
        new FutureTask<>(() ->
            ask(classifier(), "fine").equals(MISSING) && Thread.currentThread().isInterrupted());
    Thread thread = Thread.ofVirtual().start(asker);
    var _ = http.next();
    thread.interrupt();

    assertThat(asker.get()).isTrue();
  }
}
