package io.portreeve.gateway.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final long SOON = Duration.ofMillis(1).toNanos();
  private static final long LATE = Duration.ofDays(1).toNanos();

  @Test
  void alarm_ringsWhenTheTimeHasCome() throws InterruptedException {
    Semaphore rung = new Semaphore(0);
    try (Alarm alarm = new Alarm("test", rung::release)) {
      alarm.within(SOON);

      rung.acquire();
    }
  }

  @Test
  void alarm_thatIsSetForLater_ringsForTheSoonerMomentThatComesThen() throws InterruptedException {
    Semaphore rung = new Semaphore(0);
    try (Alarm alarm = new Alarm("test", rung::release)) {
      alarm.within(LATE);
      alarm.within(SOON);

      rung.acquire();
    }
  }

  @Test
  void alarm_thatHasRung_ringsAgain() throws InterruptedException {
    Semaphore rung = new Semaphore(0);
    try (Alarm alarm = new Alarm("test", rung::release)) {
      for (int i = 0; i < 3; i++) {
        alarm.within(SOON);
        rung.acquire();
      }
    }
  }

  @Test
  void alarm_thatIsSetTwiceForOneMoment_ringsOnce() throws InterruptedException {
    AtomicInteger rung = new AtomicInteger();
    Semaphore heard = new Semaphore(0);
    Runnable ring =
        () -> {
          rung.incrementAndGet();
          heard.release();
        };
    try (Alarm alarm = new Alarm("test", ring);
        Alarm other = new Alarm("other", heard::release)) {
      alarm.within(SOON);
      alarm.within(LATE);
      heard.acquire();
      other.within(SOON);
      heard.acquire();

      assertThat(rung).hasValue(1);
    }
  }

  @Test
  void alarm_forATimeThatNeverComes_doesNotStandInTheWayOfOneThatDoes()
      throws InterruptedException {
    Semaphore rung = new Semaphore(0);
    try (Alarm alarm = new Alarm("test", rung::release)) {
      alarm.within(Long.MAX_VALUE);
      alarm.within(SOON);

      rung.acquire();
      assertThat(rung.availablePermits()).isZero();
    }
  }
}
