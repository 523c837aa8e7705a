package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpListener;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A running gateway: everything a configuration asks for, made and connected here and nowhere else.
 *
 * <p>Closing drains: no new exchange begins, those under way may finish, and what they did is on
 * record before the journal closes.
 */
public final class Gateway implements AutoCloseable {
  private final Parts parts;
  private final HttpListener listener;
  private final Succession succession;
  private final AtomicReference<Configuration> configuration;
  private final Set<Generation> retiring = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** What outlives a configuration. */
  private record Parts(Vault vault, HttpEngine engine, SecretSource secrets, InstantSource clock) {
    Generation generation(Configuration configuration) throws PolicyFault {
      Servers servers = Servers.open(configuration, secrets, engine, clock);
      try {
        Wiring wiring = new Wiring(configuration, vault, servers, clock);
        return new Generation(
            wiring.handler(),
            () -> {
              wiring.close();
              servers.close();
            });
      } catch (PolicyFault | RuntimeException fault) {
        servers.close();
        throw fault;
      }
    }
  }

  private Gateway(
      Parts parts, HttpListener listener, Succession succession, Configuration configuration) {
    this.parts = parts;
    this.listener = listener;
    this.succession = succession;
    this.configuration = new AtomicReference<>(configuration);
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
    Parts parts = new Parts(vault, engine, secrets, clock);
    try {
      return listen(parts, configuration, parts.generation(configuration));
    } catch (IOException | GeneralSecurityException | PolicyFault | RuntimeException fault) {
      engine.close();
      vault.close();
      throw new StartFault(String.valueOf(fault.getMessage()), fault);
    }
  }

  /**
   * Serves one client over a pair of streams until its side ends, listening nowhere.
   *
   * @throws StartFault when a part cannot be made
   */
  public static void serve(
      Configuration configuration, SecretSource secrets, InputStream in, OutputStream out)
      throws StartFault, InterruptedException {
    InstantSource clock = InstantSource.system();
    try (Vault vault = Vault.open(configuration.data(), Settings.journal(configuration), clock);
        HttpEngine engine = HttpEngine.start();
        Servers servers = Servers.open(configuration, secrets, engine, clock);
        Wiring wiring = new Wiring(configuration, vault, servers, clock)) {
      wiring.stdio().serve(in, out);
    } catch (IOException | PolicyFault | RuntimeException fault) {
      throw new StartFault(String.valueOf(fault.getMessage()), fault);
    }
  }

  private static Gateway listen(Parts parts, Configuration configuration, Generation first)
      throws IOException, GeneralSecurityException {
    try {
      Succession succession = new Succession(first);
      HttpListener listener =
          HttpListener.start(
              parts.engine(),
              configuration.listen().socketAddress(),
              Settings.listener(configuration, parts.secrets()),
              succession,
              new OperatorLog());
      return new Gateway(parts, listener, succession, configuration);
    } catch (IOException | GeneralSecurityException | RuntimeException fault) {
      first.close();
      throw fault;
    }
  }

  /**
   * Puts another configuration in force, as a whole, or leaves all as it is.
   *
   * <p>A request that is under way ends under the configuration that it began under; what is still
   * open when the old one's {@code http.drain} is over, such as a stream that listens, is closed.
   *
   * @throws StartFault when a part cannot be made, or a value needs a new start
   */
  public void reload(Configuration next) throws StartFault {
    Configuration old = configuration.get();
    if (!old.needingRestart(next).isEmpty()) {
      throw new StartFault(String.join(", ", old.needingRestart(next)) + " needs a new start");
    }
    try {
      Generation retired = succession.next(parts.generation(next));
      configuration.set(next);
      retiring.add(retired);
      var _ = Thread.ofVirtual().start(() -> retire(retired, old.http().drain()));
    } catch (PolicyFault | RuntimeException fault) {
      throw new StartFault(String.valueOf(fault.getMessage()), fault);
    }
  }

  private void retire(Generation retired, Duration patience) {
    retired.retire(patience);
    retiring.remove(retired);
  }

  /** Puts something that happened to the gateway itself on record. */
  public void record(String event, JsonObject fields) {
    try {
      var _ = parts.vault().journal().append(AuditEntry.event(event, fields));
    } catch (AuditUnavailable unavailable) {
      System.getLogger(Gateway.class.getName())
          .log(System.Logger.Level.ERROR, "audit record refused: {0}", unavailable.getMessage());
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** The keys of its data directory. */
  public KeyRing keys() {
    return parts.vault().keys();
  }

  /** Drains and closes; a second time does nothing. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      var _ = listener.drain(configuration.get().http().drain());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    retiring.forEach(Generation::close);
    succession.current().close();
    listener.close();
    parts.engine().close();
    parts.vault().close();
  }
}
