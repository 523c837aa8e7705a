package io.portreeve.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.LimitSettings;
import io.portreeve.gateway.config.form.ByteSize;
import io.portreeve.gateway.store.InMemoryCounters;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.guard.UsageLimits.Standing;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PrincipalLimitsTest {
  private static final ClientMessage LIST = Messages.request("tools/list", "");

  private final ManualClock clock = ManualClock.atNewYear();
  private final Usage usage = new Usage(new InMemoryCounters(clock, 100));

  @Test
  void floodOfOnePrincipal_isRefusedBeyondItsRate_untilTheMinuteIsOver() {
    PrincipalLimits limits = limits(2, 10, 10);

    assertThat(limits.enter(exchange("1"), LIST)).isEqualTo(new Standing.Within());
    assertThat(limits.enter(exchange("2"), LIST)).isEqualTo(new Standing.Within());
    assertThat(limits.enter(exchange("3"), LIST))
        .isEqualTo(new Standing.Over(Reason.RATE_EXCEEDED, "requests per minute"));

    clock.advance(Duration.ofMinutes(1));
    assertThat(limits.enter(exchange("4"), LIST)).isEqualTo(new Standing.Within());
  }

  @Test
  void requestsThatOneRequestStandsFor_countAgainstTheSameRate_allOrNone() {
    PrincipalLimits limits = limits(4, 10, 10);
    Principal principal = exchange("1").principal();

    assertThat(limits.enter(exchange("1"), LIST)).isEqualTo(new Standing.Within());
    assertThat(limits.allowsMore(principal, 4)).isFalse();
    assertThat(limits.allowsMore(principal, 3)).isTrue();
    assertThat(limits.enter(exchange("2"), LIST)).isInstanceOf(Standing.Over.class);
  }

  @Test
  void messagesOfAnyKind_areAdmittedUpToTwiceTheRequests_untilTheMinuteIsOver() {
    PrincipalLimits limits = limits(2, 10, 10);
    Principal principal = exchange("1").principal();
    for (int i = 0; i < 4; i++) {
      assertThat(limits.admits(principal)).isTrue();
    }
    assertThat(limits.admits(principal)).isFalse();

    clock.advance(Duration.ofMinutes(1));
    assertThat(limits.admits(principal)).isTrue();
  }

  @Test
  void place_isGivenBackWhenTheExchangeEnds() {
    PrincipalLimits limits = limits(100, 1, 1);

    assertThat(limits.enter(exchange("1"), LIST)).isEqualTo(new Standing.Within());
    assertThat(limits.enter(exchange("2"), LIST))
        .isEqualTo(new Standing.Over(Reason.CONCURRENCY_EXCEEDED, "exchanges under way"));
    limits.leave(new ExchangeId("2"));
    assertThat(limits.enter(exchange("3"), LIST)).isInstanceOf(Standing.Over.class);

    limits.leave(new ExchangeId("1"));
    limits.leave(new ExchangeId("1"));
    assertThat(limits.enter(exchange("4"), LIST)).isEqualTo(new Standing.Within());
    assertThat(limits.enter(exchange("5"), LIST)).isInstanceOf(Standing.Over.class);
  }

  @Test
  void listening_takesAPlaceOfItsOwn() {
    PrincipalLimits limits = limits(100, 1, 1);

    assertThat(limits.enter(exchange("1"), Messages.listen())).isEqualTo(new Standing.Within());
    assertThat(limits.enter(exchange("2"), LIST)).isEqualTo(new Standing.Within());
    assertThat(limits.enter(exchange("3"), Messages.listen())).isInstanceOf(Standing.Over.class);
  }

  @Test
  void exchangeThatGoesToManyServersAtOnce_countsOnce() throws InterruptedException {
    PrincipalLimits limits = limits(1, 1, 1);
    CountDownLatch start = new CountDownLatch(1);
    ConcurrentLinkedQueue<Standing> standings = new ConcurrentLinkedQueue<>();
    List<Thread> legs = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      legs.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  start.await();
                  standings.add(limits.enter(exchange("1"), LIST));
                } catch (InterruptedException gone) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    start.countDown();
    for (Thread leg : legs) {
      leg.join();
    }

    assertThat(standings).hasSize(64).containsOnly(new Standing.Within());
  }

  /** What a reload does: exchanges under way are held to the limits that they began under. */
  @Test
  void newLimits_areAppliedToWhatWasUsedUnderThoseBefore() {
    PrincipalLimits before = limits(100, 2, 1);
    PrincipalLimits after = limits(100, 1, 1);
    assertThat(before.enter(exchange("1"), LIST)).isEqualTo(new Standing.Within());

    assertThat(after.enter(exchange("2"), LIST))
        .isEqualTo(new Standing.Over(Reason.CONCURRENCY_EXCEEDED, "exchanges under way"));

    before.leave(new ExchangeId("1"));
    assertThat(after.enter(exchange("3"), LIST)).isEqualTo(new Standing.Within());
  }

  @Test
  void shareOfTheMinuteThatWasUsed_isUsedOfTheNewRateToo() {
    PrincipalLimits before = limits(2, 10, 10);
    PrincipalLimits after = limits(4, 10, 10);
    assertThat(before.enter(exchange("1"), LIST)).isEqualTo(new Standing.Within());

    assertThat(after.enter(exchange("2"), LIST)).isEqualTo(new Standing.Within());
    assertThat(after.enter(exchange("3"), LIST)).isEqualTo(new Standing.Within());
    assertThat(after.enter(exchange("4"), LIST))
        .isEqualTo(new Standing.Over(Reason.RATE_EXCEEDED, "requests per minute"));
  }

  private PrincipalLimits limits(int rate, int concurrent, int streams) {
    LimitSettings settings =
        new LimitSettings(
            rate,
            concurrent,
            streams,
            1,
            1,
            1,
            ByteSize.ofMib(1),
            ByteSize.ofMib(1),
            Duration.ofSeconds(1));
    return new PrincipalLimits(usage, settings, Map.of());
  }

  private static Exchange exchange(String id) {
    Exchange any = Exchanges.asking(LIST);
    return new Exchange(
        new ExchangeId(id),
        any.at(),
        any.peer(),
        any.principal(),
        any.revision(),
        any.server(),
        any.asked());
  }
}
