package io.portreeve.gateway.relations;

import io.portreeve.gateway.store.Relation;
import io.portreeve.gateway.store.Relations;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link Claims} in the store: of two that claim an object at once, one gets it. */
public final class StoredClaims implements Claims {
  private final Relations relations;

  public StoredClaims(Relations relations) {
    this.relations = relations;
  }

  @Override
  public Set<ObjectName> claim(Exchange exchange, Set<ObjectName> objects) {
    List<Relation> wanted = objects.stream().map(object -> owner(exchange, object)).toList();
    JsonObject about =
        JsonObject.empty()
            .with("exchange", exchange.id().value())
            .with("server", exchange.server().value());
    return relations.addToUnknown(wanted, about).stream()
        .map(known -> new ObjectName(known.type(), known.id()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Relation owner(Exchange exchange, ObjectName object) {
    String holder = "principal:" + exchange.principal().id();
    return new Relation(object.type(), object.id(), OWNER, holder, exchange.at());
  }
}
