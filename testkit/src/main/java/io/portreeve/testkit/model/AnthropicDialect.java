package io.portreeve.testkit.model;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.model.ModelAsked.By;
import io.portreeve.testkit.model.ModelAsked.Heard;
import io.portreeve.testkit.model.ModelTurn.Says;
import io.portreeve.testkit.model.ModelTurn.Use;
import io.portreeve.testkit.server.HttpAsked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Anthropic's messages. */
final class AnthropicDialect implements Dialect {
  @Override
  public ModelAsked read(HttpAsked request) {
    JsonObject body = request.json();
    return new ModelAsked(
        request,
        request.field("x-api-key"),
        body.string("model").orElse(""),
        body.bool("stream").orElse(false),
        Contents.text(body.get("system")),
        Contents.objects(body, "messages").flatMap(AnthropicDialect::heard).toList(),
        Contents.objects(body, "tools").map(tool -> Contents.tool(tool, "input_schema")).toList());
  }

  /** Results of tools are blocks of a user's message there. */
  private static Stream<Heard> heard(JsonObject message) {
    List<JsonObject> blocks = blocks(message);
    Stream<Heard> results =
        ofType(blocks, "tool_result")
            .map(block ->
                new Heard(
                    By.TOOL,
                    Contents.text(block.get("content")),
                    block.string("tool_use_id").orElse(""),
                    List.of()));
    String text = Contents.text(message.get("content"));
    List<Use> uses = ofType(blocks, "tool_use").map(AnthropicDialect::use).toList();
    Stream<Heard> rest =
        text.isEmpty() && uses.isEmpty()
            ? Stream.of()
            : Stream.of(new Heard(Contents.by(message), text, "", uses));
    return Stream.concat(results, rest);
  }

  private static List<JsonObject> blocks(JsonObject message) {
    return message.array("content").map(Contents::objects).orElse(Stream.of()).toList();
  }

  private static Stream<JsonObject> ofType(List<JsonObject> blocks, String type) {
    return blocks.stream().filter(block -> block.string("type").orElse("").equals(type));
  }

  private static Use use(JsonObject block) {
    return new Use(
        block.string("id").orElse(""),
        block.string("name").orElse(""),
        block.get("input").map(Json::toString).orElse(""));
  }

  @Override
  public Speech speech() {
    return new AnthropicSpeech();
  }

  @Override
  public JsonObject whole(Says says) {
    List<JsonObject> content = new ArrayList<>();
    if (!says.text().isEmpty()) {
      content.add(JsonObject.of("type", JsonString.of("text")).with("text", says.text()));
    }
    says.uses().forEach(use -> content.add(block(use, Jsons.read(bytes(use.arguments())))));
    return message()
        .with("content", JsonArray.of(content))
        .with("stop_reason", stop(says))
        .with("usage", usage());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static JsonObject block(Use use, Json input) {
    return JsonObject.of("type", JsonString.of("tool_use"))
        .with("id", use.id())
        .with("name", use.tool())
        .with("input", input);
  }

  static JsonObject message() {
    return JsonObject.of("id", JsonString.of("msg_1"))
        .with("type", "message")
        .with("role", "assistant")
        .with("model", "scripted")
        .with("content", JsonArray.empty())
        .with("stop_reason", JsonNull.NULL)
        .with("stop_sequence", JsonNull.NULL);
  }

  static JsonObject usage() {
    return JsonObject.of("input_tokens", Counts.IN).with("output_tokens", Counts.OUT);
  }

  static Json stop(Says says) {
    return JsonString.of(
        switch (says.ending()) {
          case LENGTH -> "max_tokens";
          case DECLINED -> "refusal";
          default -> says.uses().isEmpty() ? "end_turn" : "tool_use";
        });
  }

  @Override
  public JsonObject error(int status, String message) {
    return JsonObject.of("type", JsonString.of("error"))
        .with("error", JsonObject.of("type", JsonString.of(kind(status))).with("message", message))
        .with("request_id", "req_1");
  }

  private static String kind(int status) {
    return switch (status) {
      case 400 -> "invalid_request_error";
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 529 -> "overloaded_error";
      default -> "api_error";
    };
  }
}
