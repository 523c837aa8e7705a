package io.portreeve.gateway.http;

/** Why the listener turned a peer away before any handler saw a request. */
public enum Refusal {
  MALFORMED(400),
  TIMED_OUT(408),
  BODY_TOO_LARGE(413),
  EXPECTATION_UNKNOWN(417),
  HEADERS_TOO_LARGE(431),
  OVERLOADED(503),
  /** Too many connections from one address. */
  ADDRESS_OVERLOADED(503),
  VERSION_UNSUPPORTED(505),
  /** The TLS handshake failed or did not finish in time; nothing was answered. */
  HANDSHAKE_FAILED(0);

  private final int status;

  Refusal(int status) {
    this.status = status;
  }

  /** The status that the peer was answered with; 0 if it got no answer. */
  public int status() {
    return status;
  }
}
