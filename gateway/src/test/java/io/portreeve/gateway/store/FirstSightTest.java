package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstSightTest {
  private static final PinName NAME = new PinName("files", "tool", "read");
  private static final Look LOOK = new Look("ann", Instant.parse("2026-03-01T12:00:00Z"));
  private static final FirstSight SIGHT = new FirstSight(NAME, "{\"new\":1}", LOOK);

  @Test
  void whatNobodyKnows_waits_unlessSomebodyVouchesForIt() {
    assertThat(SIGHT.beside(List.of()).state()).isEqualTo(PinState.PENDING);

    Pin vouched = SIGHT.beside(List.of(), "first-seen");

    assertThat(vouched.state()).isEqualTo(PinState.APPROVED);
    assertThat(vouched.decidedBy()).hasValue("first-seen");
    assertThat(vouched.decided()).hasValue(LOOK.at());
  }

  @Test
  void whereAnotherVersionWaits_itWaits_alsoIfSomebodyVouches() {
    List<Pin> known = List.of(version("{\"a\":1}", PinState.PENDING, 1));
    assertThat(SIGHT.beside(known).state()).isEqualTo(PinState.PENDING);
    assertThat(SIGHT.beside(known, "first-seen").state()).isEqualTo(PinState.PENDING);
  }

  @Test
  void whereSomethingWasDecided_itIsDrift_fromWhatWasApprovedLast() {
    Pin first = version("{\"a\":1}", PinState.APPROVED, 2);
    Pin last = version("{\"b\":1}", PinState.APPROVED, 3);
    Pin refused = version("{\"c\":1}", PinState.QUARANTINED, 4);

    Pin seen = SIGHT.beside(List.of(last, first, refused), "first-seen");

    assertThat(seen.state()).isEqualTo(PinState.QUARANTINED);
    assertThat(seen.decidedBy()).isEmpty();
    assertThat(seen.previous()).hasValue(last.digest());
    assertThat(SIGHT.beside(List.of(refused)).previous()).isEmpty();
  }

  private static Pin version(String canonical, PinState state, int second) {
    boolean decided = state != PinState.PENDING;
    return new Pin(
        NAME,
        Digest.sha256(canonical),
        canonical,
        state,
        LOOK.at(),
        "ben",
        decided ? Optional.of("op") : Optional.empty(),
        decided ? Optional.of(LOOK.at().plusSeconds(second)) : Optional.empty(),
        Optional.empty());
  }
}
