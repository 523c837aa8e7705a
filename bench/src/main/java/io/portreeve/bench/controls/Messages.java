package io.portreeve.bench.controls;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages, by size. Each fits the definitions that its server shows. */
final class Messages {
  /** How large the messages are, in KiB. */
  static final List<Integer> SIZES = List.of(1, 16, 64);

  private Messages() {}

  static int bytes(ServerMessage message) {
    if (message instanceof Result result) {
      return result.json().toBytes().length;
    }
    throw new IllegalArgumentException("only results are judged here");
  }

  /** All of one size. */
  static List<Sample> of(int kib, boolean memory) {
    int bytes = kib << 10;
    String files = "files" + kib;
    String text = new Prose(kib).of(bytes - 60);
    CallTool note = call("add_note", JsonObject.empty().with("text", text));
    CallTool search = call("search_rows", JsonObject.empty().with("query", "orders"));
    CallTool read = call("read_page", JsonObject.empty().with("page", "orders"));
    List<Sample> all = new ArrayList<>();
    all.add(new Sample("call", files, kib, note, Optional.empty(), text));
    all.add(said("JSON result", files, kib, search, rows(bytes)));
    all.add(said("text result", files, kib, read, text(text)));
    all.add(said("definitions", files, kib, new ListTools(JsonObject.empty()), definitions(kib)));
    if (memory) {
      CallTool graph = call("read_graph", JsonObject.empty());
      all.add(said("memory", "memory" + kib, kib, graph, graph(bytes)));
    }
    return all;
  }

  private static Sample said(String name, String server, int kib, Request asked, Result said) {
    Result received = said.withJson(received(said.json()));
    return new Sample(name, server, kib, asked, Optional.of(received), "show the orders");
  }

  /** As it is once it came over the wire. */
  private static JsonObject received(JsonObject built) {
    try {
      return (JsonObject) JsonReader.read(built.toBytes(), JsonLimits.defaults());
    } catch (JsonRefused refused) {
      throw new IllegalStateException("the bench's own messages are no JSON", refused);
    }
  }

  static CallTool call(String tool, JsonObject arguments) {
    return new CallTool(
        received(JsonObject.empty().with("name", tool).with("arguments", arguments)));
  }

  /** The call that writes all that a memory of this size shows. */
  static CallTool remembering(int kib) {
    return call("create_entities", JsonObject.empty().with("entities", entities(kib << 10)));
  }

  /** What a memory answers to that. */
  static ToolResult remembered(int kib) {
    JsonArray entities = entities(kib << 10);
    return text(entities.toString());
  }

  private static ToolResult text(String text) {
    JsonObject block = JsonObject.empty().with("type", "text").with("text", text);
    return new ToolResult(
        JsonObject.empty()
            .with("resultType", "complete")
            .with("content", JsonArray.of(List.of(block))));
  }

  /** Half of it structured, and half the same as text. */
  private static ToolResult structured(JsonObject value) {
    return new ToolResult(text(value.toString()).json().with("structuredContent", value));
  }

  private static ToolResult rows(int bytes) {
    List<Json> rows = new ArrayList<>();
    Prose prose = new Prose(bytes);
    for (int i = 0; 2.2 * 110 * (rows.size() + 1) < bytes; i++) {
      rows.add(
          JsonObject.empty()
              .with("id", i)
              .with("name", "report-" + i)
              .with("active", i % 3 == 0)
              .with("note", prose.of(50)));
    }
    return structured(
        JsonObject.empty().with("total", rows.size()).with("rows", JsonArray.of(rows)));
  }

  /** Rows that are none. */
  static ToolResult wrong() {
    return structured(JsonObject.empty().with("total", "many"));
  }

  private static ToolResult graph(int bytes) {
    return structured(
        JsonObject.empty()
            .with("entities", entities(bytes))
            .with("relations", JsonArray.of(List.of())));
  }

  private static JsonArray entities(int bytes) {
    List<Json> entities = new ArrayList<>();
    Prose prose = new Prose(bytes + 1L);
    for (int i = 0; 2.2 * 150 * (entities.size() + 1) < bytes; i++) {
      entities.add(
          JsonObject.empty()
              .with("name", "branch-" + i)
              .with("entityType", "branch")
              .with("observations", JsonArray.ofStrings(List.of(prose.of(80)))));
    }
    return JsonArray.of(entities);
  }

  /** What the file server of this size shows: three tools that are called, and more to fill. */
  static ToolList definitions(int kib) {
    List<Json> tools = new ArrayList<>();
    tools.add(tool("add_note", "text"));
    tools.add(tool("search_rows", "query").with("outputSchema", Schemas.ROWS));
    tools.add(tool("read_page", "page"));
    int more = tool("list_topic_10", "topic").toBytes().length;
    int size = JsonArray.of(tools).toBytes().length;
    for (int i = 10; size + more < kib << 10; i++, size += more) {
      tools.add(tool("list_topic_" + i, "topic"));
    }
    return list(tools);
  }

  /** What a memory shows. */
  static ToolList memoryTools() {
    return list(
        List.of(
            JsonObject.empty().with("name", "create_entities").with("inputSchema", Schemas.ANY),
            JsonObject.empty().with("name", "read_graph").with("inputSchema", Schemas.ANY)));
  }

  private static ToolList list(List<Json> tools) {
    return new ToolList(
        JsonObject.empty()
            .with("resultType", "complete")
            .with("tools", JsonArray.of(tools))
            .with("ttlMs", 60_000)
            .with("cacheScope", "public"));
  }

  private static JsonObject tool(String name, String argument) {
    return JsonObject.empty()
        .with("name", name)
        .with("description", "Shows what the branches told.")
        .with("inputSchema", Schemas.text(argument));
  }
}
