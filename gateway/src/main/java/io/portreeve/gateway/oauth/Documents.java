package io.portreeve.gateway.oauth;

import io.portreeve.gateway.http.Destination;
import io.portreeve.gateway.http.HttpCall;
import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.HttpResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches what issuers publish: bounded in size and time, and following no redirect. */
final class Documents {
  private static final int LARGEST = 512 * 1024;
  private static final int OK = 200;

  private final HttpPool pool;
  private final Duration patience;

  /**
   * Over these connections.
   *
   * @param patience how long one may take, from its address to the last byte
   */
  Documents(HttpPool pool, Duration patience) {
    this.pool = pool;
    this.patience = patience;
  }

  /** How long one may take. */
  Duration patience() {
    return patience;
  }

  /** The body of a good answer. */
  byte[] get(URI uri) throws IssuerUnavailable, InterruptedException {
    HttpFields fields = HttpFields.of("accept", "application/json");
    return send(uri, HttpCall.of("GET", target(uri), fields, new byte[0]).asReplayable());
  }

  /** The answer to a form. */
  byte[] post(URI uri, String authorization, String form)
      throws IssuerUnavailable, InterruptedException {
    HttpFields fields =
        HttpFields.builder()
            .add("accept", "application/json")
            .add("authorization", authorization)
            .add("content-type", "application/x-www-form-urlencoded")
            .build();
    byte[] body = form.getBytes(StandardCharsets.US_ASCII);
    return send(uri, HttpCall.of("POST", target(uri), fields, body).asReplayable());
  }

  /** On a thread of its own, which is given up when the time is over, wherever it hangs. */
  private byte[] send(URI uri, HttpCall call) throws IssuerUnavailable, InterruptedException {
    FutureTask<byte[]> sending = new FutureTask<>(() -> answered(uri, call));
    Thread.ofVirtual().name("issuer-document").start(sending);
    try {
      return sending.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw new IssuerUnavailable("timed out: " + uri);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof IssuerUnavailable unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("a fault of ours", failed.getCause());
    } finally {
      sending.cancel(true);
    }
  }

  private byte[] answered(URI uri, HttpCall call) throws IssuerUnavailable, InterruptedException {
    try (HttpResponse answer =
        pool.send(Destination.of(uri), call.withTimeouts(patience, patience))) {
      if (answer.status() != OK) {
        throw new IssuerUnavailable("HTTP " + answer.status() + " from " + uri);
      }
      return answer.body(LARGEST);
    } catch (HttpFailure failure) {
      throw new IssuerUnavailable(failure.getMessage() + ": " + uri);
    } catch (IllegalArgumentException unusable) {
      throw new IssuerUnavailable("an address that leads nowhere: " + uri);
    }
  }

  private static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
