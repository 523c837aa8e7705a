package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Spot;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** That no two items of lists have one name. */
final class UniqueNames {
  private UniqueNames() {}

  /**
   * Looks at the names as written, so that an item with another fault hides none of this one.
   *
   * @param what the word for an item
   */
  static void check(String what, Key<?, ?> name, Stream<Spot> items) {
    Set<String> seen = new HashSet<>();
    items
        .map(item -> item.at(name))
        .filter(spot -> spot.text().filter(text -> !seen.add(text)).isPresent())
        .forEach(spot ->
            spot.problem(
                "is the name of an earlier " + what, "give every " + what + " its own name"));
  }
}
