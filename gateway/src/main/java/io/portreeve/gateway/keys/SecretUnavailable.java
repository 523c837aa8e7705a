package io.portreeve.gateway.keys;

import java.io.Serial;

/** A secret cannot be had; the message names the place and what to do, never the secret. */
public sealed class SecretUnavailable extends RuntimeException permits NamedSecretUnavailable {
  @Serial private static final long serialVersionUID = 1L;

  public SecretUnavailable(String message) {
    super(message);
  }

  public SecretUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
