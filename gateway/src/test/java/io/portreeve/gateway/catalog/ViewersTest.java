package io.portreeve.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Pin;
import io.portreeve.gateway.store.PinName;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.DefinitionPins.Standing;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.Json;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that shows other definitions to other users. */
class ViewersTest {
  private static final PinName READ = new PinName("files", "tool", "read");
  private static final String USUAL = "{\"description\":\"Reads\",\"name\":\"read\"}";
  private static final String OTHER = "{\"description\":\"Sends\",\"name\":\"read\"}";
  private static final Exchange ANNA = by("anna", "{}");
  private static final Exchange BEN = by("ben", "{}");
  private static final Exchange BEN_ELSEWHERE = by("ben", "{'sampling':{}}");

  private final ManualClock clock = ManualClock.atNewYear();
  private final List<String> loads = new ArrayList<>();
  private CatalogLoader lists = (_, _) -> false;
  private final Store store;
  private final PinnedDefinitions pins;

  ViewersTest(@TempDir Path directory) {
    store = SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
    pins =
        new PinnedDefinitions(
            store.pins(),
            true,
            (asking, kind) -> loads.add(asking.principal().id()) && lists.load(asking, kind),
            clock,
            _ -> {});
  }

  @BeforeEach
  void everybodyIsShownTheSame() {
    assertThat(judge(ANNA, USUAL)).isEqualTo(Standing.APPROVED);
    assertThat(judge(BEN, USUAL)).isEqualTo(Standing.APPROVED);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whoIsShownAnotherVersion_losesItAlone_andTheOperatorSeesIt() {
    assertThat(judge(BEN, OTHER)).isEqualTo(Standing.DRIFTED);

    assertThat(standing(BEN)).isEqualTo(Standing.DRIFTED);
    assertThat(standing(ANNA)).isEqualTo(Standing.APPROVED);
    assertThat(store.pins().waiting())
        .singleElement()
        .satisfies(pin -> {
          assertThat(pin.canonical()).isEqualTo(OTHER);
          assertThat(pin.seenBy()).isEqualTo("ben");
        });
  }

  @Test
  void versionApprovedBesideTheUsualOne_servesBoth_eachByItsOwn() {
    judge(BEN, OTHER);
    assertThat(store.pins().approveBeside(READ, Digest.sha256(OTHER), "olga", clock.instant()))
        .isPresent();
    clock.advance(PinnedDefinitions.FRESH);

    assertThat(standing(BEN)).isEqualTo(Standing.APPROVED);
    assertThat(standing(ANNA)).isEqualTo(Standing.APPROVED);
    assertThat(digest(BEN)).isEqualTo(Digest.sha256(OTHER));
    assertThat(digest(ANNA)).isEqualTo(Digest.sha256(USUAL));
  }

  @Test
  void versionApprovedInstead_isTheOneThatEverybodyMayUse() {
    judge(BEN, OTHER);
    assertThat(store.pins().approve(READ, Digest.sha256(OTHER), "olga", clock.instant()))
        .isPresent();
    clock.advance(PinnedDefinitions.FRESH);

    assertThat(standing(ANNA)).isEqualTo(Standing.DRIFTED);
    assertThat(judge(ANNA, OTHER)).isEqualTo(Standing.APPROVED);
    assertThat(standing(ANNA)).isEqualTo(Standing.APPROVED);
    assertThat(standing(BEN)).isEqualTo(Standing.APPROVED);
  }

  @Test
  void clientsOfOneUser_areToldApartByWhatTheyCanDo() {
    judge(BEN_ELSEWHERE, OTHER);

    assertThat(standing(BEN_ELSEWHERE)).isEqualTo(Standing.DRIFTED);
    assertThat(standing(BEN)).isEqualTo(Standing.APPROVED);
  }

  @Test
  void whoIsShownTheUsualOneAgain_mayUseItAgain() {
    judge(BEN, OTHER);
    judge(BEN, USUAL);

    assertThat(standing(BEN)).isEqualTo(Standing.APPROVED);
  }

  /** The server may have changed it for everybody. */
  @Test
  void changeThatSomebodyIsShown_makesTheOthersLookOnce() {
    judge(BEN, OTHER);

    assertThat(standing(ANNA)).isEqualTo(Standing.APPROVED);
    assertThat(standing(ANNA)).isEqualTo(Standing.APPROVED);
    assertThat(loads).containsExactly("anna");
  }

  @Test
  void stormOfChangesThatOneIsShown_makesTheOthersLookRarely() {
    for (int i = 0; i < 100; i++) {
      judge(BEN, version(i));
      standing(ANNA);
      clock.advance(Duration.ofMillis(100));
    }

    assertThat(loads).hasSize(2);
    assertThat(standing(ANNA)).isEqualTo(Standing.APPROVED);
  }

  @Test
  void stormOfChangesThatOneIsShown_isRarelyKept_andNeverApproved() {
    for (int i = 0; i < 100; i++) {
      assertThat(judge(i % 2 == 0 ? BEN : BEN_ELSEWHERE, version(i)))
          .isNotEqualTo(Standing.APPROVED);
      clock.advance(Duration.ofMillis(100));
    }

    assertThat(store.pins().versions(READ)).hasSizeLessThanOrEqualTo(1 + 5);
    assertThat(standing(BEN)).isNotEqualTo(Standing.APPROVED);
  }

  @Test
  void moreOtherVersionsThanAreRemembered_areAllRefused_asTheListHidesThem() {
    int many = View.MOST + 44;
    changeForBen(many);

    assertThat(IntStream.range(0, many).mapToObj(i -> tool(BEN, i))).containsOnly(Standing.DRIFTED);
    assertThat(IntStream.range(0, many).mapToObj(i -> pins.known(BEN, Kind.TOOL, "tool-" + i)))
        .containsOnly(Standing.DRIFTED);
    assertThat(pins.approved(BEN, Kind.TOOL, "tool-0")).isEmpty();
    assertThat(tool(ANNA, 0)).isEqualTo(Standing.APPROVED);
  }

  /** What is shown like others see it may be used even where much else is forgotten. */
  @Test
  void usualVersionThatIsSeenAfterOthersAreForgotten_mayBeUsed() {
    changeForBen(View.MOST + 44);

    assertThat(judge(BEN, USUAL)).isEqualTo(Standing.APPROVED);
    assertThat(standing(BEN)).isEqualTo(Standing.APPROVED);
    assertThat(tool(BEN, 0)).isEqualTo(Standing.DRIFTED);
  }

  @Test
  void wholeListThatIsUsualAgain_makesUpForWhatWasForgotten() {
    int many = View.MOST + 44;
    changeForBen(many);
    lists =
        (asking, _) -> {
          IntStream.range(0, many).forEach(i -> judge(asking, "tool-" + i, "{\"v\":1}"));
          return true;
        };

    assertThat(tool(BEN, 0)).isEqualTo(Standing.APPROVED);
    assertThat(IntStream.range(0, many).mapToObj(i -> tool(BEN, i)))
        .containsOnly(Standing.APPROVED);
    assertThat(loads).containsExactly("ben");
  }

  @Test
  void listThatBreaksOff_makesUpForNothing() {
    changeForBen(View.MOST + 44);
    lists = (_, _) -> false;

    assertThat(tool(BEN, 0)).isEqualTo(Standing.DRIFTED);
    clock.advance(PinnedDefinitions.NOT_AGAIN);
    assertThat(tool(BEN, 0)).isEqualTo(Standing.DRIFTED);
  }

  /** A second client of one user may be shown another version, too. */
  @Test
  void changeThatSomebodyIsShown_makesEachClientOfTheOthersLook() {
    Exchange annaElsewhere = by("anna", "{'sampling':{}}");
    judge(BEN, OTHER);

    assertThat(standing(ANNA)).isEqualTo(Standing.APPROVED);
    assertThat(standing(annaElsewhere)).isEqualTo(Standing.APPROVED);
    assertThat(loads).containsExactly("anna", "anna");
  }

  private void changeForBen(int many) {
    for (int i = 0; i < many; i++) {
      assertThat(judge(ANNA, "tool-" + i, "{\"v\":1}")).isEqualTo(Standing.APPROVED);
      assertThat(judge(BEN, "tool-" + i, "{\"v\":2}")).isEqualTo(Standing.DRIFTED);
    }
  }

  private Standing tool(Exchange exchange, int number) {
    return pins.standing(exchange, Kind.TOOL, "tool-" + number);
  }

  @Test
  void newDefinitionThatOneIsShown_waitsForEverybody_untilItIsApproved() {
    PinnedDefinitions careful =
        new PinnedDefinitions(store.pins(), false, (_, _) -> true, clock, _ -> {});
    Json fresh = Jsons.json("{'name':'new'}");

    assertThat(careful.judge(BEN, Kind.TOOL, "new", fresh)).isEqualTo(Standing.PENDING);
    assertThat(careful.standing(ANNA, Kind.TOOL, "new")).isEqualTo(Standing.PENDING);
    Pin waiting = store.pins().waiting().getFirst();
    assertThat(store.pins().approve(waiting.name(), waiting.digest(), "olga", clock.instant()))
        .isPresent();
    clock.advance(PinnedDefinitions.FRESH);
    assertThat(careful.standing(ANNA, Kind.TOOL, "new")).isEqualTo(Standing.APPROVED);
    assertThat(careful.standing(BEN, Kind.TOOL, "new")).isEqualTo(Standing.APPROVED);
  }

  private static String version(int number) {
    return "{\"name\":\"read\",\"v\":" + number + "}";
  }

  private static Exchange by(String principal, String capabilities) {
    return Exchanges.of(
        new Principal(principal, Set.of(), Principal.Authentication.API_KEY),
        Request.of(
            "tools/list",
            Jsons.object(
                "{'_meta':{'io.modelcontextprotocol/clientCapabilities':" + capabilities + "}}")));
  }

  private Standing judge(Exchange exchange, String definition) {
    return judge(exchange, "read", definition);
  }

  private Standing judge(Exchange exchange, String name, String definition) {
    return pins.judge(exchange, Kind.TOOL, name, Jsons.json(definition));
  }

  private Standing standing(Exchange exchange) {
    return pins.standing(exchange, Kind.TOOL, "read");
  }

  private Digest digest(Exchange exchange) {
    return pins.approved(exchange, Kind.TOOL, "read").orElseThrow().digest();
  }
}
