package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is promised of things that may be used once, wherever it is remembered which were. */
public abstract class SingleUseContract {
  private final String owner = UUID.randomUUID().toString();

  /** That of one node; of another at each call, where there are several. */
  protected abstract SingleUse node();

  /** A moment after it began to remember. */
  protected abstract Instant now();

  private boolean spend(SingleUse where, String whose, String id) {
    Instant made = now();
    return where.spend(whose, id, made, made.plusSeconds(60));
  }

  private boolean spend(String whose, String id) {
    return spend(node(), whose, id);
  }

  @Test
  void one_isGoodOnce_andForItsOwnerAlone() {
    assertThat(spend(owner, "1")).isTrue();
    assertThat(spend(owner, "1")).isFalse();
    assertThat(spend(owner, "2")).isTrue();
    assertThat(spend(owner + "!", "1")).isTrue();
  }

  @Test
  void idThatWasUsed_isNotGoodAgainWithAnotherDate() {
    Instant made = now();
    assertThat(node().spend(owner, "1", made, made.plusSeconds(60))).isTrue();

    assertThat(node().spend(owner, "1", made.plusSeconds(1), made.plusSeconds(61))).isFalse();
    assertThat(node().spend(owner, "1", made.plusSeconds(9), made.plusSeconds(69))).isFalse();
  }

  @Test
  void whatWasMadeBeforeItBegan_countsAsUsed() {
    Instant before = now().minusSeconds(3600);

    assertThat(node().spend(owner, "1", before, now().plusSeconds(60))).isFalse();
  }

  @Test
  void whatThereIsNoRoomFor_countsAsUsed_andTakesNothingFromOthers() {
    for (int i = 0; i < SingleUse.MOST_OF_ONE; i++) {
      assertThat(spend(owner, "id" + i)).isTrue();
    }

    assertThat(spend(owner, "one more")).isFalse();
    assertThat(spend(owner + "!", "1")).isTrue();
  }

  @Test
  void ofManyWhoUseItAtOnce_oneMay() {
    List<Future<Boolean>> spent;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      spent =
          IntStream.range(0, 16)
              .mapToObj(_ -> {
                SingleUse node = node();
                return threads.submit(() -> spend(node, owner, "1"));
              })
              .toList();
    }
    assertThat(spent.stream().filter(Future::resultNow)).hasSize(1);
  }
}
