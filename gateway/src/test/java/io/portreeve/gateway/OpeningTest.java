package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.testkit.Eventually;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OpeningTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);

  /** A start that is broken off must not close the store while the journal is being opened. */
  @Test
  void closing_waitsForWhatIsBeingOpened_thoughInterrupted() throws Exception {
    Opening<AutoCloseable> slow =
        Opening.begin(() -> {
          awaitQuietly();
          return () -> events.add("closed");
        });
    Thread undoing =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().interrupt();
              slow.close();
              events.add(Thread.currentThread().isInterrupted() ? "interrupted" : "forgot");
            });
    Eventually.waits(undoing);
    go.countDown();
    undoing.join();

    assertThat(events).containsExactly("closed", "interrupted");
  }

  @Test
  void error_isThrownAsItIs() {
    Opening<AutoCloseable> broken =
        Opening.begin(() -> {
          throw new NoClassDefFoundError("Driver");
        });

    assertThatThrownBy(broken::await).isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void closing_whatCouldNotBeOpened_doesNothing() {
    Opening<AutoCloseable> broken =
        Opening.begin(() -> {
          throw new IllegalStateException("broken");
        });

    broken.close();

    assertThat(events).isEmpty();
  }

  private void awaitQuietly() {
    try {
      go.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
