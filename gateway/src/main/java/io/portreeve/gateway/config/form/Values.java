package io.portreeve.gateway.config.form;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The values of one section's keys, each of the type that its {@link Key} says. */
public final class Values {
  private final Map<String, Object> byName;
  private final Path base;

  Values(Map<String, Object> byName, Path base) {
    this.byName = Map.copyOf(byName);
    this.base = base;
  }

  /** The directory that relative paths start from: the one that holds the file. */
  public Path base() {
    return base;
  }

  /** The value of a key of this section: what the file says, or else its default. */
  public <V> V get(Key<?, V> key) {
    return find(key)
        .orElseThrow(() -> new IllegalArgumentException(key.name() + " is no key of this section"));
  }

  /** The same, or empty where the file's value was wrong. */
  @SuppressWarnings(
      "unchecked") // only Section fills the map, by the name of a key and with a value its form
  // read
  <V> Optional<V> find(Key<?, V> key) {
    return Optional.ofNullable((V) byName.get(key.name()));
  }
}
