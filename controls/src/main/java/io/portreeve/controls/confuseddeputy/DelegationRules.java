package io.portreeve.controls.confuseddeputy;

import io.portreeve.controls.Glob;
import java.util.List;
import java.util.Map;

/**
 * Who may act for somebody else.
 *
 * @param longest how many actors a chain may have
 * @param requiredOf clients that never come for a principal himself
 * @param actors everybody who may act at all, by name
 */
public record DelegationRules(int longest, List<Glob> requiredOf, Map<String, ActorRule> actors) {
  public DelegationRules {
    requiredOf = List.copyOf(requiredOf);
    actors = Map.copyOf(actors);
  }

  /** Everybody acts for himself. */
  public static DelegationRules nobody() {
    return new DelegationRules(0, List.of(), Map.of());
  }
}
