package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One page of prompts. */
public record PromptList(JsonObject json) implements ListResult {
  public PromptList {
    for (JsonObject entry : Members.objects(json, "prompts")) {
      var _ = new Prompt(entry);
    }
    var _ = Members.optionalString(json, "nextCursor");
  }

  public List<Prompt> prompts() {
    return Members.objects(json, "prompts").stream().map(Prompt::new).toList();
  }

  /** The entries that {@code keep} accepts: the same page if it accepts all. */
  public PromptList keepIf(Predicate<Prompt> keep) {
    List<Prompt> all = prompts();
    List<Prompt> kept = all.stream().filter(keep).toList();
    return kept.size() == all.size() ? this : with(kept);
  }

  public PromptList map(UnaryOperator<Prompt> change) {
    return with(prompts().stream().map(change).toList());
  }

  public PromptList with(List<Prompt> replacement) {
    List<Json> entries = replacement.stream().<Json>map(Prompt::json).toList();
    return new PromptList(json.with("prompts", JsonArray.of(entries)));
  }

  @Override
  public PromptList withJson(JsonObject replacement) {
    return new PromptList(replacement);
  }
}
