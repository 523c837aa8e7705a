package io.portreeve.gateway.login;

import io.portreeve.gateway.http.Destination;
import io.portreeve.gateway.http.HttpCall;
import io.portreeve.gateway.http.HttpFailure;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.HttpResponse;
import io.portreeve.gateway.waiting.InTime;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Asks authorization servers, and servers for what they publish: bounded in size and in time as a
 * whole, and following no redirect.
 */
final class Fetcher {
  private static final int LARGEST = 256 * 1024;
  private static final JsonLimits LIMITS = JsonLimits.defaults().withBytes(LARGEST);

  private final HttpPool pool;
  private final Duration patience;

  /**
   * Over these connections, which vet every address.
   *
   * @param patience how long one answer may take, to its last byte
   */
  Fetcher(HttpPool pool, Duration patience) {
    this.pool = pool;
    this.patience = patience;
  }

  /**
   * An answer.
   *
   * @param json its body; no members if that is no JSON object
   */
  record Fetched(int status, JsonObject json) {
    boolean isGood() {
      return status / 100 == 2;
    }
  }

  Fetched get(URI uri) throws LoginFailed, InterruptedException {
    HttpFields fields = HttpFields.of("accept", "application/json");
    return send(uri, HttpCall.of("GET", target(uri), fields, new byte[0]).asReplayable());
  }

  Fetched post(URI uri, JsonObject body) throws LoginFailed, InterruptedException {
    HttpFields fields =
        HttpFields.of("accept", "application/json", "content-type", "application/json");
    return send(uri, HttpCall.of("POST", target(uri), fields, body.toBytes()));
  }

  /** Never twice: codes and rotating refresh tokens are good once. */
  Fetched post(URI uri, HttpFields more, Map<String, String> form)
      throws LoginFailed, InterruptedException {
    HttpFields fields =
        more.and("accept", "application/json")
            .and("content-type", "application/x-www-form-urlencoded");
    byte[] body = encoded(form).getBytes(StandardCharsets.US_ASCII);
    return send(uri, HttpCall.of("POST", target(uri), fields, body));
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** On a thread of its own, which is given up when the time is over, wherever it hangs. */
  private Fetched send(URI uri, HttpCall call) throws LoginFailed, InterruptedException {
    try {
      return InTime.call("login-document", patience, () -> answered(uri, call));
    } catch (TimeoutException late) {
      throw new LoginFailed("no answer in time from " + Links.origin(uri));
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof LoginFailed known) {
        throw known;
      }
      throw new IllegalStateException("a fault of ours", failed.getCause());
    }
  }

  private Fetched answered(URI uri, HttpCall call) throws LoginFailed, InterruptedException {
    try (HttpResponse answer =
        pool.send(Destination.of(uri), call.withTimeouts(patience, patience))) {
      return new Fetched(answer.status(), json(answer.body(LARGEST)));
    } catch (HttpFailure failure) {
      throw new LoginFailed(failure.getMessage() + ": " + Links.origin(uri));
    }
  }

  private static JsonObject json(byte[] body) {
    try {
      return JsonReader.read(body, LIMITS) instanceof JsonObject object
          ? object
          : JsonObject.empty();
    } catch (JsonRefused none) {
      return JsonObject.empty();
    }
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
