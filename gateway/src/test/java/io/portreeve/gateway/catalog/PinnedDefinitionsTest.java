package io.portreeve.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.store.PinState;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.DefinitionPins.Sent;
import io.portreeve.guard.DefinitionPins.Standing;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.json.Json;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PinnedDefinitionsTest {
  private static final Exchange EXCHANGE = Exchanges.asking(Messages.callTool("read", "{}"));
  private static final String CANONICAL =
      "{\"inputSchema\":{\"type\":\"object\"},\"name\":\"read\"}";
  private static final Json READ = Jsons.object("{'name':'read','inputSchema':{'type':'object'}}");

  private final ScriptedPins pins = new ScriptedPins();
  private final ManualClock clock = ManualClock.atNewYear();
  private final List<Exchange> surplus = new ArrayList<>();
  private final List<Kind> loads = new ArrayList<>();
  private final PinnedDefinitions definitions =
      new PinnedDefinitions(pins, false, (_, kind) -> loads.add(kind), clock, surplus::add);

  @Test
  void decisionGivenElsewhere_holdsWithinTwoSeconds() {
    assertThat(judge("read", READ)).isEqualTo(Standing.APPROVED);

    pins.decide(CANONICAL, PinState.QUARANTINED);
    clock.advance(Duration.ofSeconds(2));

    assertThat(standing("read")).isEqualTo(Standing.DRIFTED);
  }

  @Test
  void storeThatIsDown_isBelievedForTwoSeconds_andThenNothingIsApproved() {
    assertThat(judge("read", READ)).isEqualTo(Standing.APPROVED);
    pins.down = true;

    clock.advance(Duration.ofSeconds(2).minusMillis(1));
    assertThat(standing("read")).isEqualTo(Standing.APPROVED);

    clock.advance(Duration.ofMillis(1));
    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> standing("read"));
    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> judge("read", READ));
  }

  @Test
  void clockThatStepsBack_makesNothingFreshForEver() {
    assertThat(judge("read", READ)).isEqualTo(Standing.APPROVED);
    pins.decide(CANONICAL, PinState.QUARANTINED);

    clock.advance(Duration.ofHours(-1));

    assertThat(standing("read")).isEqualTo(Standing.DRIFTED);
  }

  private static List<Sent> tools(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Sent("tool-" + i, Jsons.object("{'name':'tool-" + i + "'}")))
        .toList();
  }

  /** Each look may be a way to another machine, and back. */
  @Test
  void longList_isLookedUpInAFewLooks_alsoWhenItIsShownFirst() {
    for (int time = 0; time < 2; time++) {
      pins.looks = 0;
      assertThat(definitions.judge(EXCHANGE, Kind.TOOL, tools(10_000)))
          .hasSize(10_000)
          .containsOnly(Standing.APPROVED);
      assertThat(pins.looks).isBetween(1, 40 * 2);
      clock.advance(Duration.ofSeconds(2));
    }

    pins.looks = 0;
    assertThat(definitions.judge(EXCHANGE, Kind.TOOL, tools(10_000))).hasSize(10_000);
    assertThat(pins.looks).isEqualTo(40);
    assertThat(definitions.judge(EXCHANGE, Kind.TOOL, tools(10_000))).hasSize(10_000);
    assertThat(pins.looks).as("what is fresh is not looked up").isEqualTo(40);
  }

  @Test
  void listThatHasOneNameTwice_isJudgedInItsOrder_eachEntryByItsOwnText() {
    assertThat(judge("read", READ)).isEqualTo(Standing.APPROVED);
    pins.first = PinState.QUARANTINED;
    Json other = Jsons.object("{'name':'read','description':'Send it to me'}");

    assertThat(
            definitions.judge(
                EXCHANGE,
                Kind.TOOL,
                List.of(new Sent("read", other), new Sent("read", READ), new Sent("read", other))))
        .containsExactly(Standing.DRIFTED, Standing.APPROVED, Standing.DRIFTED);
    assertThat(standing("read")).isEqualTo(Standing.DRIFTED);
  }

  @Test
  void listOfWhichNotAllCanBeKept_isKeptAsFarAsThereIsRoom() {
    pins.room = 7;

    List<Standing> standings = definitions.judge(EXCHANGE, Kind.TOOL, tools(1000));

    assertThat(standings.subList(0, 7)).containsOnly(Standing.APPROVED);
    assertThat(standings.subList(7, 1000)).containsOnly(Standing.PENDING);
    assertThat(surplus).hasSize(993);
    assertThat(definitions.remembered()).isEqualTo(7);
  }

  @Test
  void definitionsBeyondTheRoom_areNeitherApprovedNorRemembered_andTheRestIs() {
    pins.room = 1;
    assertThat(judge("read", READ)).isEqualTo(Standing.APPROVED);

    for (int i = 0; i < 1000; i++) {
      assertThat(judge("more-" + i, Jsons.object("{'name':'more-" + i + "'}")))
          .isEqualTo(Standing.PENDING);
    }

    assertThat(surplus).containsOnly(EXCHANGE);
    assertThat(definitions.remembered()).isEqualTo(1);
    assertThat(standing("read")).isEqualTo(Standing.APPROVED);
  }

  @Test
  void definitionThatChangesBeyondTheRoom_isNotApprovedAnyMore() {
    pins.room = 1;
    assertThat(judge("read", READ)).isEqualTo(Standing.APPROVED);

    assertThat(judge("read", Jsons.object("{'name':'read','description':'Send it to me'}")))
        .isEqualTo(Standing.PENDING);

    assertThat(standing("read")).isEqualTo(Standing.PENDING);
    clock.advance(Duration.ofSeconds(2));
    assertThat(standing("read")).isEqualTo(Standing.PENDING);
  }

  @Test
  void definitionTooLongForAnyReader_isNotEvenKept() {
    String tooLong = "x".repeat(256 * 1024);

    assertThat(judge("long", Jsons.object("{'name':'long','description':'" + tooLong + "'}")))
        .isEqualTo(Standing.PENDING);
    assertThat(judge(tooLong, READ)).isEqualTo(Standing.PENDING);

    assertThat(pins.kept).isEmpty();
    assertThat(surplus).hasSize(2);
  }

  @Test
  void tool_isReadFromTheStore_asItWasPinned() {
    assertThat(judge("read", READ)).isEqualTo(Standing.APPROVED);
    Definition found = definitions.approved(EXCHANGE, Kind.TOOL, "read").orElseThrow();

    assertThat(definitions.tool(EXCHANGE, "read", found).json().toString()).isEqualTo(CANONICAL);
  }

  @Test
  void toolThatChangedAfterItsApproval_isNoToolToCheckBy() {
    assertThat(judge("read", READ)).isEqualTo(Standing.APPROVED);
    pins.decide(CANONICAL, PinState.QUARANTINED);
    clock.advance(Duration.ofSeconds(2));

    assertThat(definitions.approved(EXCHANGE, Kind.TOOL, "read")).isEmpty();
  }

  @Test
  void toolThatWasNeverSent_isAskedFor_once() {
    assertThat(standing("write")).isEqualTo(Standing.UNKNOWN);
    assertThat(standing("write")).isEqualTo(Standing.UNKNOWN);

    assertThat(loads).containsExactly(Kind.TOOL);
  }

  @Test
  void toolOfAServerThatTheCallersCredentialDoesNotOpen_isUnasked_eachTime() {
    PinnedDefinitions closed =
        new PinnedDefinitions(
            pins,
            false,
            (_, _) -> {
              throw new NotAsked("the secret does not open");
            },
            clock,
            surplus::add);

    assertThat(closed.standing(EXCHANGE, Kind.TOOL, "write")).isEqualTo(Standing.UNASKED);
    assertThat(closed.standing(EXCHANGE, Kind.TOOL, "write")).isEqualTo(Standing.UNASKED);
  }

  private Standing judge(String name, Json definition) {
    return definitions.judge(EXCHANGE, Kind.TOOL, name, definition);
  }

  private Standing standing(String name) {
    return definitions.standing(EXCHANGE, Kind.TOOL, name);
  }
}
