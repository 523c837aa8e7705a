package io.portreeve.gateway.policy;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.portreeve.gateway.config.CreationSettings;
import io.portreeve.gateway.config.ObjectIds;
import io.portreeve.gateway.config.ObjectSettings;
import io.portreeve.gateway.relations.Claims;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.gateway.relations.Related;
import io.portreeve.guard.Creations;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.ToolResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@link Creations} as the configuration names them. An object to which somebody is anything was
 * not made now, and neither was one that the call itself named: it stays whose it is, and only its
 * owner hears of it.
 */
public final class CreatedObjects implements Creations {
  /** So many objects may one call have made. */
  static final int MOST = 100;

  private final List<Place> places;
  private final Related related;
  private final Claims claims;

  public CreatedObjects(Map<String, ObjectSettings> types, Related related, Claims claims) {
    List<Place> all = new ArrayList<>();
    types.forEach((type, settings) ->
        settings.createdBy().forEach(one -> all.add(Place.of(type, settings.ids(), one))));
    this.places = List.copyOf(all);
    this.related = related;
    this.claims = claims;
  }

  @Override
  public Standing made(Exchange exchange, CallTool call, ToolResult said) {
    if (places.isEmpty()) {
      return new Standing.Nothing();
    }
    List<Place> here = places.stream().filter(place -> place.isOf(exchange, call.tool())).toList();
    if (here.isEmpty()) {
      return new Standing.Nothing();
    }
    Set<ObjectName> made = new HashSet<>();
    for (Place place : here) {
      Set<ObjectName> found = place.objects(said);
      if (found.isEmpty()) {
        return new Standing.Refused(Reason.OBJECT_UNNAMED, place.missing());
      }
      made.addAll(found);
    }
    return made.size() > MOST
        ? new Standing.Refused(
            Reason.OBJECT_UNNAMED, "it names %d objects, more than %d".formatted(made.size(), MOST))
        : owned(exchange, GivenIds.of(call), made);
  }

  private Standing owned(Exchange exchange, GivenIds given, Set<ObjectName> made) {
    try {
      Set<ObjectName> echoed = made.stream().filter(given::name).collect(toSet());
      Set<ObjectName> notHis = notOwned(exchange, echoed);
      if (!notHis.isEmpty()) {
        return new Standing.Refused(Reason.OBJECT_GIVEN, names(notHis));
      }
      Set<ObjectName> others = claim(exchange, difference(made, echoed));
      return others.isEmpty()
          ? new Standing.Owned(names(made))
          : new Standing.Refused(Reason.OBJECT_CLAIMED, names(others));
    } catch (RuntimeException down) {
      return new Standing.Refused(Reason.OWNERSHIP_UNRECORDED, names(made));
    }
  }

  /** All of them, or none: then those that are somebody else's. */
  private Set<ObjectName> claim(Exchange exchange, Set<ObjectName> made) {
    Set<ObjectName> open = made;
    Set<ObjectName> known = claims.claim(exchange, open);
    while (!known.isEmpty()) {
      Set<ObjectName> others = notOwned(exchange, known);
      if (!others.isEmpty()) {
        return others;
      }
      open = difference(open, known);
      known = claims.claim(exchange, open);
    }
    return Set.of();
  }

  private Set<ObjectName> notOwned(Exchange exchange, Set<ObjectName> objects) {
    return objects.stream()
        .filter(one -> !related.holds(exchange.principal(), one, Claims.OWNER))
        .collect(toSet());
  }

  private static Set<ObjectName> difference(Set<ObjectName> all, Set<ObjectName> without) {
    return all.stream().filter(one -> !without.contains(one)).collect(toSet());
  }

  private static String names(Set<ObjectName> objects) {
    return objects.stream().map(ObjectName::toString).sorted().collect(joining(", "));
  }

  /** One of the places where a result names what was made. */
  private record Place(String type, ObjectIds ids, CreationSettings settings, ArgumentIds result) {
    static Place of(String type, ObjectIds ids, CreationSettings settings) {
      return new Place(type, ids, settings, ArgumentIds.at(settings.result()));
    }

    boolean isOf(Exchange exchange, ToolName tool) {
      return settings.servers().contains(exchange.server().value())
          && settings.tools().stream().anyMatch(pattern -> pattern.matches(tool.value()));
    }

    /** None if anything there is no id. */
    Set<ObjectName> objects(ToolResult said) {
      List<Optional<ObjectName>> found =
          said.structuredContent().flatMap(result::in).orElse(List.of()).stream()
              .map(id -> ObjectName.of(type, ids, id))
              .toList();
      return found.stream().allMatch(Optional::isPresent)
          ? Set.copyOf(found.stream().flatMap(Optional::stream).distinct().toList())
          : Set.of();
    }

    String missing() {
      return "no id of a `%s` at `%s` of its result".formatted(type, settings.result());
    }
  }
}
