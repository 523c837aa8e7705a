package io.portreeve.gateway.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;

/**
 * Counts what happens by its kind: never more numbers than there are kinds, whoever asks for what.
 * What never happened is left out.
 */
public final class Counts<K extends Enum<K>> {
  private final Map<K, LongAdder> counts;

  /** Nothing happened yet. */
  public Counts(Class<K> kinds) {
    counts = new EnumMap<>(kinds);
    for (K kind : kinds.getEnumConstants()) {
      counts.put(kind, new LongAdder());
    }
  }

  /** It happened once more. */
  public void add(K kind) {
    Objects.requireNonNull(counts.get(kind), "one for each kind").increment();
  }

  /** All that happened so far, in the order of the kinds. */
  public void each(ObjLongConsumer<K> sink) {
    counts.forEach((kind, count) -> {
      long sum = count.sum();
      if (sum > 0) {
        sink.accept(kind, sum);
      }
    });
  }
}
