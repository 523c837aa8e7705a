package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values that go in and out of the store. */
class ValuesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static ApiKeyRecord key(Set<String> roles, Map<String, String> labels) {
    return new ApiKeyRecord(
        "k1",
        "alice",
        Optional.empty(),
        roles,
        labels,
        Digest.sha256("secret hash"),
        NOON,
        Optional.of(NOON.plusSeconds(10)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void key_isLiveUntilTheInstantOfExpiry() {
    ApiKeyRecord key = key(Set.of(), Map.of());
    assertThat(key.isLiveAt(NOON.plusSeconds(10).minusNanos(1))).isTrue();
    assertThat(key.isLiveAt(NOON.plusSeconds(10))).isFalse();
  }

  @Test
  void keyAsText_hidesItsHash() {
    assertThat(key(Set.of(), Map.of()).toString())
        .contains("k1", "alice")
        .doesNotContain(Digest.sha256("secret hash").hex().substring(0, 8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "\u007f", "\u0085"})
  void unprintableRole_isRefused(String role) {
    assertThatThrownBy(() -> key(Set.of(role), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key(Set.of(), Map.of(role, "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void labelThatCouldBeReadAsTwo_isRefused() {
    assertThatThrownBy(() -> key(Set.of(), Map.of("a=b", "x")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key(Set.of(), Map.of("a", "x\nadmin=true")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "g", "ABCDEF", "0x"})
  void whatIsNoDigest_isRefused(String hex) {
    assertThatThrownBy(() -> new Digest(hex)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Digest("-" + hex + "0".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void upperCaseDigest_isRefusedBecauseOneDigestHasOneForm() {
    assertThatThrownBy(() -> new Digest("A".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The one-block example of FIPS 180-4. */
  @Test
  void sha256_isTheStandardsOwn() {
    assertThat(Digest.sha256("abc").hex())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void digest_isTheSameAsItsOwnBytesOnly() {
    Digest digest = Digest.sha256("abc");
    byte[] other = digest.bytes();
    assertThat(digest.sameAs(digest.bytes())).isTrue();
    other[31] ^= 1;
    assertThat(digest.sameAs(other)).isFalse();
    assertThat(digest.sameAs(new byte[0])).isFalse();
    assertThat(Digest.of(digest.bytes())).isEqualTo(digest);
  }

  @Test
  void pinWhoseDigestDoesNotFit_cannotBeMade() {
    PinName name = new PinName("s", "tool", "t");
    assertThatThrownBy(() ->
            new Pin(
                name,
                Digest.sha256("other"),
                "{}",
                PinState.PENDING,
                NOON,
                "anna",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void approvedPinWithoutApprover_cannotBeMade() {
    PinName name = new PinName("s", "tool", "t");
    assertThatThrownBy(() ->
            new Pin(
                name,
                Digest.sha256("{}"),
                "{}",
                PinState.APPROVED,
                NOON,
                "anna",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
