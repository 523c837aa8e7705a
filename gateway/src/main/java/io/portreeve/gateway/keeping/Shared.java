package io.portreeve.gateway.keeping;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One value for all who ask by the same key, for as long as one of them holds it. Keys need {@code
 * equals}; values must not hold what only one of the askers may use.
 */
public final class Shared<K, V> {
  private final Map<K, WeakReference<V>> values = new HashMap<>();

  /** The value that somebody holds; one that is made now, if nobody does. */
  public synchronized V of(K key, Supplier<V> made) {
    values.values().removeIf(each -> each.refersTo(null));
    Optional<V> known =
        Optional.ofNullable(values.get(key)).flatMap(it -> Optional.ofNullable(it.get()));
    V value = known.orElseGet(made);
    values.put(key, new WeakReference<>(value));
    return value;
  }
}
