package io.portreeve.testkit.attack;

import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.sse.SseEvent;
import io.portreeve.mcp.sse.SseParser;
import io.portreeve.mcp.sse.SseRefused;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client of revision 2025-11-25 over Streamable HTTP, which every server of the SDKs serves. Each
 * request has a connection of its own: what a server breaks off is that call's, and no other's.
 */
final class Session {
  private static final String REVISION = "2025-11-25";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PAGES = 100;
  private static final int LONGEST = 16 << 20;

  private final URI url;
  private final Map<String, String> headers;
  private Optional<String> id = Optional.empty();
  private long last;

  private Session(URI url, Map<String, String> headers) {
    this.url = url;
    this.headers = headers;
  }

  static Session open(URI url, Map<String, String> headers)
      throws IOException, InterruptedException {
    Session session = new Session(url, headers);
    JsonObject we = JsonObject.empty().with("name", "portreeve-testkit").with("version", "1");
    JsonObject params =
        JsonObject.empty()
            .with("protocolVersion", REVISION)
            .with("capabilities", JsonObject.empty())
            .with("clientInfo", we);
    var _ = session.result("initialize", params);
    session.tell("notifications/initialized");
    return session;
  }

  List<Tool> tools() throws IOException, InterruptedException {
    List<Tool> tools = new ArrayList<>();
    JsonObject params = JsonObject.empty();
    for (int page = 0; page < PAGES; page++) {
      JsonObject result = result("tools/list", params);
      for (Json tool : result.array("tools").orElse(JsonArray.empty())) {
        tools.add(new Tool((JsonObject) tool));
      }
      Optional<String> next = result.string("nextCursor");
      if (next.isEmpty()) {
        return tools;
      }
      params = JsonObject.empty().with("cursor", next.get());
    }
    throw new IOException("the server's list of tools does not end");
  }

  /** Calls a tool; a server that breaks off where a tool throws has not done what it was told. */
  Answer call(String tool, JsonObject arguments) throws InterruptedException {
    JsonObject params = JsonObject.empty().with("name", tool).with("arguments", arguments);
    try {
      return Answer.of(ask("tools/call", params));
    } catch (IOException broken) {
      return new Answer(true, "no answer: " + broken.getMessage());
    }
  }

  private JsonObject result(String method, JsonObject params)
      throws IOException, InterruptedException {
    JsonObject response = ask(method, params);
    return response
        .object("result")
        .orElseThrow(
            () -> new IOException("the server refuses %s: %s".formatted(method, response)));
  }

  private JsonObject ask(String method, JsonObject params)
      throws IOException, InterruptedException {
    long number = ++last;
    JsonObject message = message(method).with("id", number).with("params", params);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> response = send(http, message);
      try (InputStream body = response.body()) {
        return answer(method, number, response, body);
      } finally {
        http.shutdownNow();
      }
    }
  }

  private static JsonObject answer(
      String method, long number, HttpResponse<InputStream> response, InputStream body)
      throws IOException {
    String type = response.headers().firstValue("content-type").orElse("");
    if (type.startsWith("text/event-stream")) {
      return streamed(body, number);
    }
    byte[] whole = body.readNBytes(LONGEST);
    if (response.statusCode() != 200 && !type.startsWith("application/json")) {
      throw new IOException(
          "the server answers %s with %d".formatted(method, response.statusCode()));
    }
    return read(whole);
  }

  private void tell(String method) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      send(http, message(method)).body().close();
    }
  }

  private HttpResponse<InputStream> send(HttpClient http, JsonObject message)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .header("accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(message.toBytes()));
    headers.forEach(request::setHeader);
    id.ifPresent(session ->
        request.header("mcp-session-id", session).header("mcp-protocol-version", REVISION));
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (id.isEmpty()) {
      id = response.headers().firstValue("mcp-session-id");
    }
    return response;
  }

  /** What the server says besides the answer is passed over. */
  private static JsonObject streamed(InputStream body, long number) throws IOException {
    SseParser parser = new SseParser(LONGEST, LONGEST);
    byte[] piece = new byte[8 * 1024];
    for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
      try {
        for (SseEvent event : parser.feed(piece, 0, count)) {
          if (event.isEmpty()) {
            continue;
          }
          JsonObject message = read(event.data());
          if (message.get("id").equals(Optional.of(JsonNumber.of(number)))
              && !message.has("method")) {
            return message;
          }
        }
      } catch (SseRefused refused) {
        throw new IOException("the server's stream cannot be read", refused);
      }
    }
    throw new IOException("the server's stream ended before its answer");
  }

  private static JsonObject message(String method) {
    return JsonObject.empty().with("jsonrpc", "2.0").with("method", method);
  }

  private static JsonObject read(byte[] bytes) throws IOException {
    try {
      if (JsonReader.read(bytes, JsonLimits.defaults()) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonRefused refused) {
      throw new IOException("the server's answer is no JSON", refused);
    }
    throw new IOException("the server's answer is no JSON object");
  }
}
