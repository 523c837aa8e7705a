package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.journey.Handles;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.guard.Guard;

/**
 * The controls of a configuration with their real store, servers, limits and conversations, that
 * listen nowhere: for whoever judges messages without a client, as the bench does.
 */
public final class StandingGuard implements AutoCloseable {
  private final Parts parts;
  private final Parts.Wired wired;

  private StandingGuard(Parts parts, Parts.Wired wired) {
    this.parts = parts;
    this.wired = wired;
  }

  /**
   * Wires all of it as a gateway would.
   *
   * @throws StartFault when a part cannot be made; nothing is left running then
   */
  public static StandingGuard open(Configuration configuration, SecretSource secrets)
      throws StartFault {
    try (Opened opened = new Opened()) {
      Parts parts = opened.with(Parts.open(configuration, secrets, AddressResolver.system()));
      return opened.complete(new StandingGuard(parts, opened.with(parts.wire(configuration))));
    } catch (PolicyFault | RuntimeException fault) {
      throw new StartFault(String.valueOf(fault.getMessage()), fault);
    }
  }

  public Guard guard() {
    return wired.wiring().guard();
  }

  /** How hosts begin conversations; where flows are not watched, none. */
  public Handles handles() {
    return wired.wiring().handles();
  }

  @Override
  public void close() {
    wired.close();
    parts.close();
  }
}
