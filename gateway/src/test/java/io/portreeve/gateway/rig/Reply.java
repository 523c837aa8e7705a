package io.portreeve.gateway.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.util.List;
import java.util.Map;

/** One answer over HTTP. */
public record Reply(int status, Map<String, List<String>> fields, String body) {
  /** The last message of it, be it the whole body or the last event. */
  public JsonObject last() {
    List<String> messages = messages();
    return (JsonObject) Jsons.read(messages.getLast().getBytes(UTF_8));
  }

  /** Every message of it. */
  public List<String> messages() {
    if (!field("content-type").startsWith("text/event-stream")) {
      return List.of(body);
    }
    return body.lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()))
        .toList();
  }

  /** The first value of a field; empty text if there is none. */
  public String field(String name) {
    return fields.getOrDefault(name, List.of("")).getFirst();
  }

  /** The code of the JSON-RPC error; 0 if it is none. */
  public long error() {
    return last().object("error").flatMap(error -> error.integer("code")).orElse(0L);
  }

  /** The result; fails if there is none. */
  public JsonObject result() {
    return last()
        .object("result")
        .orElseThrow(() -> new AssertionError("no result: " + status + " " + body));
  }

  /** Whether a tool says that it failed. */
  public boolean isError() {
    return result().bool("isError").orElse(false);
  }
}
