package io.portreeve.gateway.policy;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.NamingSettings;
import io.portreeve.gateway.config.ObjectIds;
import io.portreeve.gateway.config.ObjectSettings;
import io.portreeve.gateway.relations.ObjectName;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the objects of one type that a use of a thing names, wherever the configuration says. */
final class NamedObjects {
  private final String type;
  private final ObjectIds ids;
  private final List<Place> places;

  private NamedObjects(String type, ObjectIds ids, List<Place> places) {
    this.type = type;
    this.ids = ids;
    this.places = places;
  }

  static NamedObjects of(String type, ObjectSettings settings) {
    return new NamedObjects(
        type, settings.ids(), settings.namedBy().stream().map(Place::of).toList());
  }

  /** When things are listed: their addresses are known, but no arguments. */
  Named listed(Subject subject) {
    return switch (subject) {
      case Subject.OfTool _, Subject.OfPrompt _ ->
          places.stream().anyMatch(place -> place.takes(subject))
              ? new Named.Later()
              : new Named.These(Set.of());
      case Subject.OfResource resource ->
          variables(resource).findAny().isPresent()
              ? new Named.Later()
              : named(addresses(resource));
    };
  }

  /** When a thing is used. */
  Named used(Subject subject, JsonObject arguments) {
    return switch (subject) {
      case Subject.OfTool _, Subject.OfPrompt _ ->
          named(
              places.stream()
                  .filter(place -> place.takes(subject))
                  .flatMap(place -> place.argument().stream())
                  .map(argument -> argument.in(arguments)));
      case Subject.OfResource resource ->
          named(
              Stream.concat(
                  variables(resource).map(name -> AddressPattern.given(arguments, name)),
                  addresses(resource)));
    };
  }

  private Stream<Optional<List<String>>> addresses(Subject.OfResource resource) {
    return patterns(resource)
        .flatMap(pattern -> pattern.id(resource.uri().value()).stream())
        .map(id -> Optional.of(List.of(id)));
  }

  private Stream<String> variables(Subject.OfResource resource) {
    return patterns(resource).flatMap(pattern -> pattern.variable(resource.uri().value()).stream());
  }

  private Stream<AddressPattern> patterns(Subject.OfResource resource) {
    return places.stream()
        .filter(place -> place.isOf(resource))
        .flatMap(place -> place.addresses().stream());
  }

  private Named named(Stream<Optional<List<String>>> found) {
    Set<ObjectName> objects = new HashSet<>();
    for (Optional<List<String>> here : found.toList()) {
      if (here.isEmpty()) {
        return new Named.Unreadable();
      }
      for (String id : here.get()) {
        Optional<ObjectName> object = ObjectName.of(type, ids, id);
        if (object.isEmpty()) {
          return new Named.Unreadable();
        }
        objects.add(object.get());
      }
    }
    return new Named.These(objects);
  }

  /** One of the places, compiled. */
  private record Place(
      NamingSettings settings, Optional<ArgumentIds> argument, List<AddressPattern> addresses) {
    static Place of(NamingSettings settings) {
      return new Place(
          settings,
          settings.argument().map(ArgumentIds::at),
          settings.resources().stream().map(AddressPattern::of).toList());
    }

    boolean isOf(Subject subject) {
      return settings.servers().isEmpty() || settings.servers().contains(subject.server().value());
    }

    boolean takes(Subject subject) {
      return isOf(subject)
          && switch (subject) {
            case Subject.OfTool tool -> any(settings.tools(), tool.name().value());
            case Subject.OfPrompt prompt -> any(settings.prompts(), prompt.name().value());
            case Subject.OfResource _ -> false;
          };
    }

    private static boolean any(List<Glob> patterns, String name) {
      return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
  }
}
