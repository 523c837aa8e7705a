package io.portreeve.onnx.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.onnx.model.Scores;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.EverLonger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DeskTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final SlowScorer model = new SlowScorer();
  private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    model.goOn();
    askers.close();
  }

  private Future<Outcome> asked(Desk desk, String... texts) {
    return askers.submit(() -> desk.ask(List.of(texts), () -> true));
  }

  @Test
  void question_getsAScoreForEachText_inTheirOrder() throws Exception {
    model.goOn();
    try (Desk desk = new Desk(model, 1, 4, LONG);
        model) {
      assertThat(asked(desk, "a", "abc", "ab").get())
          .isEqualTo(new Outcome.Scored(List.of(score(1), score(3), score(2))));
    }
  }

  private static Scores score(double value) {
    return new Scores(List.of(value));
  }

  @Test
  void questionTooMany_isRefusedAtOnce_andThoseThatWaitAreAnswered() throws Exception {
    try (Desk desk = new Desk(model, 1, 2, LONG);
        model) {
      Future<Outcome> first = asked(desk, "a");
      model.awaitBegun();
      List<Future<Outcome>> waiting = List.of(asked(desk, "b"), asked(desk, "c"));
      Eventually.holds("two wait", () -> desk.waiting() == 2);

      assertThat(desk.ask(List.of("d"), () -> true)).isEqualTo(new Outcome.Full());
      model.goOn();
      assertThat(first.get()).isInstanceOf(Outcome.Scored.class);
      for (Future<Outcome> one : waiting) {
        assertThat(one.get()).isInstanceOf(Outcome.Scored.class);
      }
    }
    assertThat(model.scored()).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void questionThatWaitedTooLong_isRefused_andNeverWorkedOn() throws Exception {
    EverLonger.untilInTime(limit -> {
      SlowScorer slow = new SlowScorer();
      try (Desk desk = new Desk(slow, 1, 2, limit);
          slow) {
        Future<Outcome> first = asked(desk, "a");
        Eventually.holds("it begins, or is late", () -> slow.begun() > 0 || first.isDone());
        Outcome second = desk.ask(List.of("b"), () -> true);

        assertThat(second).isEqualTo(new Outcome.Late());
        assertThat(first.get()).isEqualTo(new Outcome.Late());
        assertThat(desk.waiting()).isZero();
        slow.goOn();
      }
      assertThat(slow.scored()).doesNotContain("b");
      return slow.begun() > 0;
    });
  }

  /** The model is told that nobody waits, and leaves the rest. */
  @Test
  void questionWhoseTimeEnds_isGivenUp_betweenItsTexts() throws Exception {
    EverLonger.untilInTime(limit -> {
      SlowScorer slow = new SlowScorer();
      try (Desk desk = new Desk(slow, 1, 2, limit);
          slow) {
        assertThat(desk.ask(List.of("a", "b", "c"), () -> true)).isEqualTo(new Outcome.Late());
        slow.goOn();
      }
      assertThat(slow.scored()).doesNotContain("b", "c");
      return slow.begun() > 0 && slow.unwanted() == 1;
    });
  }

  @Test
  void askerWhoLeaves_isNotWorkedFor() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (Desk desk = new Desk(model, 1, 2, LONG);
        model) {
      Future<Outcome> first = asked(desk, "a");
      model.awaitBegun();
      Future<Outcome> second =
          askers.submit(() -> desk.ask(List.of("b"), () -> gone.getCount() > 0));
      Eventually.holds("it waits", () -> desk.waiting() == 1);
      gone.countDown();
      model.goOn();

      assertThat(first.get()).isInstanceOf(Outcome.Scored.class);
      assertThat(second.get()).isEqualTo(new Outcome.Late());
    }
    assertThat(model.scored()).containsExactly("a");
  }

  @Test
  void failure_isTold_andTheNextQuestionIsAnswered() throws Exception {
    model.goOn();
    try (Desk desk = new Desk(model, 1, 2, LONG);
        model) {
      assertThat(desk.ask(List.of(SlowScorer.FAULTY), () -> true))
          .isEqualTo(new Outcome.Failed("a fault of ours, java.lang.IllegalStateException"));
      assertThat(desk.ask(List.of("a"), () -> true)).isInstanceOf(Outcome.Scored.class);
    }
  }

  @Test
  void workers_workAtTheSameTime() throws Exception {
    try (Desk desk = new Desk(model, 2, 2, LONG);
        model) {
      List<Future<Outcome>> both = List.of(asked(desk, "a"), asked(desk, "b"));
      Eventually.holds("both are worked on", () -> model.begun() == 2);
      model.goOn();

      for (Future<Outcome> one : both) {
        assertThat(one.get()).isInstanceOf(Outcome.Scored.class);
      }
    }
  }

  /** Else the model would be put away under them. */
  @Test
  void close_returnsWhenNobodyWorksAnyMore() throws Exception {
    Desk desk = new Desk(model, 1, 2, LONG);
    Future<Outcome> first = asked(desk, "a");
    model.awaitBegun();
    CompletableFuture<Void> closed = CompletableFuture.runAsync(desk::close, askers);

    assertThat(closed).isNotDone();
    model.goOn();
    closed.get();
    assertThat(first.get()).isInstanceOf(Outcome.Scored.class);
  }
}
