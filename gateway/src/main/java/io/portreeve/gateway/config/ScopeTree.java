package io.portreeve.gateway.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which scopes grant others besides themselves, and those others again. */
record ScopeTree(Map<String, List<String>> includes) {
  ScopeTree {
    includes = Map.copyOf(includes);
  }

  /** All that a token with these scopes grants; whoever includes himself grants no more by that. */
  Set<String> grantedBy(Set<String> written) {
    if (includes.isEmpty()) {
      return written;
    }
    Set<String> granted = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(written);
    while (!left.isEmpty()) {
      String scope = left.pop();
      if (granted.add(scope)) {
        left.addAll(includes.getOrDefault(scope, List.of()));
      }
    }
    return Set.copyOf(granted);
  }
}
