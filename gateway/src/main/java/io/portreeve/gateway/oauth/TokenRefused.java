package io.portreeve.gateway.oauth;

import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;

/** A token that proves nothing, and why. The detail is a fixed text, safe to record. */
final class TokenRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  TokenRefused(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  static TokenRefused invalid(String detail) {
    return new TokenRefused(Reason.CREDENTIAL_INVALID, detail);
  }

  /** Nobody can tell now what it proves. */
  static TokenRefused unchecked(String detail) {
    return new TokenRefused(Reason.CREDENTIAL_UNCHECKED, detail);
  }

  Identity.Rejected identity() {
    return new Identity.Rejected(reason, String.valueOf(getMessage()));
  }
}
