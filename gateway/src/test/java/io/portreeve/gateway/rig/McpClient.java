package io.portreeve.gateway.rig;

import io.portreeve.mcp.headers.FieldValue;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Jsons;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A client over HTTP that says whatever it is told to, well-behaved where it is told nothing.
 * Single quotes in its JSON stand for double ones.
 */
public final class McpClient {
  /** What every request of the stateless revision says of its sender. */
  public static final String CLAIM =
      "'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{}";

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI endpoint;
  private final String key;

  public McpClient(URI endpoint, String key) {
    this.endpoint = endpoint;
    this.key = key;
  }

  /** The same caller at another address. */
  public McpClient at(URI other) {
    return new McpClient(other, key);
  }

  /** The same without a credential. */
  public McpClient without() {
    return new McpClient(endpoint, "");
  }

  /** What {@code tools/list} answers. */
  public Reply tools() throws IOException, InterruptedException {
    return ask("tools/list", "");
  }

  public Reply call(String tool, String arguments) throws IOException, InterruptedException {
    return ask("tools/call", "'name':" + quoted(tool) + ",'arguments':" + arguments);
  }

  public Reply read(String uri) throws IOException, InterruptedException {
    return ask("resources/read", "'uri':" + quoted(uri));
  }

  /** A request of the stateless revision with these members in its parameters. */
  public Reply ask(String method, String members) throws IOException, InterruptedException {
    return post(request(method, members));
  }

  /** The body of a request of the stateless revision. */
  public static String request(String method, String members) {
    String more = members.isEmpty() ? "" : members + ",";
    return "{'jsonrpc':'2.0','id':7,'method':'"
        + method
        + "','params':{"
        + more
        + "'_meta':{"
        + CLAIM
        + "}}}";
  }

  /** A body of the stateless revision under the header fields that repeat it. */
  public Reply post(String body) throws IOException, InterruptedException {
    return send("POST", body, fields(Jsons.object(body)));
  }

  /** Any request; fields are names and values in turn. */
  public Reply send(String method, String body, String... fields)
      throws IOException, InterruptedException {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(Duration.ofMinutes(1))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes));
    List<String> all = new ArrayList<>(List.of(fields));
    usual(all, "content-type", "application/json");
    usual(all, "accept", "application/json, text/event-stream");
    if (!key.isEmpty()) {
      usual(all, "authorization", "Bearer " + key);
    }
    for (int i = 0; i < all.size(); i += 2) {
      request.header(all.get(i), all.get(i + 1));
    }
    HttpResponse<byte[]> response =
        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Reply(
        response.statusCode(),
        response.headers().map(),
        new String(response.body(), StandardCharsets.UTF_8));
  }

  private static void usual(List<String> fields, String name, String value) {
    for (int i = 0; i < fields.size(); i += 2) {
      if (fields.get(i).toLowerCase(Locale.ROOT).equals(name)) {
        return;
      }
    }
    fields.add(name);
    fields.add(value);
  }

  /** The fields that repeat the body of a request, as a well-behaved client sends them. */
  public static String[] fields(JsonObject body) {
    List<String> fields = new ArrayList<>();
    String method = body.string("method").orElse("");
    JsonObject params = body.object("params").orElse(JsonObject.empty());
    fields.addAll(List.of("mcp-protocol-version", "2026-07-28", "mcp-method", method));
    params
        .string(method.equals("resources/read") ? "uri" : "name")
        .ifPresent(name -> fields.addAll(List.of("mcp-name", FieldValue.encode(name))));
    return fields.toArray(String[]::new);
  }

  private static String quoted(String text) {
    return JsonString.of(text).toString();
  }
}
