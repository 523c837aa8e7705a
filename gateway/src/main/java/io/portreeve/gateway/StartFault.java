package io.portreeve.gateway;

/** The gateway cannot start; the message says what is wrong and what to do. */
public final class StartFault extends Exception {
  private static final long serialVersionUID = 1L;

  public StartFault(String message) {
    super(message);
  }

  public StartFault(String message, Throwable cause) {
    super(message, cause);
  }
}
