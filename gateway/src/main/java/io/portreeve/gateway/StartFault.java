package io.portreeve.gateway;

import java.util.Optional;

/** The gateway cannot start; the message says what is wrong and what to do. */
public final class StartFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final String key;

  public StartFault(String message) {
    super(message);
    this.key = "";
  }

  public StartFault(String message, Throwable cause) {
    super(message, cause);
    this.key = "";
  }

  /**
   * Because of what a key of the configuration leads to, which the message then begins with.
   *
   * @param message with what to do at its end
   */
  public StartFault(String key, String message, Throwable cause) {
    super(key + ": " + message, cause);
    this.key = key;
  }

  /** The key of the configuration that leads to what is wrong; empty if none does. */
  public Optional<String> key() {
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }
}
