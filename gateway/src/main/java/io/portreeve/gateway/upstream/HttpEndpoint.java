package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.Destination;
import io.portreeve.gateway.http.HttpCall;
import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.RpcMessage;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * One server's endpoint. Principals never share a connection; the operator's fields and the
 * caller's credential go with every request and can stand for none of the protocol's. A credential
 * that is refused is replaced once, if there is another.
 */
final class HttpEndpoint {
  static final String JSON = "application/json";
  static final String EVENTS = "text/event-stream";
  private static final HttpFields POSTED =
      HttpFields.of("content-type", JSON, "accept", JSON + ", " + EVENTS);

  private final HttpPool pool;
  private final URI url;
  private final String target;
  private final Destination destination;
  private final HttpFields fields;
  private final TlsClient tls;

  HttpEndpoint(HttpPool pool, UpstreamSettings.Reach.Endpoint reach) {
    this(pool, reach.url(), UpstreamCredential.harmless(reach.fields()), reach.tls());
  }

  private HttpEndpoint(HttpPool pool, URI url, HttpFields fields, TlsClient tls) {
    this.pool = pool;
    this.url = url;
    this.target = target(url);
    this.tls = tls;
    this.destination = Destination.of(url, tls);
    this.fields = fields;
  }

  MessageMemory memory() {
    return pool.memory();
  }

  URI url() {
    return url;
  }

  /** Where on the server it is; without the query, in which an operator may keep a secret. */
  String path() {
    return path(url);
  }

  /** The same server and fields at another URI of the same origin. */
  HttpEndpoint at(URI other) {
    if (!Destination.of(other, tls).equals(destination)) {
      throw new IllegalArgumentException("another origin");
    }
    return new HttpEndpoint(pool, other, fields, tls);
  }

  /** A POST of a message that may be answered by JSON or by events. */
  HttpResponse post(Caller caller, HttpFields more, RpcMessage message, Patience patience)
      throws UpstreamException, InterruptedException {
    return send("POST", caller, more.and(POSTED), message.toParts(), patience);
  }

  /** A GET of events. */
  HttpResponse events(Caller caller, HttpFields more, Patience patience)
      throws UpstreamException, InterruptedException {
    return send("GET", caller, more.and("accept", EVENTS), List.of(), patience);
  }

  HttpResponse delete(Caller caller, HttpFields more, Patience patience)
      throws UpstreamException, InterruptedException {
    return send("DELETE", caller, more, List.of(), patience);
  }

  private HttpResponse send(
      String method, Caller caller, HttpFields more, List<ByteBuffer> body, Patience patience)
      throws UpstreamException, InterruptedException {
    UpstreamCredential.Granted first = caller.granted();
    HttpResponse answer = send(method, caller, first, more, body, patience);
    boolean again = false;
    try {
      again = caller.mayTryAgain(first, answer);
    } finally {
      if (again) {
        answer.close();
      }
    }
    return again ? send(method, caller, caller.granted(), more, body, patience) : answer;
  }

  private HttpResponse send(
      String method,
      Caller caller,
      UpstreamCredential.Granted shown,
      HttpFields more,
      List<ByteBuffer> body,
      Patience patience)
      throws UpstreamException, InterruptedException {
    HttpCall call =
        new HttpCall(
            method,
            target,
            more.and(fields).and(shown.fields()),
            body,
            patience.head(),
            patience.idle(),
            patience.replayable());
    try {
      return pool.send(destination.as(caller.principal().id()), call);
    } catch (HttpFailure failure) {
      throw new UpstreamException(words(failure, patience), failure);
    }
  }

  /** Whoever was reached has no firewall before him, and no wrong port. */
  private static String words(HttpFailure failure, Patience patience) {
    return switch (failure.kind()) {
      case UNRESOLVED, REFUSED, EXHAUSTED, UNREACHABLE, UNTRUSTED, NOT_TLS, TIMED_OUT, CLOSED ->
          "the server could not be reached: " + failure.getMessage();
      case SILENT ->
          "the server was reached, and did not answer within %d s"
              .formatted(Math.max(1, patience.head().toSeconds()));
      case DISCONNECTED -> "the server was reached, and closed the connection without an answer";
      case MALFORMED -> "the server was reached, and its answer is no HTTP";
      case TOO_LARGE -> "the server was reached, and the head of its answer is too large";
    };
  }

  private static String target(URI url) {
    String path = path(url);
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  private static String path(URI url) {
    return url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
  }

  /**
   * How long to wait for an answer.
   *
   * @param head for its head
   * @param idle between two arrivals of its body
   * @param replayable whether sending the request twice does no harm
   */
  record Patience(Duration head, Duration idle, boolean replayable) {
    static Patience of(Duration timeout) {
      return new Patience(timeout, timeout, false);
    }

    /** For a request whose caller keeps the time, and interrupts. */
    static Patience endless() {
      return new Patience(HttpCall.FOREVER, HttpCall.FOREVER, false);
    }

    static Patience untilClosed(Duration head) {
      return new Patience(head, HttpCall.FOREVER, false);
    }

    Patience twice() {
      return new Patience(head, idle, true);
    }
  }
}
