package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One server of a configuration with nothing of ours in front of it: for an application of this
 * machine's user whose gateway that server is. Of either era; where it is, what it has to prove and
 * what it is shown are as configured, and no control looks at what is said.
 */
public final class ServerAlone implements AutoCloseable {
  private static final Principal USER =
      new Principal("user", Set.of(), Principal.Authentication.LOCAL_PROCESS);

  private final HttpEngine engine;
  private final Servers servers;
  private final ServerId id;
  private final Upstream server;
  private final InstantSource clock = InstantSource.system();
  private final Supplier<ExchangeId> ids = new ExchangeIds(new SecureRandom());

  private ServerAlone(HttpEngine engine, Servers servers, ServerId id) {
    this.engine = engine;
    this.servers = servers;
    this.id = id;
    this.server = Objects.requireNonNull(servers.upstreams().get(id), "a configured server");
  }

  /**
   * Makes what it takes to speak to that server; nothing is sent yet.
   *
   * @throws StartFault if a secret or a file that it takes cannot be had
   */
  public static ServerAlone open(Configuration configuration, ServerId id, SecretSource secrets)
      throws StartFault {
    try (Opened opened = new Opened()) {
      HttpEngine engine = opened.with(HttpEngine.start());
      Servers servers =
          opened.with(
              Servers.open(
                  configuration, secrets, engine, InstantSource.system(), ProgramIncidents.told()));
      return opened.complete(new ServerAlone(engine, servers, id));
    } catch (SecretUnavailable absent) {
      throw new StartFault(String.valueOf(absent.getMessage()), absent);
    }
  }

  /**
   * Asks it, and hands on what it says, in order.
   *
   * @see Upstream#send
   */
  public void send(Request request, ServerStream out)
      throws UpstreamException, InterruptedException {
    Exchange exchange =
        new Exchange(ids.get(), clock.instant(), "user", USER, Revision.V2026_07_28, id, request);
    server.send(exchange, request, out);
  }

  @Override
  public void close() {
    servers.close();
    engine.close();
  }
}
