package io.portreeve.gateway;

import io.portreeve.gateway.keys.NamedSecretUnavailable;
import java.util.List;
import java.util.Optional;

/** The gateway cannot start; the message says what is wrong and what to do. */
public final class StartFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final boolean ofConfiguration;

  public StartFault(String message) {
    this("", message, false);
  }

  private StartFault(String key, String message, boolean ofConfiguration) {
    super(message);
    this.key = key;
    this.ofConfiguration = ofConfiguration;
  }

  public StartFault(String message, Throwable cause) {
    super(message, cause);
    this.key = "";
    this.ofConfiguration = cause instanceof NamedSecretUnavailable;
  }

  /**
   * Because of what a key of the configuration leads to, which the message then begins with.
   *
   * @param message with what to do at its end
   */
  public StartFault(String key, String message, Throwable cause) {
    super(key + ": " + message, cause);
    this.key = key;
    this.ofConfiguration = cause instanceof NamedSecretUnavailable;
  }

  /** Because of something that {@code check} refuses, too. */
  static StartFault unfit(Unfit one) {
    return new StartFault(one.key(), one.line(), one.isOfConfiguration());
  }

  /** Because of several things that {@code check} refuses, too. */
  static StartFault unfit(List<Unfit> all) {
    return all.size() == 1
        ? unfit(all.getFirst())
        : new StartFault(
            "",
            String.join(", and ", all.stream().map(Unfit::line).toList()),
            all.stream().anyMatch(Unfit::isOfConfiguration));
  }

  /** Whether the configuration is at fault, or a secret or a file that it names for one. */
  public boolean isOfConfiguration() {
    return ofConfiguration;
  }

  /** The key of the configuration that leads to what is wrong; empty if none does. */
  public Optional<String> key() {
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }
}
