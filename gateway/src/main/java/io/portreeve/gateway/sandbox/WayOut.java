package io.portreeve.gateway.sandbox;

import java.util.Map;

/** What a program must know of its way into the network. */
@FunctionalInterface
public interface WayOut {
  /**
   * The variables that tell it, which another's program must not see.
   *
   * @param whose the principal for whom it is started
   */
  Map<String, String> environment(String whose);

  /** There is none, or it needs no telling. */
  static WayOut untold() {
    return _ -> Map.of();
  }
}
