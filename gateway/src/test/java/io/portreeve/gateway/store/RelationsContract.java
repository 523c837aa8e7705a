package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every {@link Relations} must do. */
abstract class RelationsContract implements StoreFixture {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static Relation relation(String object, String principal) {
    return new Relation("shop/order", object, principal, NOON);
  }

  @Test
  void objectThatNobodyWasRelatedTo_belongsToNobody() {
    assertThat(store().relations().holds("shop/order", "42", "alice")).isFalse();
    assertThat(store().relations().holdersOf("shop/order", "42")).isEmpty();
  }

  @Test
  void addedRelation_holds() {
    assertThat(store().relations().add(relation("42", "alice"))).isTrue();
    assertThat(store().relations().holds("shop/order", "42", "alice")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "shop/order, 42, bob",
    "shop/order, 43, alice",
    "shop/invoice, 42, alice",
    "shop/order, 42, Alice",
    "shop/order, ' 42', alice",
    "shop/order, 42, 'alice '",
    "shop/order, 042, alice",
    "shop/order, 42%, alice",
    "shop/order, 4_, alice",
    "shop/order, 42.0, alice",
    "shop/order, \uff14\uff12, alice",
  })
  void anythingButTheSameCharacters_doesNotHold(String kind, String object, String principal) {
    assertThat(store().relations().add(relation("42", "alice"))).isTrue();
    assertThat(store().relations().holds(kind, object, principal)).isFalse();
  }

  @Test
  void addingTwice_keepsTheFirstInstant() {
    assertThat(store().relations().add(relation("42", "alice"))).isTrue();
    assertThat(
            store().relations().add(new Relation("shop/order", "42", "alice", NOON.plusSeconds(1))))
        .isFalse();
    assertThat(store().relations().holdersOf("shop/order", "42"))
        .containsExactly(relation("42", "alice"));
  }

  @Test
  void removedRelation_endsForThatPrincipalOnly() {
    assertThat(store().relations().add(relation("42", "alice"))).isTrue();
    assertThat(store().relations().add(relation("42", "bob"))).isTrue();
    assertThat(store().relations().remove("shop/order", "42", "alice")).isTrue();
    assertThat(store().relations().remove("shop/order", "42", "alice")).isFalse();
    assertThat(store().relations().holds("shop/order", "42", "alice")).isFalse();
    assertThat(store().relations().holds("shop/order", "42", "bob")).isTrue();
  }

  @Test
  void lists_areCutToKindAndOrdered() {
    for (String object : new String[] {"3", "1", "2"}) {
      assertThat(store().relations().add(relation(object, "alice"))).isTrue();
    }
    assertThat(store().relations().add(relation("2", "bob"))).isTrue();
    assertThat(store().relations().add(new Relation("mail/draft", "1", "alice", NOON))).isTrue();
    assertThat(store().relations().heldBy("shop/order", "alice"))
        .extracting(Relation::object)
        .containsExactly("1", "2", "3");
    assertThat(store().relations().holdersOf("shop/order", "2"))
        .extracting(Relation::principal)
        .containsExactly("alice", "bob");
  }
}
