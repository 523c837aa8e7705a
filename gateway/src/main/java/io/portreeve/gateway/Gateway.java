package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.PolicyFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A running gateway: everything a configuration asks for, made and connected here and nowhere else.
 *
 * <p>Closing drains: no new exchange begins, those under way may finish, and what they did is on
 * record before the journal closes.
 */
public final class Gateway implements AutoCloseable {
  private final Vault vault;
  private final HttpEngine engine;
  private final HttpListener listener;
  private final Servers servers;
  private final Wiring wiring;
  private final Duration patience;

  private Gateway(
      Vault vault,
      HttpEngine engine,
      HttpListener listener,
      Servers servers,
      Wiring wiring,
      Duration patience) {
    this.vault = vault;
    this.engine = engine;
    this.listener = listener;
    this.servers = servers;
    this.wiring = wiring;
    this.patience = patience;
  }

  /**
   * Starts a gateway; it answers when this returns.
   *
   * @throws StartFault when a part cannot be made; nothing is left running then
   */
  public static Gateway start(Configuration configuration, SecretSource secrets) throws StartFault {
    InstantSource clock = InstantSource.system();
    Vault vault = Vault.open(configuration.data(), Settings.journal(configuration), clock);
    HttpEngine engine = HttpEngine.start();
    try {
      Servers servers = Servers.open(configuration, secrets, engine, clock);
      Wiring wiring = new Wiring(configuration, vault, servers, clock);
      HttpListener listener =
          HttpListener.start(
              engine,
              configuration.listen().socketAddress(),
              Settings.listener(configuration, secrets),
              wiring.handler(),
              wiring.refusals());
      return new Gateway(vault, engine, listener, servers, wiring, configuration.http().drain());
    } catch (IOException | GeneralSecurityException | PolicyFault | RuntimeException fault) {
      engine.close();
      vault.close();
      throw new StartFault(String.valueOf(fault.getMessage()), fault);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** The keys of its data directory. */
  public KeyRing keys() {
    return vault.keys();
  }

  @Override
  public void close() {
    try {
      var _ = listener.drain(patience);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    wiring.close();
    listener.close();
    servers.close();
    engine.close();
    vault.close();
  }
}
