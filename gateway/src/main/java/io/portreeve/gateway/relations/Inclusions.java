package io.portreeve.gateway.relations;

import io.portreeve.gateway.config.ObjectIds;
import io.portreeve.gateway.config.ObjectSettings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the configuration says of types of object: their ids, and which relation includes which. */
public final class Inclusions {
  private final Map<String, ObjectSettings> types;

  public Inclusions(Map<String, ObjectSettings> types) {
    this.types = Map.copyOf(types);
  }

  /** How the ids of a type are written; one that is not declared has ids of any spelling. */
  public ObjectIds ids(String type) {
    return Optional.ofNullable(types.get(type)).map(ObjectSettings::ids).orElse(ObjectIds.TEXT);
  }

  /** The relations by which somebody has this one: itself, and those that include it. */
  public Set<String> giving(String type, String relation) {
    Map<String, List<String>> including =
        Optional.ofNullable(types.get(type)).map(ObjectSettings::relations).orElse(Map.of());
    Set<String> giving = new HashSet<>(Set.of(relation));
    Deque<String> left = new ArrayDeque<>(giving);
    while (!left.isEmpty()) {
      String included = left.remove();
      including.forEach((name, all) -> {
        if (all.contains(included) && giving.add(name)) {
          left.add(name);
        }
      });
    }
    return giving;
  }
}
