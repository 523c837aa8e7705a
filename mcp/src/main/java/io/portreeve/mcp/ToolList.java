package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One page of tools. */
public record ToolList(JsonObject json) implements ListResult {
  public ToolList {
    for (JsonObject entry : Members.objects(json, "tools")) {
      var _ = new Tool(entry);
    }
    var _ = Members.optionalString(json, "nextCursor");
  }

  public List<Tool> tools() {
    return Members.objects(json, "tools").stream().map(Tool::new).toList();
  }

  /** The entries that {@code keep} accepts: the same page if it accepts all. */
  public ToolList keepIf(Predicate<Tool> keep) {
    List<Tool> all = tools();
    List<Tool> kept = all.stream().filter(keep).toList();
    return kept.size() == all.size() ? this : with(kept);
  }

  public ToolList map(UnaryOperator<Tool> change) {
    return with(tools().stream().map(change).toList());
  }

  public ToolList with(List<Tool> replacement) {
    List<Json> entries = replacement.stream().<Json>map(Tool::json).toList();
    return new ToolList(json.with("tools", JsonArray.of(entries)));
  }

  @Override
  public ToolList withJson(JsonObject replacement) {
    return new ToolList(replacement);
  }
}
