package io.portreeve.gateway.classifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final AtomicLong now = new AtomicLong();
  private final Breaker breaker = new Breaker(now::get);

  private void fails(int times) {
    for (int i = 0; i < times; i++) {
      breaker.failed();
    }
  }

  @Test
  void fewFailures_changeNothing_andAnAnswerForgetsThem() {
    fails(Breaker.FAILURES - 1);
    assertThat(breaker.mayAsk()).isTrue();

    breaker.answered();
    fails(Breaker.FAILURES - 1);
    assertThat(breaker.mayAsk()).isTrue();
  }

  @Test
  void whatFailsAgainAndAgain_isSpared_untilOneTries() {
    fails(Breaker.FAILURES);
    assertThat(breaker.mayAsk()).isFalse();

    now.addAndGet(Breaker.PAUSE.toNanos());
    assertThat(breaker.mayAsk()).isTrue();
    assertThat(breaker.mayAsk()).as("one tries, the others wait").isFalse();

    breaker.failed();
    now.addAndGet(Breaker.PAUSE.toNanos() - 1);
    assertThat(breaker.mayAsk()).isFalse();

    now.addAndGet(1);
    assertThat(breaker.mayAsk()).isTrue();
    breaker.answered();
    assertThat(breaker.mayAsk()).isTrue();
  }
}
