package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One page of resource templates. */
public record ResourceTemplateList(JsonObject json) implements ListResult {
  public ResourceTemplateList {
    for (JsonObject entry : Members.objects(json, "resourceTemplates")) {
      var _ = new ResourceTemplate(entry);
    }
    var _ = Members.optionalString(json, "nextCursor");
  }

  public List<ResourceTemplate> resourceTemplates() {
    return Members.objects(json, "resourceTemplates").stream().map(ResourceTemplate::new).toList();
  }

  /** The entries that {@code keep} accepts: the same page if it accepts all. */
  public ResourceTemplateList keepIf(Predicate<ResourceTemplate> keep) {
    List<ResourceTemplate> all = resourceTemplates();
    List<ResourceTemplate> kept = all.stream().filter(keep).toList();
    return kept.size() == all.size() ? this : with(kept);
  }

  public ResourceTemplateList map(UnaryOperator<ResourceTemplate> change) {
    return with(resourceTemplates().stream().map(change).toList());
  }

  public ResourceTemplateList with(List<ResourceTemplate> replacement) {
    List<Json> entries = replacement.stream().<Json>map(ResourceTemplate::json).toList();
    return new ResourceTemplateList(json.with("resourceTemplates", JsonArray.of(entries)));
  }

  @Override
  public ResourceTemplateList withJson(JsonObject replacement) {
    return new ResourceTemplateList(replacement);
  }
}
