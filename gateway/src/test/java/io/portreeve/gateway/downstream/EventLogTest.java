package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.downstream.EventLog.Next;
import io.portreeve.gateway.downstream.EventLog.Reader;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EventLogTest {
  private static final Duration NOW = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(10);

  private final ManualClock clock = ManualClock.atNewYear();
  private final KeptEvents memory = new KeptEvents(32 << 20);
  private final EventLog log = waiting(4);

  @Test
  void messages_areReadInOrder_eachWithItsPlace() throws Exception {
    append(1, 2, 3);

    assertThat(all(log.read())).containsExactly(1L, 2L, 3L);
  }

  @Test
  void readerWithNothingToRead_findsSilence_andAfterTheEndTheEnd() throws Exception {
    Reader reader = log.read();

    assertThat(reader.next(NOW)).isEqualTo(new Next.Silence());
    append(1);
    log.end();
    assertThat(number(reader.next(NOW))).isEqualTo(1);
    assertThat(reader.next(LONG)).isEqualTo(new Next.End());
    assertThat(log.hasEnded()).isTrue();
  }

  @Test
  void messageThatComesLater_wakesTheReader() throws Exception {
    Reader reader = log.read();
    Thread.ofVirtual().start(() -> log.offer(message(1)));

    assertThat(number(reader.next(LONG))).isEqualTo(1);
  }

  /** Each message goes to exactly one stream (specification 2025-11-25, transports). */
  @Test
  void newReader_takesOver_andTheOldOneEnds() throws Exception {
    append(1, 2);
    Reader first = log.read();
    assertThat(number(first.next(NOW))).isEqualTo(1);

    Reader second = log.read();

    assertThat(first.next(LONG)).isEqualTo(new Next.End());
    assertThat(all(second)).containsExactly(2L);
  }

  @Test
  void oldReaderThatLeaves_doesNotTakeTheStreamFromTheNewOne() throws Exception {
    Reader first = log.read();
    Reader second = log.read();

    first.close();

    assertThat(log.hasReader()).isTrue();
    append(1);
    assertThat(number(second.next(NOW))).isEqualTo(1);
    second.close();
    assertThat(log.hasReader()).isFalse();
  }

  /** Specification 2025-11-25, transports, resumability. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void readerWhoComesBack_readsWhatFollowedTheLastThatItGot(long got) throws Exception {
    append(1, 2, 3);
    var _ = all(log.read());

    assertThat(all(log.readAfter(got).orElseThrow()))
        .containsExactlyElementsOf(LongStream.rangeClosed(got + 1, 3).boxed().toList());
  }

  @Test
  void placeThatNeverWas_orIsForgotten_cannotBeResumedFrom() throws Exception {
    assertThat(log.readAfter(1)).isEmpty();
    assertThat(log.readAfter(0)).isPresent();
    append(1, 2, 3, 4);
    var _ = all(log.read());
    append(5, 6);

    assertThat(log.readAfter(1)).as("forgotten").isEmpty();
    assertThat(all(log.readAfter(2).orElseThrow())).containsExactly(3L, 4L, 5L, 6L);
    assertThat(log.readAfter(7)).as("to come").isEmpty();
  }

  @Test
  void messagesThatMayBeLost_giveWayToNewerOnes() {
    for (int i = 1; i <= 9; i++) {
      log.offer(message(i));
    }

    assertThat(all(log.read())).containsExactly(6L, 7L, 8L, 9L);
  }

  @Test
  void messageThatWaitsAlready_isNotOfferedTwice() throws Exception {
    log.offer(message(1));
    log.offer(message(1));
    assertThat(all(log.read())).containsExactly(1L);

    log.offer(message(1));
    assertThat(all(log.read())).as("read, so news again").containsExactly(2L);
  }

  @Test
  void messageThatMustNotBeLost_waitsForARoom() throws Exception {
    append(1, 2, 3, 4);
    CountDownLatch added = new CountDownLatch(1);
    Thread writer = Thread.ofVirtual().start(() -> appendQuietly(5, added));
    Reader reader = log.read();

    assertThat(added.getCount()).isEqualTo(1);
    assertThat(number(reader.next(NOW))).isEqualTo(1);
    added.await();

    assertThat(all(reader)).containsExactly(2L, 3L, 4L, 5L);
    writer.join();
  }

  @Test
  void writerWhomNobodyReads_isToldSo() throws Exception {
    EventLog impatient = new EventLog(limits(1, Duration.ZERO), clock, memory, "ann");
    impatient.append(message(1));

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> impatient.append(message(2)))
        .withMessage("the client does not read");
  }

  @Test
  void messageLargerThanEverything_mayStillWaitAlone() throws Exception {
    RpcNotification large =
        new RpcNotification("n", Jsons.object("{'t':'" + "x".repeat(5 << 20) + "'}"));
    append(1);
    var _ = all(log.read());

    log.append(large);
    assertThat(number(log.read().next(NOW))).isEqualTo(2);
  }

  @Test
  void streamThatNobodyReads_isAbandonedAfterItsTime_andOneThatIsReadNever() {
    Duration patience = limits(4, Duration.ofMinutes(2)).orphan();
    assertThat(log.abandoned()).isFalse();
    Reader reader = log.read();
    clock.advance(patience.multipliedBy(2));
    assertThat(log.abandoned()).isFalse();

    reader.close();
    clock.advance(patience.minusMillis(1));
    assertThat(log.abandoned()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(log.abandoned()).isTrue();
    var _ = log.read();
    assertThat(log.abandoned()).isFalse();
  }

  @Test
  void nothing_isAddedAfterTheEnd() throws Exception {
    log.end();
    log.offer(message(1));
    log.append(message(2));

    assertThat(log.read().next(NOW)).isEqualTo(new Next.End());
  }

  /** However often the connection breaks, the client that resumes gets every message once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void resumedStream_losesNothingAndRepeatsNothing(long seed) throws Exception {
    Random random = new Random(seed);
    EventLog roomy = waiting(1_000);
    List<Long> got = new ArrayList<>();
    int written = 0;
    Reader reader = roomy.read();
    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(4)) {
        case 0 -> reader = resumed(roomy, got);
        case 1 -> {
          written++;
          roomy.append(message(written));
        }
        default -> {
          if (reader.next(NOW) instanceof Next.Message(EventLog.Event event)) {
            got.add(event.number());
          }
        }
      }
    }
    got.addAll(all(resumed(roomy, got)));

    assertThat(got).containsExactlyElementsOf(LongStream.rangeClosed(1, written).boxed().toList());
  }

  private static Reader resumed(EventLog from, List<Long> got) {
    return from.readAfter(got.isEmpty() ? 0 : got.getLast()).orElseThrow();
  }

  private EventLog waiting(int most) {
    return new EventLog(limits(most, Duration.ofMinutes(2)), clock, memory, "ann");
  }

  private static LegacyLimits limits(int waiting, Duration orphan) {
    LegacyLimits usual = LegacyLimits.defaults();
    return usual
        .withLoad(usual.requests(), waiting)
        .withPatience(usual.idle(), usual.answer(), orphan, usual.grace());
  }

  private void append(int... numbers) throws InterruptedException {
    for (int number : numbers) {
      log.append(message(number));
    }
  }

  private void appendQuietly(int number, CountDownLatch added) {
    try {
      append(number);
      added.countDown();
    } catch (InterruptedException unread) {
      Thread.currentThread().interrupt();
    }
  }

  private static RpcNotification message(int number) {
    return new RpcNotification("n", Jsons.object("{'n':" + number + "}"));
  }

  private static long number(Next next) {
    return next instanceof Next.Message(EventLog.Event event) ? event.number() : -1;
  }

  private static List<Long> all(Reader reader) {
    List<Long> numbers = new ArrayList<>();
    try {
      while (reader.next(NOW) instanceof Next.Message(EventLog.Event event)) {
        numbers.add(event.number());
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    return numbers;
  }
}
