package io.portreeve.gateway.http;

import java.time.Duration;

/**
 * The bounds of a pool.
 *
 * @param maxPerDestination connections for one destination and pool key
 * @param maxConnections of all destinations together
 * @param maxAge after which a connection takes no further call, if no certificate ends before
 * @param idleTimeout after which an unused connection is closed
 * @param connectTimeout for a free connection or a new one, its TLS handshake included
 * @param maxHeaderBytes of an answer's head
 * @param maxHeaderFields of an answer's head
 */
public record PoolOptions(
    int maxPerDestination,
    int maxConnections,
    Duration maxAge,
    Duration idleTimeout,
    Duration connectTimeout,
    int maxHeaderBytes,
    int maxHeaderFields) {

  public PoolOptions {
    Bounds.positive(maxPerDestination, maxConnections, maxHeaderBytes, maxHeaderFields);
    Bounds.positive(maxAge, idleTimeout, connectTimeout);
  }

  /** 256 connections per destination, 10 minutes of age, 30 seconds idle, 10 to connect. */
  public static PoolOptions defaults() {
    return new PoolOptions(
        256,
        10_000,
        Duration.ofMinutes(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        32 * 1024,
        200);
  }

  /** A copy with other numbers of connections. */
  public PoolOptions withMaxConnections(int perDestination, int all) {
    return new PoolOptions(
        perDestination, all, maxAge, idleTimeout, connectTimeout, maxHeaderBytes, maxHeaderFields);
  }

  /** A copy with another life of connections. */
  public PoolOptions withTimeouts(Duration age, Duration idle, Duration connect) {
    return new PoolOptions(
        maxPerDestination, maxConnections, age, idle, connect, maxHeaderBytes, maxHeaderFields);
  }
}
