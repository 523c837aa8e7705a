package io.portreeve.mcp.legacy;

import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;

/** Content for revisions that lack some of its kinds: a fixed notice takes the place of those. */
final class OldContent {
  private static final String STRUCTURED = "structuredContent";

  private OldContent() {}

  static JsonObject ofTool(JsonObject result, Revision revision) {
    if (revision.atLeast(Revision.V2025_06_18)) {
      return result;
    }
    JsonObject plain = result.without(STRUCTURED);
    return plain
        .array("content")
        .map(blocks -> plain.with("content", blocks.map(block -> carried(block, revision))))
        .orElse(plain);
  }

  static JsonObject ofPrompt(JsonObject result, Revision revision) {
    if (revision.atLeast(Revision.V2025_06_18)) {
      return result;
    }
    return result
        .array("messages")
        .map(messages -> result.with("messages", messages.map(said -> message(said, revision))))
        .orElse(result);
  }

  private static Json message(Json said, Revision revision) {
    return said instanceof JsonObject message
        ? message
            .object("content")
            .<Json>map(content -> message.with("content", carried(content, revision)))
            .orElse(message)
        : said;
  }

  private static Json carried(Json block, Revision revision) {
    if (!(block instanceof JsonObject content)) {
      return block;
    }
    return switch (content.string("type").orElse("")) {
      case "resource_link" -> notice("a link to a resource");
      case "audio" -> revision.atLeast(Revision.V2025_03_26) ? block : notice("audio");
      default -> block;
    };
  }

  private static JsonObject notice(String what) {
    return text("[" + what + " was left out: the client's protocol revision cannot carry it]");
  }

  static JsonObject text(String text) {
    return JsonObject.builder().put("type", "text").put("text", text).build();
  }

  /** The same blocks with the text of a structured value, unless there is text already. */
  static JsonArray withText(JsonArray blocks, Json structured) {
    boolean hasText =
        blocks.stream()
            .anyMatch(block ->
                block instanceof JsonObject content
                    && content.string("type").filter("text"::equals).isPresent());
    if (hasText) {
      return blocks;
    }
    var all = new ArrayList<Json>();
    blocks.forEach(all::add);
    all.add(text(structured.toString()));
    return JsonArray.of(all);
  }
}
