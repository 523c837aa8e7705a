package io.portreeve.gateway.policy;

import static java.util.stream.Collectors.joining;

import io.portreeve.gateway.config.CreationSettings;
import io.portreeve.gateway.config.ObjectIds;
import io.portreeve.gateway.config.ObjectSettings;
import io.portreeve.gateway.relations.Claims;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.gateway.relations.Related;
import io.portreeve.guard.Creations;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@link Creations} as the configuration names them. An object to which somebody is anything was
 * not made now: it stays whose it is, and only its owner hears of it.
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
  public Standing made(Exchange exchange, ToolName tool, ToolResult said) {
    List<Place> here = places.stream().filter(place -> place.isOf(exchange, tool)).toList();
    if (here.isEmpty()) {
      return new Standing.Nothing();
    }
    Set<String> names = new TreeSet<>();
    List<ObjectName> made = new ArrayList<>();
    for (Place place : here) {
      Set<ObjectName> found = place.objects(said);
      if (found.isEmpty()) {
        return new Standing.Refused(Reason.OBJECT_UNNAMED, place.missing());
      }
      found.stream().filter(one -> names.add(one.toString())).forEach(made::add);
    }
    return made.size() > MOST
        ? new Standing.Refused(
            Reason.OBJECT_UNNAMED, "it names %d objects, more than %d".formatted(made.size(), MOST))
        : owned(exchange, Set.copyOf(made), String.join(", ", names));
  }

  private Standing owned(Exchange exchange, Set<ObjectName> made, String names) {
    try {
      String others =
          claims.claim(exchange, made).stream()
              .filter(known -> !related.holds(exchange.principal(), known, Claims.OWNER))
              .map(ObjectName::toString)
              .sorted()
              .collect(joining(", "));
      return others.isEmpty()
          ? new Standing.Owned(names)
          : new Standing.Refused(Reason.OBJECT_CLAIMED, others);
    } catch (RuntimeException down) {
      return new Standing.Refused(Reason.OWNERSHIP_UNRECORDED, names);
    }
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
