package io.portreeve.gateway.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.relations.Inclusions;
import io.portreeve.gateway.relations.StoredRelations;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Relation;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Principal;
import io.portreeve.testkit.Exchanges;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredOwnershipTest {
  private static final Principal BOB =
      new Principal("bob", Set.of("staff"), Principal.Authentication.API_KEY);

  private static final Inclusions NO_TYPES = new Inclusions(Map.of());
  private static final Relation ANNAS =
      new Relation(
          "invoice", "7", "owner", "principal:anna", Instant.parse("2026-01-01T00:00:00Z"));

  private final Store store;
  private final StoredOwnership ownership;

  StoredOwnershipTest(@TempDir Path directory) {
    store = SqliteStore.open(DataDirectory.open(directory), SqliteOptions.defaults());
    ownership = new StoredOwnership(NO_TYPES, new StoredRelations(NO_TYPES, store.relations()));
    store.relations().add(ANNAS);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void object_belongsToWhomTheStoreSays_andToNobodyElse() {
    assertThat(ownership.owns(Exchanges.ANNA, "invoice", "7")).isTrue();
    assertThat(ownership.owns(BOB, "invoice", "7")).isFalse();
    assertThat(ownership.owns(Exchanges.ANNA, "invoice", "8")).isFalse();
    assertThat(ownership.owns(Exchanges.ANNA, "invoice", "07")).isFalse();
    assertThat(ownership.owns(Exchanges.ANNA, "account", "7")).isFalse();
  }

  @Test
  void relationThatEnded_ownsNoMore() {
    store.relations().remove(ANNAS, Instant.parse("2026-01-02T00:00:00Z"));

    assertThat(ownership.owns(Exchanges.ANNA, "invoice", "7")).isFalse();
  }

  @Test
  void storeThatIsDown_ownsNothing() {
    store.close();

    assertThat(ownership.owns(Exchanges.ANNA, "invoice", "7")).isFalse();
  }
}
