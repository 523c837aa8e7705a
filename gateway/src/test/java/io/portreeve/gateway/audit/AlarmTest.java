package io.portreeve.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  @Test
  void sleeper_isWoken_andKnowsWhy() throws Exception {
    Alarm alarm = Alarm.after(1, Thread.currentThread());
    while (!alarm.hasRung()) {
      LockSupport.park(alarm);
    }
    assertThat(alarm.ringsWithin(HOUR)).isFalse();
  }

  @Test
  void alarmThatIsSet_servesWhoeverWouldSleepAsLongOrLonger() {
    Alarm alarm = Alarm.after(HOUR, Thread.currentThread());

    assertThat(alarm.ringsWithin(HOUR)).isTrue();
    assertThat(alarm.ringsWithin(HOUR / 2)).isFalse();
    assertThat(alarm.hasRung()).isFalse();

    alarm.stop();
  }
}
