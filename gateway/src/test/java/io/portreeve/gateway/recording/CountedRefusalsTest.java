package io.portreeve.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountedRefusalsTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> recorded = new ArrayList<>();
  private final CountedRefusals refusals = new CountedRefusals(new Recorded(), clock);

  @AfterEach
  void close() {
    refusals.close();
  }

  private final class Recorded implements AuditTrail {
    @Override
    public void decided(Exchange exchange, Judgement<ClientMessage> judgement) {}

    @Override
    public void ended(Exchange exchange, Outcome outcome) {}

    @Override
    public void turnedAway(Arrival arrival, Reason reason, String detail) {
      recorded.add(arrival.peer() + " " + reason.wire() + " " + detail);
    }
  }

  @Test
  void fewRefusals_areRecordedOneByOne() {
    refuse("a", CountedRefusals.ONE_BY_ONE);
    clock.advance(CountedRefusals.WINDOW);
    refusals.look();

    assertThat(recorded)
        .hasSize(CountedRefusals.ONE_BY_ONE)
        .containsOnly("a credential-missing one");
  }

  @Test
  void flood_isRecordedByItsNumber_onceTheMinuteIsOver() {
    refuse("a", CountedRefusals.ONE_BY_ONE + 70_000);
    refuse("b", 1);
    refusals.look();
    assertThat(recorded).hasSize(CountedRefusals.ONE_BY_ONE + 1);

    clock.advance(CountedRefusals.WINDOW);
    refusals.look();
    refuse("a", 1);

    assertThat(recorded)
        .endsWith(
            "a credential-missing stands for 70000 more since " + ManualClock.atNewYear().instant(),
            "a credential-missing one")
        .hasSize(CountedRefusals.ONE_BY_ONE + 3);
  }

  /** As long as it takes the clock to catch up, refusals would be counted and not recorded. */
  @Test
  void clockThatIsSetBack_endsTheMinute_ofASenderAndOfAllTogether() {
    for (int sender = 0; sender < CountedRefusals.MOST_SENDERS; sender++) {
      refuse("s" + sender, 3);
    }
    refuse("s0", CountedRefusals.ONE_BY_ONE);
    clock.advance(Duration.ofHours(-1));
    refusals.look();
    recorded.clear();

    refuse("s0", 1);

    assertThat(recorded).containsExactly("s0 credential-missing one");
  }

  @Test
  void floodThatIsUnderWayAtTheEnd_isRecordedThen() {
    refuse("a", CountedRefusals.ONE_BY_ONE + 5);
    refusals.close();

    assertThat(recorded.getLast()).startsWith("a credential-missing stands for 5 more since ");
  }

  @Test
  void floodOfManySenders_isCountedAsOne() {
    for (int i = 0; i < CountedRefusals.MOST_SENDERS; i++) {
      refuse("s" + i, 1);
    }
    recorded.clear();
    for (int i = 0; i < 1_000; i++) {
      refuse("t" + i, 1);
    }
    refusals.close();

    assertThat(recorded).hasSize(CountedRefusals.ONE_BY_ONE + 1);
    assertThat(recorded.getLast()).contains("stands for 980 more of many senders since ");
  }

  @Test
  void floodFromEverywhere_costsABoundedNumberOfRecordsAMinute() {
    int all = 0;
    for (int sender = 0; sender < CountedRefusals.MOST_SENDERS; sender++) {
      refuse("s" + sender, 2 * CountedRefusals.ONE_BY_ONE);
      all += 2 * CountedRefusals.ONE_BY_ONE;
    }
    assertThat(recorded).hasSize(CountedRefusals.MOST_ONE_BY_ONE);

    clock.advance(CountedRefusals.WINDOW);
    refusals.look();

    assertThat(recorded).hasSize(CountedRefusals.MOST_ONE_BY_ONE + CountedRefusals.MOST_SENDERS);
    assertThat(recorded.stream().mapToInt(CountedRefusalsTest::number).sum()).isEqualTo(all);
    refuse("s1", 1);
    assertThat(recorded).last().asString().endsWith(" one");
  }

  /** Requests are refused by many threads, and some long after they arrived. */
  @Test
  void requestsThatArrivedBeforeOthers_andAreRefusedAfterThem_endNoMinute() {
    clock.advance(Duration.ofHours(1));
    Instant before = clock.instant().minus(Duration.ofMinutes(2));
    for (int sender = 0; sender < CountedRefusals.MOST_SENDERS; sender++) {
      refuse("s" + sender, CountedRefusals.ONE_BY_ONE);
      refuse("s" + sender, before);
    }

    assertThat(recorded).hasSize(CountedRefusals.MOST_ONE_BY_ONE);
  }

  /** How many refusals a record stands for. */
  private static int number(String record) {
    return record.contains("stands for ")
        ? Integer.parseInt(record.replaceFirst(".* stands for (\\d+) .*", "$1"))
        : 1;
  }

  private void refuse(String peer, int times) {
    for (int i = 0; i < times; i++) {
      refuse(peer, clock.instant());
    }
  }

  private void refuse(String peer, Instant arrived) {
    Arrival arrival = new Arrival(new ExchangeId("x"), arrived, peer, new Identity.Absent());
    refusals.turnedAway(arrival, Reason.CREDENTIAL_MISSING, "one");
  }
}
