package io.portreeve.gateway.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The exchanges of each key that are under way, and no more of them than allowed. */
final class Places {
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /** Takes a place, unless all are taken. */
  boolean take(String key, int most) {
    boolean[] got = new boolean[1];
    taken.compute(
        key,
        (_, count) -> {
          int now = count == null ? 0 : count;
          got[0] = now < most;
          return got[0] ? Integer.valueOf(now + 1) : count;
        });
    return got[0];
  }

  /** Gives a place back; the last one forgets the key, so that keys cannot pile up. */
  void leave(String key) {
    taken.computeIfPresent(key, (_, count) -> count <= 1 ? null : Integer.valueOf(count - 1));
  }

  int keys() {
    return taken.size();
  }
}
