package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link Relations} must do. */
abstract class RelationsContract implements StoreFixture {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final JsonObject ABOUT = JsonObject.empty().with("exchange", "x-1");
  private static final String ALICE = "principal:alice";

  private static Relation relation(String id, String holder) {
    return new Relation("order", id, "owner", holder, NOON);
  }

  private List<Relation> of(String type, String id, String holder) {
    return store().relations().of(type, id, List.of(holder));
  }

  @Test
  void objectThatNobodyWasRelatedTo_isNobodys() {
    assertThat(of("order", "42", ALICE)).isEmpty();
  }

  @Test
  void addedRelation_holds_untilItIsRemoved() {
    Relation mine = relation("42", ALICE);

    assertThat(store().relations().add(mine)).isTrue();
    assertThat(of("order", "42", ALICE)).containsExactly(mine);
    assertThat(store().relations().remove(mine, NOON)).isTrue();
    assertThat(store().relations().remove(mine, NOON)).isFalse();
    assertThat(of("order", "42", ALICE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "order, 42, principal:bob",
    "order, 43, principal:alice",
    "invoice, 42, principal:alice",
    "order, 42, principal:Alice",
    "order, 42, role:alice",
    "order, ' 42', principal:alice",
    "order, 42, 'principal:alice '",
    "order, 042, principal:alice",
    "order, 42%, principal:alice",
    "order, 4_, principal:alice",
    "order, 42.0, principal:alice",
    "order, \uff14\uff12, principal:alice",
  })
  void anythingButTheSameCharacters_doesNotHold(String type, String id, String holder) {
    assertThat(store().relations().add(relation("42", ALICE))).isTrue();
    assertThat(of(type, id, holder)).isEmpty();
  }

  @Test
  void relationsToUnknownObjects_areAdded_andNoneIfOneOfTheObjectsIsKnown() {
    Relation bobs = new Relation("order", "43", "reader", "principal:bob", NOON);
    store().relations().add(bobs);
    List<Relation> both = List.of(relation("42", ALICE), relation("43", ALICE));

    assertThat(store().relations().addToUnknown(both, ABOUT))
        .containsExactly(relation("43", ALICE));
    assertThat(store().relations().list(Relations.Wanted.all(), 10)).containsExactly(bobs);

    List<Relation> unknown = List.of(relation("42", ALICE), relation("44", ALICE));
    assertThat(store().relations().addToUnknown(unknown, ABOUT)).isEmpty();
    assertThat(of("order", "42", ALICE)).containsExactly(relation("42", ALICE));
    assertThat(of("order", "44", ALICE)).containsExactly(relation("44", ALICE));
    assertThat(store().relations().addToUnknown(unknown, ABOUT)).isEqualTo(unknown);
    assertThat(store().acts().waiting(10))
        .extracting(act -> act.event() + " " + act.fields().string("exchange").orElse("-"))
        .containsExactly("relation-added -", "relation-added x-1", "relation-added x-1");
  }

  @Test
  void objectThatManyClaimAtOnce_isOnlyOnes() throws Exception {
    List<FutureTask<Boolean>> claims = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Relation one = relation("42", "principal:p" + i);
      claims.add(
          new FutureTask<>(() -> store().relations().addToUnknown(List.of(one), ABOUT).isEmpty()));
    }
    claims.forEach(claim -> Thread.ofVirtual().start(claim));

    int won = 0;
    for (FutureTask<Boolean> claim : claims) {
      won += claim.get() ? 1 : 0;
    }
    assertThat(won).isEqualTo(1);
    assertThat(store().relations().list(Relations.Wanted.all(), 10)).hasSize(1);
  }

  @Test
  void usersets_areGivenToWhoeverAsks_andNoOtherHolders() {
    Relation team = relation("42", "team:red#member");
    store().relations().addAll(List.of(team, relation("42", ALICE), relation("42", "group:a#b")));

    assertThat(of("order", "42", "principal:bob")).containsExactly(team);
  }

  @Test
  void addingTwice_keepsTheFirstInstant() {
    Relation first = relation("42", ALICE);
    Relation again = new Relation("order", "42", "owner", ALICE, NOON.plusSeconds(1));

    assertThat(store().relations().add(first)).isTrue();
    assertThat(store().relations().addAll(List.of(again, relation("43", ALICE)))).isEqualTo(1);
    assertThat(of("order", "42", ALICE)).containsExactly(first);
    assertThat(first.says(again)).isTrue();
  }

  @Test
  void whatWasDone_waitsForTheAuditLog() {
    store().relations().add(relation("42", ALICE));
    store().relations().add(relation("42", ALICE));
    store().relations().remove(relation("42", ALICE), NOON);

    assertThat(store().acts().waiting(9))
        .extracting(Act::event)
        .containsExactly("relation-added", "relation-removed");
    assertThat(store().acts().waiting(9).getFirst().fields().string("object")).hasValue("order:42");
  }

  @Test
  void list_isCutToWhatIsWanted_orderedAndBounded() {
    for (String id : List.of("3", "1", "2")) {
      store().relations().add(relation(id, ALICE));
    }
    store().relations().add(relation("2", "role:staff"));
    Optional<String> any = Optional.empty();

    assertThat(store().relations().list(Relations.Wanted.all(), 3))
        .extracting(Relation::id)
        .containsExactly("1", "2", "2");
    assertThat(
            store()
                .relations()
                .list(new Relations.Wanted(any, Optional.of("2"), any, Optional.of(ALICE)), 9))
        .containsExactly(relation("2", ALICE));
    assertThat(
            store().relations().list(new Relations.Wanted(Optional.of("team"), any, any, any), 9))
        .isEmpty();
  }
}
