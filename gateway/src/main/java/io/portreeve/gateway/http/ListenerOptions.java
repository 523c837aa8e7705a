package io.portreeve.gateway.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The bounds of a listener. Every one is enforced before a handler sees the request.
 *
 * @param maxHeaderBytes of the request line and all fields together
 * @param maxHeaderFields how many fields
 * @param maxBodyBytes of one request
 * @param maxBufferedBytes that all bodies may take while they are read and handled; see {@link
 *     MessageMemory}
 * @param maxConnections beyond it a connection is answered 503, or closed if it is TLS
 * @param maxConnectionsPerAddress the same for those of one address, or of one /64 network in IPv6;
 *     those of this machine do not count
 * @param maxRequests handled at the same time; beyond it a request is answered 503
 * @param headerTimeout from the first byte of a request, or from the accept, to the end of its
 *     head; also bounds the TLS handshake
 * @param requestTimeout from the first byte of a request to the end of its body
 * @param idleTimeout between two requests
 * @param writeTimeout for the peer to take what was written
 * @param tls plain text if empty
 */
public record ListenerOptions(
    int maxHeaderBytes,
    int maxHeaderFields,
    int maxBodyBytes,
    long maxBufferedBytes,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxRequests,
    Duration headerTimeout,
    Duration requestTimeout,
    Duration idleTimeout,
    Duration writeTimeout,
    Optional<TlsServer> tls) {

  public ListenerOptions {
    Bounds.positive(maxHeaderBytes, maxHeaderFields, maxBodyBytes, maxBufferedBytes);
    Bounds.positive(maxConnections, maxConnectionsPerAddress, maxRequests);
    Bounds.positive(headerTimeout, requestTimeout, idleTimeout, writeTimeout);
  }

  /** Plain text; 16 KiB and 100 fields of head, 4 MiB of body, 10 to 60 seconds of patience. */
  public static ListenerOptions defaults() {
    return new ListenerOptions(
        16 * 1024,
        100,
        4 * 1024 * 1024,
        256L * 1024 * 1024,
        10_000,
        512,
        4_096,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Optional.empty());
  }

  /** A copy with other bounds of a head. */
  public ListenerOptions withMaxHeader(int bytes, int fields) {
    return new ListenerOptions(
        bytes,
        fields,
        maxBodyBytes,
        maxBufferedBytes,
        maxConnections,
        maxConnectionsPerAddress,
        maxRequests,
        headerTimeout,
        requestTimeout,
        idleTimeout,
        writeTimeout,
        tls);
  }

  /** A copy with other bounds of one body and of all unfinished bodies. */
  public ListenerOptions withMaxBody(int bytes, long allBytes) {
    return new ListenerOptions(
        maxHeaderBytes,
        maxHeaderFields,
        bytes,
        allBytes,
        maxConnections,
        maxConnectionsPerAddress,
        maxRequests,
        headerTimeout,
        requestTimeout,
        idleTimeout,
        writeTimeout,
        tls);
  }

  /** A copy with other bounds of what goes on at the same time. */
  public ListenerOptions withMaxLoad(int connections, int perAddress, int requests) {
    return new ListenerOptions(
        maxHeaderBytes,
        maxHeaderFields,
        maxBodyBytes,
        maxBufferedBytes,
        connections,
        perAddress,
        requests,
        headerTimeout,
        requestTimeout,
        idleTimeout,
        writeTimeout,
        tls);
  }

  /** A copy with other patience. */
  public ListenerOptions withTimeouts(
      Duration header, Duration request, Duration idle, Duration write) {
    return new ListenerOptions(
        maxHeaderBytes,
        maxHeaderFields,
        maxBodyBytes,
        maxBufferedBytes,
        maxConnections,
        maxConnectionsPerAddress,
        maxRequests,
        header,
        request,
        idle,
        write,
        tls);
  }

  /** A copy that speaks TLS. */
  public ListenerOptions withTls(TlsServer server) {
    return new ListenerOptions(
        maxHeaderBytes,
        maxHeaderFields,
        maxBodyBytes,
        maxBufferedBytes,
        maxConnections,
        maxConnectionsPerAddress,
        maxRequests,
        headerTimeout,
        requestTimeout,
        idleTimeout,
        writeTimeout,
        Optional.of(server));
  }
}
