package io.portreeve.gateway.store;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Small named values that must survive a restart, such as the fingerprint of a generated secret.
 */
public interface Settings {
  /** The largest value that is kept. */
  int MAX_BYTES = 64 * 1024;

  Optional<byte[]> get(String name);

  /** The names that begin so, in their order. */
  List<String> names(String prefix);

  /** The values whose names begin so, by their names, in the order of those. */
  default SortedMap<String, byte[]> values(String prefix) {
    SortedMap<String, byte[]> values = new TreeMap<>();
    names(prefix).forEach(name -> get(name).ifPresent(value -> values.put(name, value)));
    return values;
  }

  /** Sets or replaces a value. */
  void put(String name, byte[] value);

  /** Sets a value only if there is none; answers with the value that then stands. */
  byte[] putIfAbsent(String name, byte[] value);

  /** Replaces a value; false, and nothing is set, if there is none (any more). */
  boolean replace(String name, byte[] value);

  /** Removes a value, and gives it as it was at that moment; empty if there was none. */
  Optional<byte[]> remove(String name);
}
