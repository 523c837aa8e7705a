package io.portreeve.gateway.relations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.config.ObjectIds;
import io.portreeve.gateway.config.ObjectSettings;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Relation;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Principal;
import io.portreeve.testkit.Exchanges;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredRelationsTest {
  private static final ObjectName SEVEN = new ObjectName("document", "7");
  private static final Principal ANNA = Exchanges.ANNA.granted(Set.of("/Engineering"), Set.of());
  private static final Principal BOB =
      new Principal("bob", Set.of("guest"), Principal.Authentication.API_KEY);
  private static final Inclusions TYPES =
      new Inclusions(
          Map.of(
              "document",
              new ObjectSettings(
                  ObjectIds.TEXT,
                  Map.of(
                      "owner", List.of("editor"), "editor", List.of("viewer"), "viewer", List.of()),
                  List.of()),
              "loop",
              new ObjectSettings(
                  ObjectIds.TEXT, Map.of("a", List.of("b"), "b", List.of("a")), List.of())));

  private final Store store;
  private final Related related;

  StoredRelationsTest(@TempDir Path directory) {
    store = SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
    related = new StoredRelations(TYPES, store.relations());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void add(String type, String id, String name, String holder) {
    assertThat(store.relations().add(new Relation(type, id, name, holder, Instant.EPOCH))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"principal:anna", "role:staff", "group:/Engineering", "everybody"})
  void holder_isThePrincipalByAnyOfItsNames(String holder) {
    assertThat(related.holds(ANNA, SEVEN, "viewer")).isFalse();

    add("document", "7", "viewer", holder);

    assertThat(related.holds(ANNA, SEVEN, "viewer")).isTrue();
    assertThat(related.holds(BOB, SEVEN, "viewer")).isEqualTo(holder.equals("everybody"));
  }

  @Test
  void principalThatIsCalledLikeARole_isNotThatRole() {
    add("document", "7", "viewer", "role:staff");

    assertThat(
            related.holds(
                new Principal("role:staff", Set.of(), Principal.Authentication.API_KEY),
                SEVEN,
                "viewer"))
        .isFalse();
  }

  @Test
  void relation_includesThoseBelowIt_andNoneAbove() {
    add("document", "7", "editor", "principal:anna");

    assertThat(related.holds(ANNA, SEVEN, "viewer")).isTrue();
    assertThat(related.holds(ANNA, SEVEN, "editor")).isTrue();
    assertThat(related.holds(ANNA, SEVEN, "owner")).isFalse();
    assertThat(related.holds(ANNA, new ObjectName("document", "8"), "viewer")).isFalse();
  }

  @Test
  void relationsThatIncludeEachOther_end() {
    add("loop", "1", "a", "principal:anna");

    assertThat(related.holds(ANNA, new ObjectName("loop", "1"), "b")).isTrue();
    assertThat(related.holds(BOB, new ObjectName("loop", "1"), "b")).isFalse();
  }

  @Test
  void memberOfATeam_hasWhatTheTeamHas_throughTeamsInTeams() {
    add("document", "7", "viewer", "team:red#member");
    add("team", "red", "member", "team:blue#member");
    add("team", "blue", "member", "principal:anna");
    add("team", "red", "guest", "principal:bob");

    assertThat(related.holds(ANNA, SEVEN, "viewer")).isTrue();
    assertThat(related.holds(ANNA, SEVEN, "editor")).isFalse();
    assertThat(related.holds(BOB, SEVEN, "viewer")).isFalse();
  }

  @Test
  void memberWhoWasRemoved_hasItNoMore() {
    add("document", "7", "viewer", "team:red#member");
    add("team", "red", "member", "principal:anna");
    assertThat(related.holds(ANNA, SEVEN, "viewer")).isTrue();

    Relation member = new Relation("team", "red", "member", "principal:anna", Instant.EPOCH);
    assertThat(store.relations().remove(member, Instant.EPOCH)).isTrue();

    assertThat(related.holds(ANNA, SEVEN, "viewer")).isFalse();
  }

  @Test
  void teamsInACircle_end() {
    add("document", "7", "viewer", "team:red#member");
    add("team", "red", "member", "team:blue#member");
    add("team", "blue", "member", "team:red#member");

    assertThat(related.holds(ANNA, SEVEN, "viewer")).isFalse();
  }

  @Test
  void wayThatIsTooLong_leadsNowhere() {
    add("document", "7", "viewer", "team:1#member");
    for (int i = 1; i < StoredRelations.LONGEST_WAY; i++) {
      add("team", "" + i, "member", "team:" + (i + 1) + "#member");
    }
    add("team", "" + (StoredRelations.LONGEST_WAY - 1), "member", "principal:anna");
    add("team", "" + StoredRelations.LONGEST_WAY, "member", "principal:bob");

    assertThat(related.holds(ANNA, SEVEN, "viewer")).isTrue();
    assertThat(related.holds(BOB, SEVEN, "viewer")).isFalse();
  }

  @Test
  void moreTeamsThanAreLookedAt_leadNowhere() {
    for (int i = 0; i < StoredRelations.MOST_OBJECTS + 1; i++) {
      add("document", "7", "viewer", "team:" + i + "#member");
    }

    assertThat(related.holds(ANNA, SEVEN, "viewer")).isFalse();
  }

  @Test
  void storeThatIsDown_isAnError() {
    store.close();

    assertThatThrownBy(() -> related.holds(ANNA, SEVEN, "viewer"))
        .isInstanceOf(StoreUnavailable.class);
  }
}
