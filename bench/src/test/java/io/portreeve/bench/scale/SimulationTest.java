package io.portreeve.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model is held to what is known of queues, and to itself. No clock is asked. */
class SimulationTest {
  private static final long SEED = 7;
  private static final int MANY = 400_000;

  private static double exponential(SplittableRandom random, double mean) {
    return -Math.log(1 - random.nextDouble()) * mean;
  }

  private static double meanWait(Queue queue, double load, boolean exponential) {
    SplittableRandom random = new SplittableRandom(SEED);
    double at = 0;
    double sum = 0;
    for (int i = 0; i < MANY; i++) {
      at += exponential(random, 1 / load);
      sum += queue.arrive(at, exponential ? exponential(random, 1) : 1);
    }
    assertThat(queue.utilisation(at)).isCloseTo(load, within(0.01));
    return sum / MANY;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.7, 0.8})
  void oneServer_withServicesOfOneLength_hasTheWaitOfMD1(double load) {
    assertThat(meanWait(new Queue(1), load, false))
        .isCloseTo(load / (2 * (1 - load)), Percentage.withPercentage(5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.7})
  void oneServer_withServicesAtRandom_hasTheWaitOfMM1(double load) {
    assertThat(meanWait(new Queue(1), load, true))
        .isCloseTo(load / (1 - load), Percentage.withPercentage(5));
  }

  @Test
  void twoServers_waitLessThanOneAtTheSameLoad_asErlangSays() {
    Queue two = new Queue(2);
    SplittableRandom random = new SplittableRandom(SEED);
    double at = 0;
    double sum = 0;
    double load = 0.6;
    for (int i = 0; i < MANY; i++) {
      at += exponential(random, 1 / (2 * load));
      sum += two.arrive(at, exponential(random, 1));
    }
    assertThat(sum / MANY).isCloseTo(load * load / (1 - load * load), Percentage.withPercentage(5));
  }

  @Test
  void whoComesBeforeTheLast_isNoArrival() {
    Queue queue = new Queue(1);
    assertThat(queue.arrive(2, 1)).isZero();
    assertThatThrownBy(() -> queue.arrive(1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void quantiles_areThoseOfTheNumbers() {
    Sample sample = new Sample();
    for (int i = 100; i > 0; i--) {
      sample.add(i);
    }
    assertThat(sample.quantile(0.5)).isEqualTo(50);
    assertThat(sample.quantile(0.99)).isEqualTo(99);
    assertThat(sample.quantile(1)).isEqualTo(100);
    assertThat(new Sample().quantile(0.5)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void whatIsSimulated_takesTheShareThatIsCalculated(Profile profile) {
    Demand demand = new Demand(profile, Costs.measured());
    Store store = Store.byDefault();
    int nodes = (int) (0.5 / Resource.REDIS.share(1, demand, store)) + 1;

    Simulation.Waits waits = new Simulation(nodes, demand, store, SEED).run(30);

    assertThat(waits.redisShare())
        .isCloseTo(Resource.REDIS.share(nodes, demand, store), within(0.03));
    double readers = Resource.READERS.share(nodes, demand, store);
    if (readers < 1) {
      assertThat(waits.readersShare()).isCloseTo(readers, within(0.03));
    }
  }

  @Test
  void sameSeed_givesTheSame() {
    Demand demand = new Demand(Profile.OFFICE_TEAM, Costs.measured());
    String one = Said.of(10, demand, Store.byDefault(), 2, SEED).json();

    assertThat(Said.of(10, demand, Store.byDefault(), 2, SEED).json()).isEqualTo(one);
    assertThat(Said.of(10, demand, Store.byDefault(), 2, SEED + 1).json()).isNotEqualTo(one);
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  void shares_growWithTheNodes_andAreFullAtTheWall(Profile profile) {
    Demand demand = new Demand(profile, Costs.measured());
    Store store = Store.byDefault();
    for (Resource one : Resource.values()) {
      int wall = one.wall(demand, store);
      double full = one == Resource.CONNECTIONS ? 1 : Resource.FULL;
      if (wall < Integer.MAX_VALUE) {
        // A node more or less is lost in rounding.
        assertThat(one.share(wall - 1, demand, store)).as(one.words()).isLessThan(full);
        assertThat(one.share(wall + 2, demand, store)).as(one.words()).isGreaterThan(full);
      } else {
        assertThat(one).isEqualTo(Resource.NODE);
      }
    }
  }

  @Test
  void thing_askedForRarely_isLookedUpEachTime_andOneAskedForOften_onceItIsOld() {
    assertThat(Demand.renewals(1, 0.001)).isCloseTo(0.001, within(1e-5));
    assertThat(Demand.renewals(1, 1e6)).isCloseTo(1 / Demand.FRESH, within(1e-3));
    assertThat(Demand.renewals(10, 1e6)).isCloseTo(10 / Demand.FRESH, within(1e-2));
  }

  @Test
  void rates_replaceThoseThatWereMeasured_andUnknownOnesAreRefused() {
    assertThat(Costs.of(Map.of("turn", 100.0)).turn()).isEqualTo(0.01);
    assertThat(Costs.of(Map.of("turn", 100.0)).claim()).isEqualTo(Costs.measured().claim());
    assertThatThrownBy(() -> Costs.of(Map.of("trun", 100.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trun")
        .hasMessageContaining("turn");
  }

  @Test
  void redisThatIsAway_costsItsTimeAndALook_andMoreIfItSaysNothing() {
    Demand demand = new Demand(Profile.BUSY_SERVICE, Costs.measured());
    Incidents incidents = new Incidents(1000, demand, SEED);

    Incidents.Failover refusing = incidents.redisAway(5, false);
    Incidents.Failover silent = incidents.redisAway(5, true);

    double calls = 1000 * Profile.BUSY_SERVICE.calls();
    assertThat(refusing.refused() / calls).isBetween(5.0, 5.5);
    assertThat(refusing.last()).isLessThanOrEqualTo(0.5);
    assertThat(silent.refused()).isGreaterThan(refusing.refused());
    assertThat(silent.last()).isBetween(1.0, 2.5);
  }

  @Test
  void standstill_bringsNodesIntoStep_unlessPausesAreShortened() {
    Demand demand = new Demand(Profile.IDLE_DESK, Costs.measured());

    Incidents.Standstill said = new Incidents(1000, demand, SEED).postgresStands(3);

    assertThat(said.after()).isGreaterThan(10 * said.usual());
    assertThat(said.inStep()).isGreaterThan(10 * said.usual());
    assertThat(said.later()).isLessThan(2 * said.usual());
  }

  @Test
  void longerStandstill_bringsFewerIntoStep_sinceTheyGaveUpBefore() {
    Incidents incidents =
        new Incidents(1000, new Demand(Profile.IDLE_DESK, Costs.measured()), SEED);

    assertThat(incidents.postgresStands(5).inStep())
        .isLessThan(incidents.postgresStands(3).inStep() / 5);
  }

  @Test
  void revokedKey_isRefusedByAllNodesSoonAfterTwoSeconds() {
    Demand demand = new Demand(Profile.BUSY_SERVICE, Costs.measured());

    Incidents.Lateness late = new Incidents(1000, demand, SEED).revocation(0.01);

    assertThat(late.half()).isCloseTo(1, within(0.1));
    assertThat(late.last()).isBetween(1.9, Demand.FRESH + 0.01);
  }
}
