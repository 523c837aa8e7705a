package io.portreeve.gateway.upstream;

/** A session or connection ended under a request. */
final class SessionLost extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;
  private final boolean unsent;

  SessionLost(Sound.Lost lost) {
    super(lost.why(), null, false, false);
    this.why = lost.why();
    this.unsent = lost.unsent();
  }

  String why() {
    return why;
  }

  /** Whether the server certainly never saw the request. */
  boolean unsent() {
    return unsent;
  }
}
