package io.portreeve.mcp;

import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Which notifications a listener asked for, or a server agreed to send. */
public record SubscriptionFilter(JsonObject json) {
  public SubscriptionFilter {
    for (ListChanged.Kind kind : ListChanged.Kind.values()) {
      if (json.has(kind.filterName()) && json.bool(kind.filterName()).isEmpty()) {
        throw ProtocolException.invalidParams("`notifications` must hold booleans");
      }
    }
    if (json.has("resourceSubscriptions")) {
      for (Json uri : Members.array(json, "resourceSubscriptions")) {
        if (!(uri instanceof JsonString)) {
          throw ProtocolException.invalidParams("`resourceSubscriptions` must hold strings");
        }
      }
    }
  }

  public boolean wants(ListChanged.Kind kind) {
    return json.bool(kind.filterName()).orElse(false);
  }

  public List<ResourceUri> resources() {
    return json.array("resourceSubscriptions").stream()
        .flatMap(JsonArray::stream)
        .map(uri -> new ResourceUri(((JsonString) uri).value()))
        .toList();
  }

  public SubscriptionFilter keepResources(Predicate<ResourceUri> keep) {
    if (!json.has("resourceSubscriptions")) {
      return this;
    }
    List<Json> kept =
        resources().stream().filter(keep).<Json>map(uri -> JsonString.of(uri.value())).toList();
    return new SubscriptionFilter(json.with("resourceSubscriptions", JsonArray.of(kept)));
  }

  /** What either of the two wants. */
  public SubscriptionFilter union(SubscriptionFilter other) {
    JsonObject both = json;
    for (ListChanged.Kind kind : ListChanged.Kind.values()) {
      if (other.wants(kind)) {
        both = both.with(kind.filterName(), true);
      }
    }
    Set<ResourceUri> uris = new LinkedHashSet<>(resources());
    uris.addAll(other.resources());
    return uris.isEmpty()
        ? new SubscriptionFilter(both)
        : new SubscriptionFilter(
            both.with(
                "resourceSubscriptions",
                JsonArray.ofStrings(uris.stream().map(ResourceUri::value).toList())));
  }

  public SubscriptionFilter mapResources(UnaryOperator<ResourceUri> change) {
    if (!json.has("resourceSubscriptions")) {
      return this;
    }
    List<String> changed = resources().stream().map(change).map(ResourceUri::value).toList();
    return new SubscriptionFilter(json.with("resourceSubscriptions", JsonArray.ofStrings(changed)));
  }
}
