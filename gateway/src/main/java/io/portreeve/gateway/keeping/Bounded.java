package io.portreeve.gateway.keeping;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Maps that hold only so much: what is one too many pushes out another. For one thread at a time.
 */
public final class Bounded {
  private Bounded() {}

  /** What was put in first goes first. */
  public static <K, V> Map<K, V> newest(int most) {
    return new Holding<>(most, false);
  }

  /** What was not asked for or put in for longest goes first. */
  public static <K, V> Map<K, V> latelyUsed(int most) {
    return new Holding<>(most, true);
  }

  private static final class Holding<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    Holding(int most, boolean byUse) {
      super(16, 0.75f, byUse);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
