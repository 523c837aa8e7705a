package io.portreeve.gateway.limits;

import io.portreeve.gateway.store.Counters;

/**
 * What principals have used lately and hold at the moment. It outlives the limits that it is held
 * to: new limits forgive nothing that was used under those before.
 */
public final class Usage {
  private final Counters counters;
  private final Places places = new Places();

  /** Nothing was used yet, but for what the counters know. */
  public Usage(Counters counters) {
    this.counters = counters;
  }

  Counters counters() {
    return counters;
  }

  Places places() {
    return places;
  }
}
