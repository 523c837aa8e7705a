package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** One page of resources. */
public record ResourceList(JsonObject json) implements ListResult {
  public ResourceList {
    for (JsonObject entry : Members.objects(json, "resources")) {
      var _ = new Resource(entry);
    }
    var _ = Members.optionalString(json, "nextCursor");
  }

  public List<Resource> resources() {
    return Members.objects(json, "resources").stream().map(Resource::new).toList();
  }

  /** The entries that {@code keep} accepts: the same page if it accepts all. */
  public ResourceList keepIf(Predicate<Resource> keep) {
    List<Resource> all = resources();
    List<Resource> kept = all.stream().filter(keep).toList();
    return kept.size() == all.size() ? this : with(kept);
  }

  public ResourceList map(UnaryOperator<Resource> change) {
    return with(resources().stream().map(change).toList());
  }

  public ResourceList with(List<Resource> replacement) {
    List<Json> entries = replacement.stream().<Json>map(Resource::json).toList();
    return new ResourceList(json.with("resources", JsonArray.of(entries)));
  }

  @Override
  public ResourceList withJson(JsonObject replacement) {
    return new ResourceList(replacement);
  }
}
