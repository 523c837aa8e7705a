package io.portreeve.gateway.upstream;

import io.portreeve.gateway.child.ChildCommand;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.sandbox.Sandbox;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonArray;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One server, as the operator configured it.
 *
 * @param era to be found out if empty
 * @param roots the roots that a stateful server is told of instead of the client's; none if empty
 * @param timeout for one request, progress or not; a listening stream has none
 * @param credentials what is shown to it, exchange by exchange
 */
public record UpstreamSettings(
    ServerId id,
    Reach reach,
    Optional<ServerEra> era,
    JsonArray roots,
    Duration timeout,
    UpstreamLimits limits,
    UpstreamCredentials credentials) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /** How a server is reached. */
  public sealed interface Reach {
    /**
     * Over HTTP.
     *
     * @param fields header fields of every request, whoever makes it
     * @param tls how the server must prove who it is, and what we show of ourselves
     */
    record Endpoint(URI url, HttpFields fields, TlsClient tls) implements Reach {
      public Endpoint(URI url, HttpFields fields) {
        this(url, fields, TlsClient.platform());
      }
    }

    /**
     * A program that is started, one for each principal and credential.
     *
     * @param start how long it may take from its start to its first answer
     * @param sandbox what it is confined to; empty: to nothing
     */
    record Program(ChildCommand command, Duration start, Optional<Sandbox> sandbox)
        implements Reach {
      /** The same with more in the environment of the program. */
      Program with(Map<String, String> environment) {
        return new Program(command.with(environment), start, sandbox);
      }
    }
  }

  /** An endpoint without credentials, of an era to be found out. */
  public static UpstreamSettings endpoint(ServerId id, URI url) {
    return of(id, new Reach.Endpoint(url, HttpFields.empty()));
  }

  /** An endpoint with credentials, of an era to be found out. */
  public static UpstreamSettings endpoint(ServerId id, URI url, HttpFields fields) {
    return of(id, new Reach.Endpoint(url, fields));
  }

  /** An endpoint that has to prove more, or that we do. */
  public static UpstreamSettings endpoint(ServerId id, URI url, HttpFields fields, TlsClient tls) {
    return of(id, new Reach.Endpoint(url, fields, tls));
  }

  /**
   * A program of an era to be found out, with all our rights, as long to start as for any request.
   */
  public static UpstreamSettings program(ServerId id, ChildCommand command) {
    return program(id, command, Duration.ZERO);
  }

  /** A program with all our rights, that may take longer to start than for a request. */
  public static UpstreamSettings program(ServerId id, ChildCommand command, Duration start) {
    return of(id, new Reach.Program(command, start, Optional.empty()));
  }

  /** A program of an era to be found out, confined. */
  public static UpstreamSettings confined(
      ServerId id, ChildCommand command, Duration start, Sandbox sandbox) {
    return of(id, new Reach.Program(command, start, Optional.of(sandbox)));
  }

  /** How long the first answer of a new connection may take. */
  Duration opening() {
    return switch (reach) {
      case Reach.Program program when program.start().compareTo(timeout) > 0 -> program.start();
      case Reach.Program _, Reach.Endpoint _ -> timeout;
    };
  }

  private static UpstreamSettings of(ServerId id, Reach reach) {
    return new UpstreamSettings(
        id,
        reach,
        Optional.empty(),
        JsonArray.empty(),
        DEFAULT_TIMEOUT,
        UpstreamLimits.defaults(),
        UpstreamCredentials.none());
  }

  public UpstreamSettings withEra(ServerEra pinned) {
    return new UpstreamSettings(
        id, reach, Optional.of(pinned), roots, timeout, limits, credentials);
  }

  public UpstreamSettings withRoots(JsonArray given) {
    return new UpstreamSettings(id, reach, era, given, timeout, limits, credentials);
  }

  public UpstreamSettings withTimeout(Duration given) {
    return new UpstreamSettings(id, reach, era, roots, given, limits, credentials);
  }

  public UpstreamSettings withLimits(UpstreamLimits given) {
    return new UpstreamSettings(id, reach, era, roots, timeout, given, credentials);
  }

  public UpstreamSettings withCredentials(UpstreamCredentials given) {
    return new UpstreamSettings(id, reach, era, roots, timeout, limits, given);
  }
}
