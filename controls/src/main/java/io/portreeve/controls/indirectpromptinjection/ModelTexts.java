package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.guard.Change;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.PromptResult;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonLeaves;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The texts of one message that a model is meant to read, and what became of them; confined to it.
 * Names, addresses, blobs and structured content are for programs, and stay.
 */
final class ModelTexts {
  private static final JsonPointer ROOT = JsonPointer.root();

  private final UnaryOperator<String> mark;
  private final List<Change> changes = new ArrayList<>();

  ModelTexts(UnaryOperator<String> mark) {
    this.mark = mark;
  }

  /** What was marked, in the order of the message. */
  List<Change> changes() {
    return List.copyOf(changes);
  }

  ToolResult of(ToolResult result) {
    return result.withJson(inside(result.json(), "content", ROOT, this::block));
  }

  ResourceResult of(ResourceResult result) {
    return result.withJson(inside(result.json(), "contents", ROOT, this::contents));
  }

  PromptResult of(PromptResult result) {
    JsonObject described = text(result.json(), "description", ROOT);
    return result.withJson(inside(described, "messages", ROOT, this::message));
  }

  Progress of(Progress progress) {
    return progress.withParams(text(progress.params(), "message", ROOT));
  }

  /** A log line may be any JSON, and who shows it to a model shows all of it. */
  LogMessage of(LogMessage log) {
    Json data = log.params().get("data").orElseThrow();
    Json marked = JsonLeaves.rewriteStrings(data, (at, text) -> marked("/data" + at, text));
    return log.withParams(log.params().with("data", marked));
  }

  /** What an error tells beside its text is for programs, unless it is a text itself. */
  Failure of(Failure failure) {
    McpError error = failure.error();
    McpError told = error.withMessage(marked("/message", error.message()));
    return new Failure(
        error
            .data()
            .filter(JsonString.class::isInstance)
            .map(data -> told.withData(string((JsonString) data, ROOT.child("data"))))
            .orElse(told));
  }

  private JsonObject message(JsonObject message, JsonPointer at) {
    return inside(message, "content", at, this::block);
  }

  /** Of whatever type it is: what these members hold is text in each. */
  private JsonObject block(JsonObject block, JsonPointer at) {
    JsonObject told = text(text(text(block, "text", at), "title", at), "description", at);
    return inside(told, "resource", at, this::contents);
  }

  private JsonObject contents(JsonObject contents, JsonPointer at) {
    return text(contents, "text", at);
  }

  /** The objects of a member, which is one or a list of them, each after an edit. */
  private static JsonObject inside(
      JsonObject json,
      String name,
      JsonPointer at,
      BiFunction<JsonObject, JsonPointer, JsonObject> edit) {
    JsonPointer member = at.child(name);
    return json.get(name)
        .map(value ->
            switch (value) {
              case JsonObject one -> edit.apply(one, member);
              case JsonArray many -> each(many, member, edit);
              default -> value;
            })
        .map(edited -> json.with(name, edited))
        .orElse(json);
  }

  private static JsonArray each(
      JsonArray many, JsonPointer at, BiFunction<JsonObject, JsonPointer, JsonObject> edit) {
    List<Json> edited = new ArrayList<>(many.size());
    for (Json one : many) {
      edited.add(
          one instanceof JsonObject object ? edit.apply(object, at.child(edited.size())) : one);
    }
    return JsonArray.of(edited);
  }

  private JsonObject text(JsonObject json, String name, JsonPointer at) {
    return json.get(name)
        .filter(JsonString.class::isInstance)
        .map(text -> json.with(name, string((JsonString) text, at.child(name))))
        .orElse(json);
  }

  private JsonString string(JsonString text, JsonPointer at) {
    return JsonString.of(marked(at.toString(), text.value()));
  }

  private String marked(String at, String text) {
    String marked = text.isEmpty() ? text : mark.apply(text);
    if (!marked.equals(text)) {
      changes.add(new Change(at, "marked", 1));
    }
    return marked;
  }
}
