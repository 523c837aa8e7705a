package io.portreeve.gateway.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * One request to be sent.
 *
 * @param target path and query, as they go on the wire
 * @param body in parts, whose bytes are not to be changed afterwards
 * @param responseTimeout from the moment the request is handed to a connection to the end of the
 *     answer's head
 * @param idleTimeout between two arrivals of the answer's body
 * @param replayable whether the request may be sent a second time if a kept connection turns out to
 *     be closed before any byte of an answer; true only if sending twice does no harm
 */
public record HttpCall(
    String method,
    String target,
    HttpFields headers,
    List<ByteBuffer> body,
    Duration responseTimeout,
    Duration idleTimeout,
    boolean replayable) {

  /** In place of a time-out: wait for as long as it takes. */
  public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  public HttpCall {
    if (!Grammar.isToken(method) || method.equals("CONNECT") || !Grammar.isOriginForm(target)) {
      throw new IllegalArgumentException("not a request");
    }
    Bounds.positive(responseTimeout, idleTimeout);
    body = List.copyOf(body);
  }

  /** With 60 seconds of patience for the head and as many between arrivals; not replayable. */
  public static HttpCall of(String method, String target, HttpFields headers, byte[] body) {
    Duration minute = Duration.ofSeconds(60);
    List<ByteBuffer> parts = body.length == 0 ? List.of() : List.of(ByteBuffer.wrap(body));
    return new HttpCall(method, target, headers, parts, minute, minute, false);
  }

  /** A copy with other patience. */
  public HttpCall withTimeouts(Duration response, Duration idle) {
    return new HttpCall(method, target, headers, body, response, idle, replayable);
  }

  /** A copy that may be sent twice. */
  public HttpCall asReplayable() {
    return new HttpCall(method, target, headers, body, responseTimeout, idleTimeout, true);
  }
}
