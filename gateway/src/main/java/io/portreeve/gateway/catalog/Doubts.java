package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.PinName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Which definitions have to be looked at again: somebody was shown another version of what is
 * approved, and whoever did not ask the server since then may be shown it, too.
 */
final class Doubts {
  private static final int MOST = 10_000;

  private final AtomicLong order = new AtomicLong();
  private final Map<PinName, Long> raised = new ConcurrentHashMap<>();
  private final Map<Viewer, Long> looked = new ConcurrentHashMap<>();

  void raise(PinName pin) {
    raised.put(pin, order.incrementAndGet());
  }

  /** The doubts that were raised until now. */
  long raisedSoFar() {
    return order.get();
  }

  /** This asker has asked for the server's list after so many doubts. */
  void looked(Viewer asker, long doubts) {
    if (looked.size() > MOST) {
      looked.clear();
    }
    looked.merge(asker, doubts, Math::max);
  }

  boolean concern(PinName pin, Supplier<Viewer> asker) {
    Long last = raised.get(pin);
    return last != null && last > looked.getOrDefault(asker.get(), 0L);
  }
}
