package io.portreeve.gateway.upstream;

import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.SubscriptionFilter;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Predicate;

/** Which notifications a listener gets: what it asked for and the server agreed to, no more. */
record Grant(SubscriptionFilter filter) {
  private static final String RESOURCES = "resourceSubscriptions";

  static Grant of(SubscriptionFilter asked, SubscriptionFilter agreed) {
    List<ResourceUri> uris = agreed.resources();
    return of(asked, agreed::wants, asked.resources().stream().filter(uris::contains).toList());
  }

  /** Of the kinds asked for, those that {@code offered} accepts; the resources are as given. */
  static Grant of(
      SubscriptionFilter asked, Predicate<ListChanged.Kind> offered, List<ResourceUri> resources) {
    JsonObjectBuilder json = JsonObject.builder();
    for (ListChanged.Kind kind : ListChanged.Kind.values()) {
      if (asked.wants(kind) && offered.test(kind)) {
        json.put(kind.filterName(), true);
      }
    }
    if (!resources.isEmpty()) {
      json.put(RESOURCES, JsonArray.ofStrings(resources.stream().map(ResourceUri::value).toList()));
    }
    return new Grant(new SubscriptionFilter(json.build()));
  }

  boolean allows(ListChanged changed) {
    return filter.wants(changed.kind());
  }

  /** Also for a part of a subscribed resource, which the specification lets a server name. */
  boolean allows(ResourceUpdated updated) {
    String uri = updated.uri().value();
    return filter.resources().stream()
        .map(ResourceUri::value)
        .anyMatch(asked -> uri.equals(asked) || uri.startsWith(parent(asked)));
  }

  private static String parent(String uri) {
    return uri.endsWith("/") ? uri : uri + "/";
  }
}
