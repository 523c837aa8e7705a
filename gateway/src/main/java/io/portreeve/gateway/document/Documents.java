package io.portreeve.gateway.document;

import io.portreeve.gateway.http.Destination;
import io.portreeve.gateway.http.HttpCall;
import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.http.TlsClient;
import io.portreeve.gateway.waiting.InTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Fetches and asks for documents: bounded in size and time, and following no redirect. */
public final class Documents {
  private static final int LARGEST = 512 * 1024;
  private static final int OK = 200;

  private final HttpPool pool;
  private final Supplier<Duration> patience;
  private final UnaryOperator<HttpCall> posted;
  private final Function<URI, TlsClient> tls;

  private Documents(
      HttpPool pool,
      Supplier<Duration> patience,
      UnaryOperator<HttpCall> posted,
      Function<URI, TlsClient> tls) {
    this.pool = pool;
    this.patience = patience;
    this.posted = posted;
    this.tls = tls;
  }

  /**
   * Over these connections. What finds its connection closed is sent again.
   *
   * @param patience how long one may take, from its address to the last byte
   */
  public Documents(HttpPool pool, Duration patience) {
    this(pool, () -> patience, HttpCall::asReplayable, _ -> TlsClient.platform());
  }

  /** Where what is posted may be good only once, as codes and refresh tokens are: never again. */
  public static Documents postedOnce(HttpPool pool, Duration patience) {
    return new Documents(pool, () -> patience, UnaryOperator.identity(), _ -> TlsClient.platform());
  }

  /**
   * Likewise from whoever proves what this wants, at whatever address, and is shown what it has.
   */
  public Documents by(TlsClient one) {
    return by(_ -> one);
  }

  /** Likewise, as it is for the address. */
  public Documents by(Function<URI, TlsClient> each) {
    return new Documents(pool, patience, posted, each);
  }

  /** Likewise, for all that are wanted before this end, by the same ticker. */
  Documents until(long end, LongSupplier ticker) {
    return new Documents(pool, () -> Duration.ofNanos(end - ticker.getAsLong()), posted, tls);
  }

  /** How long the next one may take. */
  public Duration patience() {
    return patience.get();
  }

  /** The body of a good answer. */
  public byte[] get(URI uri) throws DocumentUnavailable, InterruptedException {
    return good(uri, get(uri, HttpFields.empty()));
  }

  /** What is there, whatever its status. */
  public Answer get(URI uri, HttpFields more) throws DocumentUnavailable, InterruptedException {
    HttpFields fields = more.and("accept", "application/json");
    return send(uri, HttpCall.of("GET", target(uri), fields, new byte[0]).asReplayable());
  }

  /** The answer to a form. */
  public byte[] post(URI uri, String authorization, String form)
      throws DocumentUnavailable, InterruptedException {
    return good(uri, form(uri, HttpFields.of("authorization", authorization), form));
  }

  /**
   * What came of a form: also a refusal says something, where its body is read.
   *
   * @param more header fields besides those that say what it is
   */
  public Answer form(URI uri, HttpFields more, String form)
      throws DocumentUnavailable, InterruptedException {
    HttpFields fields =
        more.and("accept", "application/json")
            .and("content-type", "application/x-www-form-urlencoded");
    byte[] body = form.getBytes(StandardCharsets.US_ASCII);
    return send(uri, posted.apply(HttpCall.of("POST", target(uri), fields, body)));
  }

  /** What came of a JSON text. */
  public Answer json(URI uri, HttpFields more, byte[] body)
      throws DocumentUnavailable, InterruptedException {
    HttpFields fields =
        more.and("accept", "application/json").and("content-type", "application/json");
    return send(uri, posted.apply(HttpCall.of("POST", target(uri), fields, body)));
  }

  /** What came of a message of Protocol Buffers. */
  public Answer protobuf(URI uri, HttpFields more, byte[] body)
      throws DocumentUnavailable, InterruptedException {
    HttpFields fields = more.and("content-type", "application/x-protobuf");
    return send(uri, posted.apply(HttpCall.of("POST", target(uri), fields, body)));
  }

  /** An answer as a whole; redirects are answers too. */
  public static final class Answer {
    private final int status;
    private final byte[] body;

    private Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    public int status() {
      return status;
    }

    /** The whole of it, for whoever reads it. */
    public byte[] body() {
      return body;
    }
  }

  private static byte[] good(URI uri, Answer answer) throws DocumentUnavailable {
    if (answer.status() != OK) {
      throw new DocumentUnavailable("HTTP " + answer.status() + " from " + uri);
    }
    return answer.body();
  }

  /** On a thread of its own, which is given up when the time is over, wherever it hangs. */
  private Answer send(URI uri, HttpCall call) throws DocumentUnavailable, InterruptedException {
    Duration left = patience();
    if (!left.isPositive()) {
      throw new DocumentUnavailable("timed out", uri);
    }
    try {
      return InTime.call("document", left, () -> answered(uri, call.withTimeouts(left, left)));
    } catch (TimeoutException late) {
      throw new DocumentUnavailable("timed out", uri);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof DocumentUnavailable unavailable) {
        throw unavailable;
      }
      throw new IllegalStateException("a fault of ours", failed.getCause());
    }
  }

  private Answer answered(URI uri, HttpCall call) throws DocumentUnavailable, InterruptedException {
    try (HttpResponse answer = pool.send(Destination.of(uri, tls.apply(uri)), call)) {
      return new Answer(answer.status(), answer.body(LARGEST));
    } catch (HttpFailure failure) {
      throw new DocumentUnavailable(String.valueOf(failure.getMessage()), uri);
    } catch (IllegalArgumentException unusable) {
      throw new DocumentUnavailable("an address that leads nowhere", uri);
    }
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
