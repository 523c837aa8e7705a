package io.portreeve.gateway.http;

import io.portreeve.gateway.outage.Unreached;
import java.io.IOException;

/** A call that got no whole, well-formed answer. The message is fixed text, safe to log. */
public final class HttpFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, in the order of a call's life. */
  public enum Kind {
    /** The host has no address. */
    UNRESOLVED("host not resolved"),
    /** The host has addresses, and none that may be dialled. */
    REFUSED("its name leads where no connection may go"),
    /** No connection became free in time. */
    EXHAUSTED("no free connection"),
    UNREACHABLE("connection failed"),
    /** The TLS handshake failed: often the server's identity. */
    UNTRUSTED("handshake failed"),
    /** The answer to the TLS handshake is none. */
    NOT_TLS("the port answers in plain text: does it speak TLS?"),
    /** No connection in time. */
    TIMED_OUT("timed out"),
    /** A connection, and no answer, or no more of it, in time. */
    SILENT("timed out waiting for an answer"),
    /** The server closed before the answer was complete. */
    DISCONNECTED("connection closed"),
    MALFORMED("malformed answer"),
    TOO_LARGE("answer too large"),
    /** This side closed the answer or the pool. */
    CLOSED("closed");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private final Kind kind;

  HttpFailure(Kind kind) {
    super(kind.text);
    this.kind = kind;
  }

  HttpFailure(Kind kind, Throwable cause) {
    super(text(kind, cause), cause);
    this.kind = kind;
  }

  /** Why a connection is none is seldom seen elsewhere: in words of ours, where there are any. */
  private static String text(Kind kind, Throwable cause) {
    return switch (kind) {
      case UNREACHABLE, UNTRUSTED -> Unreached.of(cause).map(Unreached::words).orElse(kind.text);
      case UNRESOLVED,
          REFUSED,
          EXHAUSTED,
          NOT_TLS,
          TIMED_OUT,
          SILENT,
          DISCONNECTED,
          MALFORMED,
          TOO_LARGE,
          CLOSED ->
          kind.text;
    };
  }

  public Kind kind() {
    return kind;
  }
}
