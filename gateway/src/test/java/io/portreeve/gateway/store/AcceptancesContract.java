package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link Acceptances} must do. */
abstract class AcceptancesContract implements StoreFixture {
  private static final Instant AT = Instant.parse("2026-11-28T12:00:00Z");
  private static final Acceptance ONE = new Acceptance("a-1", "anna", "ours", AT);

  @Test
  void acceptance_isKept_andIsAnAct() {
    store().acceptances().accept(ONE);

    assertThat(store().acceptances().all()).containsExactly(ONE);
    assertThat(store().acts().waiting(9))
        .singleElement()
        .satisfies(act -> {
          assertThat(act.event()).isEqualTo("finding-accepted");
          assertThat(act.fields().string("reason")).hasValue("ours");
          assertThat(act.fields().string("by")).hasValue("anna");
        });
  }

  @Test
  void secondAcceptance_takesThePlaceOfTheFirst() {
    Acceptance again = new Acceptance("a-1", "bob", "still ours", AT.plusSeconds(1));

    store().acceptances().accept(ONE);
    store().acceptances().accept(again);

    assertThat(store().acceptances().all()).containsExactly(again);
  }

  @Test
  void acceptances_areInTheOrderOfTheBytesOfTheirFindings() {
    Acceptance upper = new Acceptance("B", "anna", "ours", AT);
    store().acceptances().accept(ONE);
    store().acceptances().accept(upper);

    assertThat(store().acceptances().all()).containsExactly(upper, ONE);
  }

  @Test
  void withdrawal_isAnAct_onlyIfThereWasSomethingToWithdraw() {
    assertThat(store().acceptances().withdraw("a-1", "anna", AT)).isFalse();
    assertThat(store().acts().waiting(9)).isEmpty();

    store().acceptances().accept(ONE);
    assertThat(store().acceptances().withdraw("a-1", "anna", AT)).isTrue();
    assertThat(store().acceptances().all()).isEmpty();
    assertThat(store().acts().waiting(9))
        .extracting(Act::event)
        .containsExactly("finding-accepted", "finding-acceptance-withdrawn");
  }

  @Test
  void otherSettings_areNoAcceptances() {
    store().settings().put("accepted", new byte[] {1});

    assertThat(store().acceptances().all()).isEmpty();
  }
}
