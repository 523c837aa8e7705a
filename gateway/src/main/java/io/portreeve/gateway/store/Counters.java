package io.portreeve.gateway.store;

import java.time.Duration;

/**
 * How often something happened lately, for rate limits. Hot state: losing it grants one burst, no
 * more. A counter that cannot be consulted throws {@link StoreUnavailable}, and the caller refuses.
 */
public interface Counters {

  /** Takes units from the budget of a key, or tells when there will be enough; all or nothing. */
  Take take(String key, Rate rate, int units);

  /** What came of an attempt to take units. */
  sealed interface Take {
    /** The units were taken; so many are left at once. */
    record Granted(long left) implements Take {}

    /** Nothing was taken; asking again before this has passed is in vain. */
    record Exhausted(Duration retryAfter) implements Take {}
  }
}
