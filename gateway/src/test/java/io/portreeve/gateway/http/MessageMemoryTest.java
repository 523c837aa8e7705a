package io.portreeve.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MessageMemoryTest {
  private static final int LONG = 10_000;
  private static final long WEIGHT = MessageMemory.weight(LONG);

  private final MessageMemory memory = new MessageMemory(4 * WEIGHT);

  @Test
  void shortMessage_takesNothing() {
    assertThat(memory.holding("a").grow(MessageMemory.SHORT)).isTrue();
    assertThat(memory.used()).isZero();
  }

  @Test
  void messageThatGrows_takesWhatItComesTo_andGivesAllBack() {
    MessageMemory.Holding holding = memory.holding("a");
    assertThat(holding.grow(LONG / 2)).isTrue();
    assertThat(holding.grow(LONG)).isTrue();
    assertThat(memory.used()).isEqualTo(WEIGHT);

    holding.close();
    holding.close();

    assertThat(memory.used()).isZero();
  }

  @Test
  void messageThatIsShared_isHeld_untilAllAreDone() {
    MessageMemory.Holding holding = memory.holding("a");
    assertThat(holding.grow(LONG)).isTrue();
    Hold first = holding.shared();
    Hold second = holding.shared();

    first.close();
    first.close();
    holding.close();
    assertThat(memory.used()).isEqualTo(WEIGHT);

    second.close();
    assertThat(memory.used()).isZero();
  }

  @Test
  void partOfAMessage_isNotTheWhole() {
    MessageMemory.Holding holding = memory.holding("a");
    assertThat(holding.grow(LONG)).isTrue();

    holding.shared().close();
    assertThat(memory.used()).isEqualTo(WEIGHT);

    holding.close();
    assertThat(memory.used()).isZero();
  }

  @Test
  void messageOfManyParts_takesMoreThanALongText() {
    assertThat(MessageMemory.index("x".repeat(LONG).getBytes(UTF_8))).isZero();
    assertThat(MessageMemory.index("1,".repeat(LONG / 2).getBytes(UTF_8))).isGreaterThan(16 * LONG);
    assertThat(MessageMemory.index("{},".repeat(2_000_000).getBytes(UTF_8))).isLessThan(16 << 20);
  }

  @Test
  void oneSender_getsThreeQuarters_andTheOthersTheRest() {
    assertThat(memory.holding("a").grow(LONG)).isTrue();
    assertThat(memory.holding("a").grow(LONG)).isTrue();
    assertThat(memory.holding("a").grow(LONG)).isTrue();
    assertThat(memory.holding("a").grow(LONG)).isFalse();
    assertThat(memory.holding("b").grow(LONG)).isTrue();
    assertThat(memory.holding("c").grow(LONG)).isFalse();
  }

  @Test
  void messageLongerThanAShare_isTakenAlone() {
    MessageMemory.Holding holding = memory.holding("a");
    assertThat(holding.grow(100L * LONG)).isTrue();
    assertThat(memory.used()).isEqualTo(3 * WEIGHT);
    assertThat(memory.holding("a").grow(LONG)).isFalse();
  }

  @Test
  void whoWaits_goesOnOnceThereIsRoom() throws InterruptedException {
    MessageMemory.Holding first = memory.holding("a");
    assertThat(first.grow(100L * LONG)).isTrue();
    Thread other = Thread.ofVirtual().start(first::close);

    assertThat(memory.holding("a").await(LONG, Duration.ofMinutes(1))).isTrue();
    other.join();
  }

  @Test
  void whoHoldsSomethingAlready_doesNotWait() throws InterruptedException {
    MessageMemory.Holding first = memory.holding("a");
    MessageMemory.Holding second = memory.holding("a");
    assertThat(first.grow(2 * LONG)).isTrue();
    assertThat(second.grow(LONG)).isTrue();

    assertThat(second.await(2 * LONG, Duration.ofDays(1))).isFalse();
  }
}
