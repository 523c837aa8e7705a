package io.portreeve.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as a scripted server received it.
 *
 * @param fields by lower-case name
 */
public record HttpAsked(
    String method, String target, Map<String, List<String>> fields, String body) {
  /** The only value of a field; fails the test if there are several. */
  public Optional<String> field(String name) {
    List<String> values = fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    if (values.size() > 1) {
      throw new AssertionError(name + " came " + values.size() + " times");
    }
    return values.stream().findFirst();
  }

  /** The body as JSON. */
  public JsonObject json() {
    return (JsonObject) Jsons.read(body.getBytes(UTF_8));
  }

  /** The JSON-RPC method of the body; empty text if it has none. */
  public String rpcMethod() {
    return body.isEmpty() ? "" : json().string("method").orElse("");
  }

  /** The parameters of the body. */
  public JsonObject params() {
    return json().object("params").orElse(JsonObject.empty());
  }

  /** A result for this request; single quotes stand for double ones. */
  public String result(String json) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id() + ",\"result\":" + json.replace('\'', '"') + "}";
  }

  /** An error for this request. */
  public String error(int code, String text) {
    return error(code, text, "{}");
  }

  /** An error for this request, with data. */
  public String error(int code, String text, String data) {
    return "{\"jsonrpc\":\"2.0\",\"id\":"
        + id()
        + ",\"error\":{\"code\":"
        + code
        + ",\"message\":\""
        + text
        + "\",\"data\":"
        + data.replace('\'', '"')
        + "}}";
  }

  /** The JSON of the id of the request. */
  public String id() {
    return json().get("id").map(Object::toString).orElse("null");
  }
}
