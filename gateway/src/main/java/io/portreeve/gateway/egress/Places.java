package io.portreeve.gateway.egress;

import java.util.HashMap;
import java.util.Map;

/** Places for connections, of which nobody gets so many that the others have none. */
final class Places {
  private final int most;
  private final int mostForOne;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  Places(int most, int mostForOne) {
    this.most = most;
    this.mostForOne = mostForOne;
  }

  /** What came of asking for one. */
  enum Asked {
    TAKEN,
    FULL,
    /** There is room, but not for this one. */
    ENOUGH
  }

  synchronized Asked take(String user) {
    if (all >= most) {
      return Asked.FULL;
    }
    if (taken.getOrDefault(user, 0) >= mostForOne) {
      return Asked.ENOUGH;
    }
    taken.merge(user, 1, Integer::sum);
    all++;
    return Asked.TAKEN;
  }

  synchronized void giveBack(String user) {
    if (taken.merge(user, -1, Integer::sum) == 0) {
      taken.remove(user);
    }
    all--;
  }

  synchronized int taken() {
    return all;
  }
}
