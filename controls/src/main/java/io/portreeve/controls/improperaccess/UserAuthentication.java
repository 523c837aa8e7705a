package io.portreeve.controls.improperaccess;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.guard.Arrival;
import io.portreeve.guard.ConnectionControl;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;

/**
 * Authenticate users (9a): no message is read before a credential proves whose it is.
 *
 * <p>A credential that is presented and does not verify refuses, also where none would be needed.
 */
public final class UserAuthentication implements ConnectionControl {
  @Override
  public Mitigation mitigates() {
    return Mitigation.USER_AUTHENTICATION;
  }

  @Override
  public Verdict<Arrival> onArrival(Arrival arrival) {
    return switch (arrival.identity()) {
      case Identity.Authenticated _ -> pass(Reason.AUTHENTICATED);
      case Identity.Absent _ -> deny(Reason.CREDENTIAL_MISSING, "no credential");
      case Identity.Rejected rejected -> deny(rejected.reason(), rejected.detail());
    };
  }
}
