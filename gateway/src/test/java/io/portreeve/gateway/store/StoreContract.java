package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.guard.Approver;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What every {@link Store} must do, alone and where several processes have it open. */
abstract class StoreContract implements StoreFixture {
  private static final int THREADS = 8;
  private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
  private static final Relation MINE = new Relation("k", "o", "owner", "principal:p", NOON);
  private static final PinName TOOL = new PinName("files", "tool", "read_file");

  /** One more over the same, as another process has it. */
  abstract Store another();

  /** What each of many threads got, half of which use one store and half another, all at once. */
  private <T> List<T> atOnce(BiFunction<Store, Integer, T> each) throws Exception {
    try (Store other = another();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<T>> under = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        Store one = i % 2 == 0 ? store() : other;
        under.add(
            threads.submit(() -> {
              start.await();
              return each.apply(one, number);
            }));
      }
      start.countDown();
      return results(under);
    }
  }

  private static <T> List<T> results(List<Future<T>> under)
      throws InterruptedException, ExecutionException {
    List<T> results = new ArrayList<>();
    for (Future<T> one : under) {
      results.add(one.get());
    }
    return results;
  }

  @Test
  void everything_survivesAReopen() {
    assertThat(store().relations().add(MINE)).isTrue();
    store().close();
    try (Store again = another()) {
      assertThat(again.relations().list(Relations.Wanted.all(), 9)).containsExactly(MINE);
    }
  }

  @Test
  void twoProcesses_seeEachOthersCommits() {
    try (Store other = another()) {
      assertThat(other.relations().add(MINE)).isTrue();
      assertThat(store().relations().list(Relations.Wanted.all(), 9)).containsExactly(MINE);
      assertThat(store().relations().remove(MINE, NOON)).isTrue();
      assertThat(other.relations().list(Relations.Wanted.all(), 9)).isEmpty();
    }
  }

  @Test
  void closedStore_refusesReadsAndWrites() {
    store().close();
    store().close();
    assertThatThrownBy(() -> store().relations().list(Relations.Wanted.all(), 9))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> store().relations().add(MINE)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void writersAndReadersOfTwoProcesses_loseNothing() throws Exception {
    List<Integer> added = atOnce(StoreContract::addAndRead);

    assertThat(added).containsOnly(25);
    assertThat(store().relations().list(Relations.Wanted.all(), 999)).hasSize(THREADS * 25);
  }

  private static int addAndRead(Store store, int thread) {
    int added = 0;
    for (int i = 0; i < 25; i++) {
      Relation relation = new Relation("k", thread + "/" + i, "owner", "principal:p", NOON);
      added += store.relations().add(relation) ? 1 : 0;
      assertThat(store.relations().of("k", thread + "/" + i, List.of("principal:p")))
          .containsExactly(relation);
    }
    return added;
  }

  @Test
  void callThatManyWantToMakeAtOnce_isAskedAboutOnce_andItsApprovalUsedOnce() throws Exception {
    ApprovalCall call =
        new ApprovalCall("ann", "", List.of(), "", "files", "t", "{}", "p", Approver.OPERATOR);
    for (int round = 0; round < 10; round++) {
      Instant at = NOON.plus(Duration.ofHours(round));
      String ids = "r" + round + "-";
      List<Approval> asked = atOnce((store, i) -> claim(store, call, ids + i, at));
      assertThat(asked).extracting(Approval::id).containsOnly(asked.getFirst().id());

      List<Approvals.Heard> heard =
          atOnce((store, _) -> yes(store, asked.getFirst().id(), at.plusSeconds(1)));
      assertThat(heard).filteredOn(it -> it instanceof Approvals.Heard.Counted).hasSize(1);

      List<ApprovalState> got =
          atOnce((store, i) -> claim(store, call, ids + "again-" + i, at.plusSeconds(2)).state());
      assertThat(got).filteredOn(state -> state == ApprovalState.USED).hasSize(1);
      assertThat(got).contains(ApprovalState.PENDING);
    }
  }

  private static Approval claim(Store store, ApprovalCall call, String id, Instant at) {
    return store
        .approvals()
        .claim(call, Grounds.none(), id, at, Duration.ofMinutes(1))
        .orElseThrow();
  }

  private static Approvals.Heard yes(Store store, String id, Instant at) {
    return store
        .approvals()
        .decide(id, new Approvals.Word(true, "boss", "boss", ""), at, at.plusSeconds(50));
  }

  @Test
  void usedApproval_goesOnOnceForEachRound() throws Exception {
    ApprovalCall call =
        new ApprovalCall("ann", "", List.of(), "", "files", "t", "{}", "p", Approver.OPERATOR);
    String id = claim(store(), call, "a", NOON).id();
    assertThat(yes(store(), id, NOON)).isInstanceOf(Approvals.Heard.Counted.class);
    assertThat(claim(store(), call, "b", NOON).state()).isEqualTo(ApprovalState.USED);

    assertThat(atOnce((store, _) -> store.approvals().resume(call, id, 1))).containsOnlyOnce(true);
  }

  @Test
  void versionThatIsRefusedWhileItIsSeen_isNotTrusted() throws Exception {
    for (int round = 0; round < 10; round++) {
      PinName name = new PinName("files", "tool", "t" + round);
      String evil = "{\"evil\":" + round + "}";
      Digest digest = Digest.sha256(evil);
      Look look = new Look("anna", NOON);
      assertThat(store().pins().sight(Map.of(name, evil), look)).hasSize(1);
      List<Optional<Pin>> all =
          atOnce((store, i) ->
              i == 0
                  ? store.pins().quarantine(name, digest, "olga", NOON.plusSeconds(1))
                  : store.pins().trustFirst(Map.of(name, evil), "first-use", look).values().stream()
                      .findFirst());
      assertThat(all.getFirst()).isPresent();
      assertThat(store().pins().approved(name)).isEmpty();
      assertThat(store().pins().versions(name))
          .singleElement()
          .satisfies(pin -> assertThat(pin.decidedBy()).contains("olga"));
    }
  }

  @Test
  void ofVersionsThatManyShowFirstAtOnce_oneIsTrusted() throws Exception {
    for (int round = 0; round < 10; round++) {
      PinName name = new PinName("files", "tool", "t" + round);
      List<PinState> states =
          atOnce((store, i) -> {
            String shown = "{\"version\":" + i + "}";
            Look look = new Look("anna", NOON);
            return store
                .pins()
                .trustFirst(Map.of(name, shown), "first-use", look)
                .values()
                .iterator()
                .next()
                .state();
          });
      assertThat(states).containsOnlyOnce(PinState.APPROVED).hasSize(THREADS);
    }
  }

  @Test
  void ofApprovalsOfSeveralVersionsAtOnce_exactlyOneIsInForce() throws Exception {
    for (int i = 0; i < THREADS; i++) {
      assertThat(store().pins().sight(Map.of(TOOL, "{\"v\":" + i + "}"), new Look("anna", NOON)))
          .hasSize(1);
    }
    List<Optional<Pin>> approved =
        atOnce((store, i) ->
            store.pins().approve(TOOL, Digest.sha256("{\"v\":" + i + "}"), "olga", NOON));

    assertThat(approved).allMatch(Optional::isPresent);
    assertThat(store().pins().versions(TOOL))
        .filteredOn(pin -> pin.state() == PinState.APPROVED)
        .hasSize(1);
  }

  @Test
  void acceptancesOfManyAtOnce_areAllKept_andAreAllActs() throws Exception {
    List<Integer> done =
        atOnce((store, i) -> {
          for (int k = 0; k < 10; k++) {
            store.acceptances().accept(new Acceptance("f-" + i + "-" + k, "anna", "ours", NOON));
          }
          return i;
        });

    assertThat(done).hasSize(THREADS);
    assertThat(store().acceptances().all()).hasSize(THREADS * 10);
    assertThat(store().acts().waiting(999)).hasSize(THREADS * 10);
  }

  @Test
  void ofManyThatClaimAnObjectAtOnce_oneOwnsIt() throws Exception {
    List<Collection<Relation>> known =
        atOnce((store, i) ->
            store
                .relations()
                .addToUnknown(
                    List.of(new Relation("note", "n1", "owner", "principal:p" + i, NOON)),
                    JsonObject.empty()));

    assertThat(known).filteredOn(Collection::isEmpty).hasSize(1);
    assertThat(store().relations().list(Relations.Wanted.all(), 9)).hasSize(1);
  }

  @Test
  void signaturesOfManyAtOnce_eachGoOnFromTheHeadBeforeThem() throws Exception {
    List<Long> changes =
        atOnce((store, i) -> {
          MemorySignature one = new MemorySignature("m", "e" + i, "a", "", "ann", false, NOON, "s");
          return store
              .memorySignatures()
              .keep(
                  "m",
                  List.of(one),
                  (before, after) ->
                      new MemoryHead(
                          "m", before.changes() + 1, after.signatures().size(), "sealed"))
              .changes();
        });

    assertThat(changes).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(store().memorySignatures().of("m").head().orElseThrow().entries())
        .isEqualTo(THREADS);
  }
}
