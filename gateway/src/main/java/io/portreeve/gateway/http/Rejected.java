package io.portreeve.gateway.http;

/** Bytes that this side does not accept; carries no stack, for peers can cause it at will. */
final class Rejected extends Exception {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  Rejected(Refusal refusal) {
    super(null, null, false, false);
    this.refusal = refusal;
  }

  static Rejected malformed() {
    return new Rejected(Refusal.MALFORMED);
  }

  Refusal refusal() {
    return refusal;
  }

  /** The same judgement on an answer. */
  HttpFailure.Kind kind() {
    return switch (refusal) {
      case HEADERS_TOO_LARGE, BODY_TOO_LARGE -> HttpFailure.Kind.TOO_LARGE;
      case MALFORMED,
          TIMED_OUT,
          EXPECTATION_UNKNOWN,
          OVERLOADED,
          ADDRESS_OVERLOADED,
          VERSION_UNSUPPORTED,
          HANDSHAKE_FAILED ->
          HttpFailure.Kind.MALFORMED;
    };
  }
}
