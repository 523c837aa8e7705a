package io.portreeve.gateway.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.testkit.Jsons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Evaluations that take long, of which a few at once would stop all that shares the processors. */
class HeavyWorkTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicBoolean over = new AtomicBoolean();

  /** Does not give its processor away until it may end, as no evaluation does. */
  private Check busy(CountDownLatch begun) {
    begun.countDown();
    while (!over.get()) {
      Thread.onSpinWait();
    }
    return new Check.Valid();
  }

  private static CompiledSchema branching(HeavyWork heavy) {
    String defs =
        IntStream.range(0, 10)
            .mapToObj(i ->
                "'a%1$d':{'anyOf':[{'$ref':'#/$defs/a%2$d'},{'$ref':'#/$defs/a%2$d'}]}"
                    .formatted(i, i + 1))
            .collect(Collectors.joining(","));
    return new SchemaCompiler(heavy)
        .compile(
            Jsons.object(
                "{'items':{'$ref':'#/$defs/a0'},'$defs':{" + defs + ",'a10':{'type':'string'}}}"));
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void whileAsManyAreUnderWayAsThereAreProcessors_othersRun() throws Exception {
    HeavyWork heavy = new HeavyWork();
    CountDownLatch begun = new CountDownLatch(1);
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      all.add(
          Thread.startVirtualThread(() -> {
            var _ = heavy.done("a", () -> busy(begun));
          }));
    }
    begun.await();

    all.add(Thread.startVirtualThread(() -> over.set(true)));

    for (Thread one : all) {
      one.join();
    }
    assertThat(over).isTrue();
  }

  @Test
  void schemaThatMakesMuchOfALittle_isEvaluatedThere_andWithNoRoomThereNotAtAll() throws Exception {
    HeavyWork heavy = new HeavyWork(1, 1, LONG);
    CompiledSchema schema = branching(heavy);
    CountDownLatch begun = new CountDownLatch(1);
    Thread first =
        Thread.startVirtualThread(() -> {
          var _ = heavy.done("a", () -> busy(begun));
        });
    begun.await();
    Thread second =
        Thread.startVirtualThread(() -> {
          var _ = schema.check(Jsons.json(numbers(30)));
        });
    while (second.isAlive() && second.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    assertThat(schema.check(Jsons.json(numbers(30))))
        .isEqualTo(new Check.Unusable("too many long evaluations of schemas are under way"));
    assertThat(schema.check(Jsons.json("['a']"))).isEqualTo(new Check.Valid());
    assertThat(schema.check(Jsons.json("[7]"))).isInstanceOf(Check.Invalid.class);

    over.set(true);
    first.join();
    second.join();
    assertThat(schema.check(Jsons.json(numbers(30)))).isInstanceOf(Check.Invalid.class);
  }

  /** Fills all places that he gets, and is done again and again; the other waits for one of his. */
  @Test
  void whoeverHasMuchToDo_takesTurnsWithOthers_andLeavesThemPlaces() throws Exception {
    HeavyWork heavy = new HeavyWork(1, 4, LONG);
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    List<Thread> all = new ArrayList<>();
    all.add(
        Thread.startVirtualThread(() -> {
          var _ = heavy.done("greedy", () -> busy(begun));
        }));
    begun.await();
    for (String who : List.of("greedy", "greedy", "modest")) {
      Thread one =
          Thread.startVirtualThread(() -> {
            var _ =
                heavy.done(
                    who,
                    () -> {
                      order.add(who);
                      return new Check.Valid();
                    });
          });
      all.add(one);
      while (one.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }

    assertThat(heavy.done("greedy", Check.Valid::new)).isInstanceOf(Check.Unusable.class);

    over.set(true);
    for (Thread one : all) {
      one.join();
    }
    assertThat(order).containsExactly("greedy", "modest", "greedy");
  }

  /** Waits for its turn, and notes it when that comes. */
  private static Thread waiting(HeavyWork heavy, String who, List<String> order) {
    Thread one =
        Thread.startVirtualThread(() -> {
          Check check =
              heavy.done(
                  who,
                  () -> {
                    order.add(who);
                    return new Check.Valid();
                  });
          if (check instanceof Check.Unusable) {
            order.add(who + " refused");
          }
        });
    while (one.isAlive() && one.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    return one;
  }

  /** Two together would have taken all places from everybody else, again and again. */
  @Test
  void twoWhoHaveTakenAllPlaces_makeRoomForAThird_untilAllHaveAsMany() throws Exception {
    HeavyWork heavy = new HeavyWork(1, 6, LONG);
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    List<Thread> all = new ArrayList<>();
    all.add(
        Thread.startVirtualThread(() -> {
          var _ = heavy.done("a", () -> busy(begun));
        }));
    begun.await();
    for (String who : List.of("a", "a", "a", "b", "b", "b")) {
      all.add(waiting(heavy, who, order));
    }
    assertThat(order).isEmpty();

    all.add(waiting(heavy, "c", order));
    all.get(6).join();
    assertThat(order).containsExactly("b refused");
    all.add(waiting(heavy, "c", order));
    all.get(3).join();
    assertThat(order).containsExactly("b refused", "a refused");

    for (String who : List.of("a", "b", "c")) {
      waiting(heavy, who, order).join();
    }
    assertThat(order).endsWith("a refused", "b refused", "c refused").hasSize(5);

    all.add(waiting(heavy, "d", order));
    all.get(8).join();
    assertThat(order).last().isEqualTo("c refused");

    over.set(true);
    for (Thread one : all) {
      one.join();
    }
    assertThat(order.subList(6, order.size())).containsExactly("a", "b", "c", "d", "a", "b");
  }

  /** What waited for nothing leaves nothing behind, neither of itself nor of its turn. */
  @Test
  void whoeverGivesUp_leavesHisPlace_andEverybodyElseIsDone() throws Exception {
    HeavyWork heavy = new HeavyWork(1, 2, LONG);
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread first =
        Thread.startVirtualThread(() -> {
          var _ = heavy.done("a", () -> busy(begun));
        });
    begun.await();
    for (int i = 0; i < 1000; i++) {
      Thread leaving = waiting(heavy, "b", order);
      leaving.interrupt();
      leaving.join();
    }
    Thread kept = waiting(heavy, "b", order);
    Thread last = waiting(heavy, "c", order);

    over.set(true);
    first.join();
    kept.join();
    last.join();
    assertThat(order.subList(1000, order.size())).containsExactly("b", "c");
    assertThat(heavy.done("d", Check.Valid::new)).isEqualTo(new Check.Valid());
    assertThat(heavy.turns()).isZero();
  }

  @Test
  void whatIsNotDoneInTime_isNotWaitedFor() {
    HeavyWork heavy = new HeavyWork(1, 1, Duration.ofMillis(1));

    assertThat(heavy.done("a", () -> busy(new CountDownLatch(1))))
        .isEqualTo(new Check.Unusable("too many long evaluations of schemas are under way"));
    over.set(true);
  }

  /** Each is an object; a million of them fill the heap, and the process ends. */
  @Test
  void valueOfWhichThereIsTooMuchToSay_isGivenUp() {
    assertThat(branching(new HeavyWork()).check(Jsons.json(numbers(1_000))))
        .isEqualTo(new Check.Unusable("the schema cannot be evaluated"));
  }

  @Test
  void chainOfReferencesThatIsTooLongForTheStack_isNotEvaluated() {
    int length = 900;
    String chain =
        IntStream.range(0, length)
            .mapToObj(i -> "'a%d':{'type':'array','$ref':'#/$defs/a%d'}".formatted(i, i + 1))
            .collect(Collectors.joining(","));
    var whole =
        Jsons.object(
            "{'$ref':'#/$defs/a0','$defs':{%s,'a%d':{'items':{'$ref':'#/$defs/a0'}}}}"
                .formatted(chain, length));
    CompiledSchema schema = new SchemaCompiler().compile(whole);

    assertThat(schema.check(Jsons.json("[".repeat(50) + "]".repeat(50))))
        .isEqualTo(new Check.Unusable("the schema cannot be evaluated"));
  }
}
