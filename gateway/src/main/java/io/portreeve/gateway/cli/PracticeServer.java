package io.portreeve.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.demo.DemoServer;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.HttpStream;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The demo server with two tools more: one whose answers are long, and one that streams them. What
 * it does not understand it leaves to the demo server.
 */
final class PracticeServer implements HttpHandler {
  /** A tool with a long answer of many values, once as such and once as text. */
  static final String REPORT = "report";

  /** The same, after notifications of progress. */
  static final String FOLLOW = "follow";

  private static final HttpFields JSON = HttpFields.of("content-type", "application/json");
  private static final HttpFields EVENTS = HttpFields.of("content-type", "text/event-stream");

  private static final int ROWS = 140;
  private static final int STEPS = 5;

  private static final String DEFINITIONS =
      """
      {"resultType":"complete","ttlMs":60000,"cacheScope":"public","tools":[
        {"name":"add","description":"Adds two integers.",
          "inputSchema":{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},
            "required":["a","b"],"additionalProperties":false},
          "outputSchema":{"type":"object","properties":{"sum":{"type":"integer"}},"required":["sum"]}},
        {"name":"report","description":"Reads the report of a year.","inputSchema":%1$s,"outputSchema":%2$s},
        {"name":"follow","description":"Follows the report of a year.","inputSchema":%1$s,"outputSchema":%2$s}]}
      """;
  private static final String INPUT =
      """
      {"type":"object","properties":{"a":{"type":"integer"},"title":{"type":"string","maxLength":4096},
        "tags":{"type":"array","items":{"type":"string"}},"exact":{"type":"boolean"}},"required":["a"]}\
      """;
  private static final String OUTPUT =
      """
      {"type":"object","required":["rows"],"properties":{"rows":{"type":"array","items":{"type":"object",
        "required":["id","title","score"],"properties":{"id":{"type":"integer","minimum":0},
          "title":{"type":"string","maxLength":200},"score":{"type":"number"},"open":{"type":"boolean"},
          "owner":{"type":["object","null"],"properties":{"name":{"type":"string"}}},
          "tags":{"type":"array","items":{"type":"string"}}}}}}}\
      """;

  private static final String PROGRESS =
      """
      {"jsonrpc":"2.0","method":"notifications/progress",\
      "params":{"progressToken":%s,"progress":%d,"total":5,"message":"read a part of it"}}\
      """;

  private final HttpHandler demo = new DemoServer();
  private final Json definitions = parsed(DEFINITIONS.formatted(INPUT, OUTPUT).getBytes(UTF_8));
  private final JsonObject report = report();

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    if (!(parsed(request.body()) instanceof JsonObject message)) {
      demo.handle(request, reply);
      return;
    }
    switch (asked(message)) {
      case "tools/list" -> reply.send(200, JSON, answer(message, definitions));
      case REPORT -> reply.send(200, JSON, answer(message, report));
      case FOLLOW -> follow(message, reply);
      default -> demo.handle(request, reply);
    }
  }

  /** The method, or the tool that is called. */
  private static String asked(JsonObject message) {
    Optional<String> tool = message.object("params").flatMap(params -> params.string("name"));
    return tool.or(() -> message.string("method")).orElse("");
  }

  private static byte[] answer(JsonObject request, Json result) {
    return JsonObject.empty()
        .with("jsonrpc", "2.0")
        .with("id", request.get("id").orElse(JsonNull.NULL))
        .with("result", result)
        .toBytes();
  }

  private static Json parsed(byte[] text) {
    try {
      return JsonReader.read(text, JsonLimits.defaults());
    } catch (JsonRefused malformed) {
      return JsonNull.NULL;
    }
  }

  private void follow(JsonObject request, HttpReply reply) throws Exception {
    Json token =
        request
            .object("params")
            .flatMap(params -> params.object("_meta"))
            .flatMap(meta -> meta.get("progressToken"))
            .orElse(JsonNull.NULL);
    try (HttpStream stream = reply.stream(200, EVENTS)) {
      for (int step = 1; step <= STEPS; step++) {
        stream.write(event(PROGRESS.formatted(token, step)));
      }
      stream.write(event(new String(answer(request, report), UTF_8)));
    }
  }

  private static byte[] event(String message) {
    return ("data: " + message + "\n\n").getBytes(UTF_8);
  }

  private static JsonObject report() {
    List<Json> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      rows.add(row(row));
    }
    JsonObject content = JsonObject.of("rows", JsonArray.of(rows));
    JsonObject text = JsonObject.empty().with("type", "text").with("text", content.toString());
    return JsonObject.empty()
        .with("resultType", "complete")
        .with("content", JsonArray.of(text))
        .with("structuredContent", content);
  }

  private static Json row(int row) {
    JsonObject owner = JsonObject.empty().with("name", row % 7 == 0 ? "Zoë Müller" : "Jo Miller");
    return JsonObject.empty()
        .with("id", row)
        .with("title", "What the northern branch says \"it\" did in month " + row)
        .with("score", JsonNumber.of(row / 8.0))
        .with("open", row % 2 == 0)
        .with("owner", row % 5 == 0 ? JsonNull.NULL : (Json) owner)
        .with("tags", JsonArray.ofStrings(List.of("finance", "north", "month" + row)));
  }
}
