package io.portreeve.gateway.replay;

import io.portreeve.guard.Subject;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** What a use was about, and with which arguments, as the fields of its record tell it. */
final class RecordedThing {
  /** Longer names are cut in records. */
  private static final int LONGEST = 500;

  private RecordedThing() {}

  static Optional<Subject> subject(JsonObject fields) {
    ServerId server = new ServerId(fields.string("server").orElse(""));
    Optional<Subject> tool =
        name(fields, "tool").map(it -> new Subject.OfTool(server, new ToolName(it)));
    Optional<Subject> prompt =
        name(fields, "prompt").map(it -> new Subject.OfPrompt(server, new PromptName(it)));
    Optional<Subject> resource =
        name(fields, "resource").map(it -> new Subject.OfResource(server, new ResourceUri(it)));
    return tool.or(() -> prompt).or(() -> resource);
  }

  private static Optional<String> name(JsonObject fields, String kind) {
    return fields.string(kind).filter(text -> !text.isEmpty() && text.length() <= LONGEST);
  }

  /** Of what is read the address is the only one; others are there if nothing was left out. */
  static Optional<JsonObject> arguments(JsonObject fields) {
    if (fields.string("method").equals(Optional.of("resources/read"))) {
      return name(fields, "resource").map(uri -> JsonObject.empty().with("uri", uri));
    }
    boolean full = fields.string("values").equals(Optional.of("full"));
    return full && !wasRewritten(fields) ? fields.object("arguments") : Optional.empty();
  }

  /** The record has them as they came; the rules saw what a control had made of them. */
  private static boolean wasRewritten(JsonObject fields) {
    return fields.array("decisions").stream()
        .flatMap(decisions -> decisions.stream())
        .anyMatch(RecordedThing::isRewrite);
  }

  private static boolean isRewrite(Json decision) {
    return decision instanceof JsonObject said
        && said.string("verdict").equals(Optional.of("rewrite"));
  }
}
