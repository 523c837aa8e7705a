package io.portreeve.bench.growth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/** What clients and servers say, as it is once it was received. */
final class Said {
  private static final String SCHEMAS =
      """
      {"inputSchema":{"type":"object","properties":{
         "query":{"type":"string","maxLength":4000},
         "folder":{"type":"string"},
         "limit":{"type":"integer","minimum":1,"maximum":1000}},
        "required":["query","limit"],"additionalProperties":false},
       "outputSchema":{"type":"object","properties":{
         "total":{"type":"integer","minimum":0},
         "rows":{"type":"array","items":{"type":"object","properties":{
           "id":{"type":"integer"},"name":{"type":"string"},"note":{"type":"string"}},
          "required":["id","name"],"additionalProperties":false}}},
        "required":["total","rows"],"additionalProperties":false}}
      """;
  private static final String QUERY = "quarterly figures of the northern branch ".repeat(15);
  private static final JsonObject ARGUMENTS =
      received(JsonObject.of("query", JsonString.of(QUERY)));
  private static final int ROWS = 6;

  private Said() {}

  static CallTool call(String tool, String folder, int limit) {
    JsonObject arguments = ARGUMENTS.with("folder", folder).with("limit", limit);
    return new CallTool(JsonObject.empty().with("name", tool).with("arguments", arguments));
  }

  /** About 1 KiB: half of it structured, and half the same as text. */
  static ToolResult result() {
    List<Json> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          JsonObject.empty()
              .with("id", i)
              .with("name", "report-" + i)
              .with("note", "Quarterly figures, checked and filed."));
    }
    JsonObject value = JsonObject.empty().with("total", ROWS).with("rows", JsonArray.of(rows));
    JsonObject block = JsonObject.empty().with("type", "text").with("text", value.toString());
    return new ToolResult(
        received(
            JsonObject.empty()
                .with("resultType", "complete")
                .with("content", JsonArray.of(block))
                .with("structuredContent", value)));
  }

  /** The name of a tool. */
  static String tool(int number) {
    return "search_" + number;
  }

  /** Some of the tools: a page of a list. */
  static ToolList tools(int first, int count) {
    JsonObject schemas = received(json(SCHEMAS));
    List<Json> tools = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      tools.add(
          JsonObject.empty()
              .with("name", tool(i))
              .with("description", "Finds what was told of topic " + i + ".")
              .with("inputSchema", schemas.object("inputSchema").orElseThrow())
              .with("outputSchema", schemas.object("outputSchema").orElseThrow()));
    }
    return new ToolList(
        received(
            JsonObject.empty()
                .with("resultType", "complete")
                .with("tools", JsonArray.of(tools))
                .with("ttlMs", 60_000)
                .with("cacheScope", "public")));
  }

  private static JsonObject received(JsonObject built) {
    return json(built.toString().replace("\n", ""));
  }

  private static JsonObject json(String text) {
    try {
      byte[] bytes = text.getBytes(UTF_8);
      return (JsonObject) JsonReader.read(bytes, JsonLimits.defaults());
    } catch (JsonRefused refused) {
      throw new IllegalStateException("the bench's own messages are no JSON", refused);
    }
  }
}
