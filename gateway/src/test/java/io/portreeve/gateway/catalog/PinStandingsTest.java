package io.portreeve.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.DefinitionPins.Standing;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.Json;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pins in a real store. */
class PinStandingsTest {
  private static final Json FIRST = Jsons.json("{'name':'read','description':'Reads'}");
  private static final Json SECOND = Jsons.json("{'name':'read','description':'Sends'}");
  private static final PinName READ = new PinName("files", "tool", "read");
  private static final Exchange ASKING = Exchanges.asking(Messages.callTool("read", "{}"));

  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> loads = new ArrayList<>();
  private final Store store;
  private final PinnedDefinitions pins;

  PinStandingsTest(@TempDir Path directory) {
    store = SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
    pins = of(false, (exchange, kind) -> loads.add(exchange.principal().id() + " " + kind));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void definitionNeverSeen_waits_orIsTrusted_asTheOperatorWants() {
    assertThat(judge(FIRST)).isEqualTo(Standing.PENDING);
    assertThat(
            of(true, (_, _) -> true)
                .judge(ASKING, Kind.TOOL, "write", Jsons.json("{'name':'write'}")))
        .isEqualTo(Standing.APPROVED);
  }

  /** The first sight is the only one that may be trusted. */
  @Test
  void definitionThatChanges_isDrift_evenWhereTheFirstSightIsTrusted() {
    PinnedDefinitions trusting = of(true, (_, _) -> true);

    assertThat(trusting.judge(ASKING, Kind.TOOL, "read", FIRST)).isEqualTo(Standing.APPROVED);
    assertThat(trusting.judge(ASKING, Kind.TOOL, "read", SECOND)).isEqualTo(Standing.DRIFTED);
    assertThat(trusting.standing(ASKING, Kind.TOOL, "read")).isEqualTo(Standing.DRIFTED);
    assertThat(trusting.judge(ASKING, Kind.TOOL, "read", FIRST)).isEqualTo(Standing.APPROVED);
  }

  @Test
  void orderOfMembers_andSpelling_areNoChange() {
    judge(FIRST);
    approve(FIRST);
    clock.advance(PinnedDefinitions.FRESH);

    assertThat(judge(Jsons.json("{ 'description' : 'Re\\u0061ds', 'name':'read'}")))
        .isEqualTo(Standing.APPROVED);
  }

  /** Numbers beyond every double have no canonical form, but still a digest. */
  @Test
  void definitionWithoutACanonicalForm_isPinnedByItsBytes() {
    Json huge = Jsons.json("{'name':'read','max':1e999}");

    assertThat(judge(huge)).isEqualTo(Standing.PENDING);
    assertThat(judge(Jsons.json("{'name':'read','max':1e998}"))).isEqualTo(Standing.PENDING);
    assertThat(store.pins().versions(READ)).hasSize(2);
  }

  @Test
  void approvalMadeElsewhere_takesEffectWithinTheMoment_andSoDoesARefusal() {
    judge(FIRST);
    approve(FIRST);
    clock.advance(PinnedDefinitions.FRESH.minusMillis(1));
    assertThat(standing()).as("still believed").isEqualTo(Standing.PENDING);

    clock.advance(Duration.ofMillis(1));
    assertThat(standing()).isEqualTo(Standing.APPROVED);
    store.pins().quarantine(READ, digest(FIRST), "bob", clock.instant());
    clock.advance(PinnedDefinitions.FRESH);
    assertThat(standing()).isEqualTo(Standing.DRIFTED);
    assertThat(judge(FIRST)).isEqualTo(Standing.DRIFTED);
  }

  @Test
  void versionThatWasReplaced_isDriftWhenItComesBack() {
    judge(FIRST);
    approve(FIRST);
    judge(SECOND);
    approve(SECOND);
    clock.advance(PinnedDefinitions.FRESH);

    assertThat(judge(SECOND)).isEqualTo(Standing.APPROVED);
    assertThat(judge(FIRST)).isEqualTo(Standing.DRIFTED);
  }

  @Test
  void thingThatNobodyListed_isAskedFor_onceInAWhileAndByPrincipal() {
    assertThat(standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(loads).containsExactly("anna TOOL");

    Principal bob = new Principal("bob", Set.of(), Principal.Authentication.API_KEY);
    pins.standing(Exchanges.of(bob, ASKING.asked()), Kind.TOOL, "read");
    clock.advance(PinnedDefinitions.NOT_AGAIN);
    assertThat(standing()).isEqualTo(Standing.UNKNOWN);
    assertThat(loads).containsExactly("anna TOOL", "bob TOOL", "anna TOOL");
  }

  @Test
  void thingThatTheListBrings_isFound() {
    PinnedDefinitions[] own = new PinnedDefinitions[1];
    own[0] =
        of(
            true,
            (exchange, kind) -> own[0].judge(exchange, kind, "read", FIRST) == Standing.APPROVED);

    assertThat(own[0].standing(ASKING, Kind.TOOL, "read")).isEqualTo(Standing.APPROVED);
  }

  @Test
  void resourceThatWaits_isKnownBeforeAnybodyListsIt() {
    PinnedDefinitions[] own = new PinnedDefinitions[1];
    own[0] =
        of(
            false,
            (exchange, kind) -> own[0].judge(exchange, kind, "f:///a", FIRST) == Standing.PENDING);

    assertThat(own[0].standing(ASKING, Kind.RESOURCE, "f:///a")).isEqualTo(Standing.PENDING);
  }

  /** A resource may exist without being listed, so the list is not read for each that is read. */
  @Test
  void resourceThatNobodyListed_isRarelyAskedFor() {
    assertThat(pins.standing(ASKING, Kind.RESOURCE, "f:///a")).isEqualTo(Standing.UNKNOWN);
    clock.advance(PinnedDefinitions.NOT_AGAIN);
    assertThat(pins.standing(ASKING, Kind.RESOURCE, "f:///b")).isEqualTo(Standing.UNKNOWN);
    assertThat(loads).containsExactly("anna RESOURCE");

    clock.advance(PinnedDefinitions.NOT_SOON_AGAIN);
    assertThat(pins.standing(ASKING, Kind.RESOURCE, "f:///b")).isEqualTo(Standing.UNKNOWN);
    assertThat(loads).containsExactly("anna RESOURCE", "anna RESOURCE");
  }

  @Test
  void unlistedAddress_standsAsTheTemplatesThatItFits() {
    assertThat(pins.fitting(ASKING, "f:///1")).isEqualTo(Standing.UNKNOWN);
    pins.judge(ASKING, Kind.RESOURCE_TEMPLATE, "f:///{id}", FIRST);
    assertThat(pins.fitting(ASKING, "f:///1")).isEqualTo(Standing.PENDING);
    assertThat(pins.fitting(ASKING, "f:///1/2")).isEqualTo(Standing.UNKNOWN);

    pins.judge(ASKING, Kind.RESOURCE_TEMPLATE, "f:///{+path}", SECOND);
    PinName wide = new PinName("files", "resource-template", "f:///{+path}");
    Digest version = store.pins().versions(wide).getFirst().digest();
    assertThat(store.pins().approve(wide, version, "bob", clock.instant())).isPresent();
    clock.advance(PinnedDefinitions.FRESH);
    assertThat(pins.fitting(ASKING, "f:///1")).isEqualTo(Standing.APPROVED);
  }

  /** After a start nobody may have listed them. */
  @Test
  void templateThatNobodyListed_isAskedFor_whenAnAddressFitsNone() {
    PinnedDefinitions[] own = new PinnedDefinitions[1];
    own[0] =
        of(
            false,
            (exchange, kind) ->
                own[0].judge(exchange, kind, "f:///{id}", FIRST) == Standing.PENDING);

    assertThat(own[0].knownFitting(ASKING, "f:///1")).isEqualTo(Standing.UNKNOWN);
    assertThat(own[0].fitting(ASKING, "f:///1")).isEqualTo(Standing.PENDING);
    assertThat(own[0].knownFitting(ASKING, "f:///1")).isEqualTo(Standing.PENDING);
  }

  @Test
  void addressThatFitsNoTemplate_asksForThemRarely() {
    assertThat(pins.fitting(ASKING, "f:///1")).isEqualTo(Standing.UNKNOWN);
    assertThat(pins.fitting(ASKING, "f:///2")).isEqualTo(Standing.UNKNOWN);

    assertThat(loads).containsExactly("anna RESOURCE_TEMPLATE");
  }

  @Test
  void templatesBeyondThoseThatAreKept_countAsWaiting_whereNoneIsApproved() {
    for (int i = 0; i <= Templates.MOST; i++) {
      pins.judge(ASKING, Kind.RESOURCE_TEMPLATE, "f:///" + i + "/{id}", FIRST);
    }

    assertThat(pins.fitting(ASKING, "g:///1")).isEqualTo(Standing.PENDING);
    assertThat(loads).isEmpty();
  }

  @Test
  void templateThatChangedForSomebody_isLookedAtAgain() {
    PinnedDefinitions trusting = of(true, (exchange, kind) -> loads.add(kind.name()));
    Principal bob = new Principal("bob", Set.of(), Principal.Authentication.API_KEY);
    trusting.judge(ASKING, Kind.RESOURCE_TEMPLATE, "f:///{id}", FIRST);
    trusting.judge(Exchanges.of(bob, ASKING.asked()), Kind.RESOURCE_TEMPLATE, "f:///{id}", SECOND);

    assertThat(trusting.fitting(ASKING, "f:///1")).isEqualTo(Standing.APPROVED);
    assertThat(loads).containsExactly("RESOURCE_TEMPLATE");
  }

  @Test
  void whatIsKnown_isKnownWithoutAskingAnybody() {
    assertThat(pins.known(ASKING, Kind.RESOURCE, "f:///a")).isEqualTo(Standing.UNKNOWN);
    pins.judge(ASKING, Kind.RESOURCE, "f:///a", FIRST);

    assertThat(pins.known(ASKING, Kind.RESOURCE, "f:///a")).isEqualTo(Standing.PENDING);
    assertThat(loads).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void definitionsOfOneName_areOneForEachKindAndServer(Kind kind) {
    pins.judge(ASKING, kind, "read", FIRST);
    Exchange elsewhere =
        new Exchange(
            ASKING.id(),
            ASKING.at(),
            ASKING.peer(),
            ASKING.principal(),
            ASKING.revision(),
            new ServerId("mail"),
            ASKING.asked());

    assertThat(pins.standing(ASKING, kind, "read")).isEqualTo(Standing.PENDING);
    assertThat(pins.standing(elsewhere, kind, "read")).isEqualTo(Standing.UNKNOWN);
    for (Kind other : Kind.values()) {
      assertThat(pins.standing(ASKING, other, "read") == Standing.PENDING)
          .as("%s", other)
          .isEqualTo(other == kind);
    }
  }

  @Test
  void storeThatIsDown_standsForNothing() {
    judge(FIRST);
    clock.advance(PinnedDefinitions.FRESH);
    store.close();

    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(this::standing);
    assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> judge(FIRST));
  }

  @Test
  void clientThatLeavesWhileTheListIsLoaded_isStillInterrupted() {
    PinnedDefinitions cancelled =
        of(
            false,
            (_, _) -> {
              throw new InterruptedException();
            });

    assertThat(cancelled.standing(ASKING, Kind.TOOL, "read")).isEqualTo(Standing.UNKNOWN);
    assertThat(Thread.interrupted()).isTrue();
  }

  private PinnedDefinitions of(boolean trustFirst, CatalogLoader loader) {
    return new PinnedDefinitions(store.pins(), trustFirst, loader, clock, _ -> {});
  }

  private Standing judge(Json definition) {
    return pins.judge(ASKING, Kind.TOOL, "read", definition);
  }

  private Standing standing() {
    return pins.standing(ASKING, Kind.TOOL, "read");
  }

  private void approve(Json definition) {
    assertThat(store.pins().approve(READ, digest(definition), "bob", clock.instant())).isPresent();
  }

  private Digest digest(Json definition) {
    return store.pins().versions(READ).stream()
        .filter(pin -> Jsons.json(pin.canonical()).equals(definition))
        .map(Pin::digest)
        .findFirst()
        .orElseThrow();
  }
}
