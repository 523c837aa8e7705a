package io.portreeve.gateway.keys;

import java.io.Serial;

/**
 * A secret that the configuration names is missing, or no good: a problem of the configuration, and
 * not of what is kept.
 */
public final class NamedSecretUnavailable extends SecretUnavailable {
  @Serial private static final long serialVersionUID = 1L;

  public NamedSecretUnavailable(String message) {
    super(message);
  }

  public NamedSecretUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
