package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeys} must do. */
abstract class ApiKeysContract implements StoreFixture {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  private static ApiKeyRecord key(String id) {
    return new ApiKeyRecord(
        id,
        "alice@example.org",
        Optional.of("corp/desk"),
        Set.of("dev", "on-call"),
        Map.of("team", "a=b", "empty", ""),
        Digest.sha256(id),
        NOON,
        Optional.of(NOON.plusSeconds(60)),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Digest.sha256("secret")));
  }

  private static ApiKeyRecord bare(String id, Instant created) {
    return new ApiKeyRecord(
        id,
        "bob",
        Optional.empty(),
        Set.of(),
        Map.of(),
        Digest.sha256(id),
        created,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void addedKey_isFoundWithEveryField() {
    assertThat(store().apiKeys().add(key("k1"))).isTrue();
    assertThat(store().apiKeys().find("k1")).contains(key("k1"));
  }

  @Test
  void keyWithoutRolesAndLabels_keepsNone() {
    assertThat(store().apiKeys().add(bare("k1", NOON))).isTrue();
    assertThat(store().apiKeys().find("k1")).contains(bare("k1", NOON));
  }

  @Test
  void unknownKey_isAbsent() {
    assertThat(store().apiKeys().find("k1")).isEmpty();
  }

  @Test
  void takenId_isRefusedAndNothingChanges() {
    assertThat(store().apiKeys().add(key("k1"))).isTrue();
    assertThat(store().apiKeys().add(bare("k1", NOON))).isFalse();
    assertThat(store().apiKeys().find("k1")).contains(key("k1"));
  }

  @Test
  void idsThatDifferInCase_areDifferentKeys() {
    assertThat(store().apiKeys().add(bare("k1", NOON))).isTrue();
    assertThat(store().apiKeys().find("K1")).isEmpty();
  }

  @Test
  void list_hasAllKeysOldestFirst() {
    assertThat(store().apiKeys().list()).isEmpty();
    for (String id : new String[] {"c", "a", "b"}) {
      assertThat(store().apiKeys().add(bare(id, NOON.plusSeconds(id.charAt(0))))).isTrue();
    }
    assertThat(store().apiKeys().revoke("a", NOON)).isTrue();
    assertThat(store().apiKeys().list())
        .extracting(ApiKeyRecord::id)
        .containsExactly("a", "b", "c");
  }

  @Test
  void revokedKey_staysWithTheInstantOfTheFirstRevocation() {
    assertThat(store().apiKeys().add(key("k1"))).isTrue();
    assertThat(store().apiKeys().revoke("k1", NOON)).isTrue();
    assertThat(store().apiKeys().revoke("k1", NOON.plusSeconds(9))).isFalse();
    assertThat(store().apiKeys().find("k1").flatMap(ApiKeyRecord::revoked)).contains(NOON);
  }

  @Test
  void changesToUnknownKey_sayThatThereIsNone() {
    assertThat(store().apiKeys().revoke("k1", NOON)).isFalse();
    assertThat(store().apiKeys().expire("k1", NOON)).isFalse();
    store().apiKeys().used(Map.of("k1", NOON));
    assertThat(store().apiKeys().list()).isEmpty();
  }

  @Test
  void expiry_canBeMoved() {
    assertThat(store().apiKeys().add(key("k1"))).isTrue();
    assertThat(store().apiKeys().expire("k1", NOON.plusSeconds(1))).isTrue();
    assertThat(store().apiKeys().find("k1").flatMap(ApiKeyRecord::expires))
        .contains(NOON.plusSeconds(1));
  }

  @Test
  void lastUse_onlyMovesForward() {
    assertThat(store().apiKeys().add(key("k1"))).isTrue();
    assertThat(store().apiKeys().add(key("k2"))).isTrue();
    store().apiKeys().used(Map.of("k1", NOON, "k2", NOON.plusSeconds(1)));
    store().apiKeys().used(Map.of("k1", NOON.minusSeconds(5), "k2", NOON.plusSeconds(2)));
    assertThat(store().apiKeys().find("k1").flatMap(ApiKeyRecord::lastUsed)).contains(NOON);
    assertThat(store().apiKeys().find("k2").flatMap(ApiKeyRecord::lastUsed))
        .contains(NOON.plusSeconds(2));
  }

  @Test
  void hostileText_isOnlyText() {
    String id = "'; DROP TABLE api_key; --";
    assertThat(store().apiKeys().add(bare(id, NOON))).isTrue();
    assertThat(store().apiKeys().find(id)).contains(bare(id, NOON));
  }
}
