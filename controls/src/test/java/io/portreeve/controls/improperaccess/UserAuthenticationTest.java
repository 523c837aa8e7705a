package io.portreeve.controls.improperaccess;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserAuthenticationTest {
  private final UserAuthentication control = new UserAuthentication();

  @Test
  void messageWithoutACredential_isRefused() {
    assertThat(control.onArrival(Exchanges.arriving(new Identity.Absent())))
        .isEqualTo(Verdict.deny(Reason.CREDENTIAL_MISSING, "no credential"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"CREDENTIAL_INVALID", "CREDENTIAL_EXPIRED", "CREDENTIAL_REVOKED"})
  void credentialThatProvesNothing_isRefusedForItsOwnReason(Reason reason) {
    assertThat(control.onArrival(Exchanges.arriving(new Identity.Rejected(reason, "key 7"))))
        .isEqualTo(Verdict.deny(reason, "key 7"));
  }

  @Test
  void provenPrincipal_comesIn() {
    assertThat(control.onArrival(Exchanges.arriving(new Identity.Authenticated(Exchanges.ANNA))))
        .isEqualTo(Verdict.pass(Reason.AUTHENTICATED));
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(control);
  }
}
