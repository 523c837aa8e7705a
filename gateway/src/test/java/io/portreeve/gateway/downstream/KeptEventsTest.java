package io.portreeve.gateway.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.downstream.EventLog.Next;
import io.portreeve.gateway.downstream.EventLog.Reader;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KeptEventsTest {
  private static final int LENGTH = 10_000;
  private static final RpcNotification LONG =
      new RpcNotification("n", Jsons.object("{'t':'" + "x".repeat(LENGTH) + "'}"));
  private static final Duration NOW = Duration.ZERO;

  /** Room for four long messages of one principal, and for four of all others. */
  private final KeptEvents memory = new KeptEvents(9 * 2 * LENGTH);

  /** One stream each of so many sessions, whose reader left before the answer. */
  private List<EventLog> left(int streams, String owner) throws InterruptedException {
    List<EventLog> all = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      EventLog stream = stream(owner);
      stream.append(LONG);
      stream.end();
      all.add(stream);
    }
    return all;
  }

  private EventLog stream(String owner) {
    return new EventLog(LegacyLimits.defaults(), ManualClock.atNewYear(), memory, owner);
  }

  private static boolean resumes(EventLog stream) {
    return stream.readAfter(0).isPresent();
  }

  @Test
  void streamsThatNobodyReads_takeNoMoreThanTheirPrincipalsShare_theLatestCanBeResumed()
      throws Exception {
    List<EventLog> all = left(40, "ann");

    assertThat(memory.used()).isBetween(4L * 2 * LENGTH, 9L * LENGTH);
    assertThat(all).filteredOn(KeptEventsTest::resumes).isEqualTo(all.subList(36, 40));
  }

  @Test
  void streamsOfOnePrincipal_takeNothingFromAnothers() throws Exception {
    List<EventLog> others = left(4, "ben");
    var _ = left(40, "ann");

    assertThat(others).allMatch(KeptEventsTest::resumes);
  }

  @Test
  void whatWasRead_givesWayBeforeWhatNobodyRead() throws Exception {
    EventLog unread = left(1, "ann").getFirst();
    EventLog read = stream("ann");
    Reader reader = read.read();
    read.append(LONG);
    assertThat(reader.next(NOW)).isInstanceOf(Next.Message.class);
    assertThat(reader.next(NOW)).isInstanceOf(Next.Silence.class);

    var _ = left(3, "ann");

    assertThat(read.readAfter(0)).isEmpty();
    assertThat(resumes(unread)).isTrue();
  }

  @Test
  void messageBeingWritten_isCountedUntilItIsWritten_alsoAfterItsReaderLeft() throws Exception {
    EventLog stream = stream("ann");
    Reader reader = stream.read();
    stream.append(LONG);
    assertThat(reader.next(NOW)).isInstanceOf(Next.Message.class);
    long one = memory.used();
    reader.leave();
    stream.forget();
    assertThat(memory.used()).isEqualTo(one).isPositive();

    reader.close();

    assertThat(memory.used()).isZero();
  }

  @Test
  void messageThatWasTakenOver_isNotWrittenTwiceAtATime() throws Exception {
    EventLog stream = stream("ann");
    Reader slow = stream.read();
    stream.append(LONG);
    assertThat(slow.next(NOW)).isInstanceOf(Next.Message.class);

    Reader again = stream.readAfter(0).orElseThrow();

    assertThat(again.next(NOW)).isInstanceOf(Next.Silence.class);
    slow.close();
    assertThat(again.next(NOW)).isInstanceOf(Next.Message.class);
  }

  @Test
  void messageWithoutRoom_waitsForThoseThatAreBeingWritten() throws Exception {
    List<Reader> slow = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      EventLog each = stream("ann");
      slow.add(each.read());
      each.append(LONG);
      assertThat(slow.getLast().next(NOW)).isInstanceOf(Next.Message.class);
    }
    EventLog fifth = stream("ann");
    Reader reader = fifth.read();
    CountDownLatch over = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> append(fifth, over));
    assertThat(reader.next(NOW)).isInstanceOf(Next.Silence.class);

    slow.getFirst().close();

    assertThat(reader.next(Duration.ofMinutes(1))).isInstanceOf(Next.Message.class);
    over.await();
  }

  @Test
  void messageWithoutRoomAndReader_isLost_andItsStreamIsNotResumed() throws Exception {
    EventLog full = stream("ann");
    Reader reader = full.read();
    for (int i = 0; i < 4; i++) {
      full.append(LONG);
    }
    EventLog lost = stream("ann");
    lost.append(LONG);

    assertThat(lost.readAfter(0)).isEmpty();
    assertThat(lost.read().next(NOW)).isInstanceOf(Next.Silence.class);
    for (int i = 0; i < 4; i++) {
      assertThat(reader.next(NOW)).as("unread, but for a reader").isInstanceOf(Next.Message.class);
    }
  }

  @Test
  void longestMessage_isKeptAlone() throws Exception {
    EventLog stream = stream("ann");
    stream.append(new RpcNotification("n", Jsons.object("{'t':'" + "x".repeat(1 << 20) + "'}")));

    assertThat(stream.read().next(NOW)).isInstanceOf(Next.Message.class);
  }

  @Test
  void streamThatIsForgotten_givesAllBack() throws Exception {
    left(3, "ann").forEach(EventLog::forget);

    assertThat(memory.used()).isZero();
  }

  private static void append(EventLog stream, CountDownLatch over) {
    try {
      stream.append(LONG);
      over.countDown();
    } catch (InterruptedException unread) {
      Thread.currentThread().interrupt();
    }
  }
}
