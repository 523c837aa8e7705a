package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.keys.SecretSource;
import java.util.List;

/** Looks whether what a configuration names would let a gateway start; makes and opens nothing. */
public final class BeforeStart {
  private BeforeStart() {}

  /** What a start would refuse, by the same reading as a start's. */
  public static List<Unfit> unfit(Configuration configuration, SecretSource secrets) {
    return configuration.tls().stream()
        .flatMap(tls -> new ListenerFiles(tls, secrets).unfit().stream())
        .toList();
  }
}
