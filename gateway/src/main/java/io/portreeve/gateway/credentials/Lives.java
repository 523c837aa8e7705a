package io.portreeve.gateway.credentials;

import io.portreeve.gateway.keeping.Bounded;
import java.time.Instant;
import java.util.Map;

/** Until when what was opened with a set of credentials may live; only so many are remembered. */
final class Lives {
  private static final int MOST = 10_000;

  private final Map<String, Instant> until = Bounded.latelyUsed(MOST);

  /** A credential of the set is good until then. */
  synchronized void extend(String set, Instant end) {
    until.merge(set, end, (was, is) -> was.isAfter(is) ? was : is);
  }

  synchronized boolean lasts(String set, Instant now) {
    Instant end = until.get(set);
    return end != null && now.isBefore(end);
  }
}
