package io.portreeve.controls.confuseddeputy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAuthorizationTest {
  private static final String ROGUE = "corp/rogue";

  /** The attack: a user is signed in to a client of somebody else's, which uses his rights. */
  @Test
  void clientThatNobodyNamed_isRefused_howeverGoodItsUserIs() {
    assertThat(control().onArrival(from(ROGUE))).isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));

    assertThat(control("corp/desk").onArrival(from(ROGUE)))
        .isEqualTo(Verdict.deny(Reason.CLIENT_NOT_ALLOWED, ROGUE));
  }

  @ParameterizedTest
  @CsvSource({
    "corp/desk, corp/desk",
    "corp/*, corp/desk",
    "key:*, key:ab12",
    "stdio, stdio",
    "*, certificate:ci"
  })
  void clientThatWasNamed_comesIn(String named, String client) {
    assertThat(control("other/one", named).onArrival(from(client)))
        .isEqualTo(Verdict.pass(Reason.CLIENT_ALLOWED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corp/desktop",
        "corp/Desk",
        "partner/desk",
        "xcorp/desk",
        "desk",
        "key:corp/desk"
      })
  void clientWithAnotherName_doesNot(String client) {
    assertThat(control("corp/desk").onArrival(from(client)))
        .isEqualTo(Verdict.deny(Reason.CLIENT_NOT_ALLOWED, client));
  }

  @Test
  void clientThatNoCredentialNames_isNoneOfThoseThatWereNamed() {
    Arrival nameless = Exchanges.arriving(new Identity.Authenticated(Exchanges.ANNA));

    assertThat(control("*").onArrival(nameless))
        .isEqualTo(Verdict.deny(Reason.CLIENT_NOT_ALLOWED, "no client is known"));
    assertThat(control().onArrival(nameless)).isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
  }

  @Test
  void whoeverIsNotAuthenticated_isRefused() {
    assertThat(control().onArrival(Exchanges.arriving(new Identity.Absent())))
        .isInstanceOf(Verdict.Deny.class);
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(control("corp/desk"));
  }

  private static ClientAuthorization control(String... named) {
    return new ClientAuthorization(Stream.of(named).map(Glob::new).toList());
  }

  private static Arrival from(String client) {
    return Exchanges.arriving(
        new Identity.Authenticated(Exchanges.ANNA.through(Delegation.by(new Client(client)))));
  }
}
