package io.portreeve.gateway.login;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks authorization servers, and servers for what they publish: bounded in size and in time as a
 * whole, and following no redirect.
 */
final class Fetcher {
  private final Documents documents;

  /**
   * Over these connections, which vet every address.
   *
   * @param patience how long one answer may take, to its last byte
   */
  Fetcher(HttpPool pool, Duration patience) {
    this(Documents.postedOnce(pool, patience));
  }

  /** Over others' connections, which must post nothing twice. */
  Fetcher(Documents documents) {
    this.documents = documents;
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
    return fetched(uri, () -> documents.get(uri, HttpFields.empty()));
  }

  /** The first that is there: one that says something wrong is not passed over for another. */
  Fetched first(List<URI> places, String none) throws LoginFailed, InterruptedException {
    for (URI place : places) {
      Fetched answer = get(place);
      if (answer.isGood()) {
        return answer;
      }
      if (answer.status() / 100 != 4) {
        throw new LoginFailed("HTTP " + answer.status() + " from " + Links.origin(place));
      }
    }
    throw new LoginFailed(none);
  }

  Fetched post(URI uri, JsonObject body) throws LoginFailed, InterruptedException {
    return fetched(uri, () -> documents.json(uri, HttpFields.empty(), body.toBytes()));
  }

  /** Never twice: codes and rotating refresh tokens are good once. */
  Fetched post(URI uri, HttpFields more, Map<String, String> form)
      throws LoginFailed, InterruptedException {
    return fetched(uri, () -> documents.form(uri, more, encoded(form)));
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private interface Asked {
    Documents.Answer answer() throws DocumentUnavailable, InterruptedException;
  }

  /** What is told of a failure names the server alone: what else an address says is for it. */
  private static Fetched fetched(URI uri, Asked asked) throws LoginFailed, InterruptedException {
    try {
      Documents.Answer answer = asked.answer();
      return new Fetched(answer.status(), json(answer.body()));
    } catch (DocumentUnavailable unavailable) {
      throw new LoginFailed(unavailable.reason() + ": " + Links.origin(uri));
    }
  }

  private static JsonObject json(byte[] body) {
    try {
      return JsonReader.read(body, JsonLimits.defaults()) instanceof JsonObject object
          ? object
          : JsonObject.empty();
    } catch (JsonRefused none) {
      return JsonObject.empty();
    }
  }
}
