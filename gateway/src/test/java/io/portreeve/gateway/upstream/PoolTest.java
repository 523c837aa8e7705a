package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PoolTest {
  private final ManualAlarms alarms = new ManualAlarms();
  private final Pool<String, Session> pool =
      new Pool<>(UpstreamLimits.defaults(), ManualClock.atNewYear(), alarms);
  private final List<Session> opened = new ArrayList<>();

  private static final class Session implements Pool.Shared {
    private volatile boolean alive = true;
    private volatile boolean ended;
    private Runnable whenLookedAt = () -> {};

    @Override
    public boolean isAlive() {
      whenLookedAt.run();
      return alive;
    }

    @Override
    public void close() {
      alive = false;
      ended = true;
    }
  }

  private Session opened() {
    Session session = new Session();
    opened.add(session);
    return session;
  }

  @Test
  void whatIsOpenedWhileAllAreEnded_isEnded_andAnotherOneIsOpened() throws Exception {
    try (Pool<String, Session>.Lease lease =
        pool.acquire(
            "key",
            "ann",
            () -> {
              if (opened.isEmpty()) {
                pool.close();
              }
              return opened();
            })) {
      assertThat(lease.value()).isSameAs(opened.getLast());
      assertThat(lease.value().isAlive()).isTrue();
    }
    assertThat(opened).hasSize(2);
    Eventually.holds("the first has ended", () -> !opened.getFirst().isAlive());
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void whatIsEndedAgainAndAgain_isNotOpenedForEver() {
    assertThatThrownBy(() ->
            pool.acquire(
                "key",
                "ann",
                () -> {
                  pool.close();
                  return opened();
                }))
        .isInstanceOf(UpstreamException.class)
        .hasMessageContaining("ended while it was opened");
    assertThat(opened).hasSize(2);
    Eventually.holds("all have ended", () -> opened.stream().noneMatch(Session::isAlive));
  }

  @Test
  void whatIsOfNoUseAnyMore_isHeldByNoAlarm() throws Exception {
    useOnce();
    assertThat(waiting()).isEqualTo(1);

    try (Pool<String, Session>.Lease lease = pool.acquire("key", "ann", this::opened)) {
      lease.retire();
    }
    assertThat(waiting()).isZero();
  }

  @Test
  void whatAllAreEndedWith_isHeldByNoAlarm() throws Exception {
    useOnce();

    pool.close();

    assertThat(waiting()).isZero();
    assertThat(pool.size()).isZero();
  }

  @Test
  void whatIsRetired_goesOnForWhoeverUsesIt_andOthersGetANewOne() throws Exception {
    Pool<String, Session>.Lease one = pool.acquire("key", "ann", this::opened);
    Pool<String, Session>.Lease other = pool.acquire("key", "ann", this::opened);

    one.retire();
    one.close();
    useOnce();

    assertThat(opened).hasSize(2);
    assertThat(other.value().isAlive()).isTrue();
    other.close();
    Eventually.holds("the retired one has ended", () -> !other.value().isAlive());
    assertThat(opened.getLast().isAlive()).isTrue();
  }

  @Test
  void whoRetiresOneAfterTheOther_keepsOnlyAsManyAsHeMayHaveOthers() throws Exception {
    int most = UpstreamLimits.defaults().sessionsPerPrincipal();
    for (int i = 0; i <= most; i++) {
      pool.acquire("key", "ann", this::opened).retire();
    }
    pool.acquire("key", "bert", this::opened).retire();

    Eventually.holds("the eldest has ended", () -> !opened.getFirst().isAlive());
    assertThat(opened.stream().skip(1)).hasSize(most + 1).allMatch(Session::isAlive);
  }

  @Test
  void whatIsRetired_countsUntilItHasEnded_andGoesWhereThereIsNoRoom() throws Exception {
    int most = 3;
    Pool<String, Session> small =
        new Pool<>(
            UpstreamLimits.defaults().withSessions(2, most), ManualClock.atNewYear(), alarms);
    for (int i = 0; i < 2 * most; i++) {
      small.acquire("key", "caller-" + i, this::opened).retire();
      assertThat(small.size()).isLessThanOrEqualTo(most);
    }
    Eventually.holds(
        "only so many are left", () -> opened.stream().filter(Session::isAlive).count() == most);
  }

  @Test
  void whatIsDead_isEndedAtOnce_evenIfSomebodyUsesIt() throws Exception {
    Pool<String, Session>.Lease lease = pool.acquire("key", "ann", this::opened);
    lease.value().alive = false;

    lease.retire();

    assertThat(pool.size()).isZero();
    Eventually.holds("it has ended", () -> lease.value().ended);
  }

  @Test
  void whoComesTooLateForWhatIsRetired_leavesItToThoseWhoUseIt() throws Exception {
    Pool<String, Session>.Lease lease = pool.acquire("key", "ann", this::opened);
    Session retired = lease.value();
    retired.whenLookedAt =
        () -> {
          retired.whenLookedAt = () -> {};
          lease.retire();
        };

    try (Pool<String, Session>.Lease late = pool.acquire("key", "ann", this::opened)) {
      assertThat(late.value()).isNotSameAs(retired);
      assertThat(retired.ended).isFalse();
    }
  }

  @Test
  void whatIsRetired_endsWithAllOthers() throws Exception {
    Pool<String, Session>.Lease lease = pool.acquire("key", "ann", this::opened);
    lease.retire();

    pool.close();

    assertThat(lease.value().isAlive()).isFalse();
  }

  private void useOnce() throws Exception {
    pool.acquire("key", "ann", this::opened).close();
  }

  private long waiting() {
    return alarms.count(UpstreamLimits.defaults().sessionIdle());
  }
}
