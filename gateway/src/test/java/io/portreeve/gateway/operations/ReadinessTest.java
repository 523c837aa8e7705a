package io.portreeve.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final Scripted store = new Scripted();
  private boolean audit = true;
  private boolean state = true;
  private final Readiness readiness = new Readiness(() -> audit, store, () -> state, clock);

  /** A store that counts writes, and that can go away. */
  private static final class Scripted implements Settings {
    private boolean down;
    private int writes;

    @Override
    public void put(String name, byte[] value) {
      writes++;
      if (down) {
        throw new StoreUnavailable("scripted");
      }
    }

    @Override
    public Optional<byte[]> get(String name) {
      return Optional.empty();
    }

    @Override
    public List<String> names(String prefix) {
      return List.of();
    }

    @Override
    public byte[] putIfAbsent(String name, byte[] value) {
      return value;
    }

    @Override
    public boolean replace(String name, byte[] value) {
      return false;
    }

    @Override
    public Optional<byte[]> remove(String name) {
      return Optional.empty();
    }
  }

  @Test
  void gatewayWithStoreAndAudit_isReady() {
    assertThat(readiness.lack()).isEmpty();
  }

  @Test
  void withoutTheAuditLog_nothingWouldBeAnswered_soItIsNot() {
    audit = false;

    assertThat(readiness.lack()).hasValue("audit");
  }

  @Test
  void storeThatTakesNoWrites_makesItNotReady_untilItDoes() {
    store.down = true;
    assertThat(readiness.lack()).hasValue("store");

    store.down = false;
    clock.advance(Duration.ofSeconds(1));
    assertThat(readiness.lack()).isEmpty();
  }

  /** Each request would be answered with 503: a balancer has to know. */
  @Test
  void sharedStateThatCannotBeAsked_makesItNotReady_untilItCan() {
    state = false;
    assertThat(readiness.lack()).hasValue("state");

    state = true;
    assertThat(readiness.lack()).isEmpty();
  }

  /** Nobody is asked who he is, so asking often must cost nothing. */
  @Test
  void storeIsWrittenToOnceASecond_howeverOftenItIsAsked() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(readiness.lack()).isEmpty();
    }
    assertThat(store.writes).isEqualTo(1);

    clock.advance(Duration.ofSeconds(1));
    assertThat(readiness.lack()).isEmpty();
    assertThat(store.writes).isEqualTo(2);
  }

  @Test
  void gatewayThatStops_isNotReadyAgain() {
    readiness.stop();

    assertThat(readiness.lack()).hasValue("stopping");
  }
}
