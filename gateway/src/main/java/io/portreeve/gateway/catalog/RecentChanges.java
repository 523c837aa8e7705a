package io.portreeve.gateway.catalog;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.gateway.store.PinName;
import java.time.Instant;
import java.util.Map;

/**
 * Which definitions a principal was shown in an unapproved version a moment ago: of a storm of
 * changes not every version is kept. What is forgotten here costs a line in the store.
 */
final class RecentChanges {
  private static final int MOST = 2_000;

  private final Map<Change, Instant> last = Bounded.latelyUsed(MOST);

  private record Change(String principal, PinName pin) {}

  synchronized void note(String principal, PinName pin, Instant at) {
    last.put(new Change(principal, pin), at);
  }

  synchronized boolean isRecent(String principal, PinName pin, Instant now) {
    Instant at = last.get(new Change(principal, pin));
    return at != null && Age.isLessThan(PinnedDefinitions.FRESH, at, now);
  }
}
