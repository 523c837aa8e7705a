package io.portreeve.gateway.rotation;

import io.portreeve.gateway.keys.KeyMark;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.nodes.NodeSecrets;
import io.portreeve.gateway.store.Settings;
import java.util.List;
import java.util.Optional;

/** Where secrets stand, as a store has noted it, by their marks. */
record Stages(String current, List<String> left) {
  static Stages of(OwnSecrets ours, Settings store) {
    return new Stages(
        NodeSecrets.mark(
            KeyMark.noted(store).orElseGet(() -> KeyMark.digest(ours.get(OwnSecrets.PEPPER)))),
        KeyMark.left(store).stream().map(NodeSecrets::mark).toList());
  }

  Stage of(String mark) {
    if (mark.equals(current)) {
      return Stage.CURRENT;
    }
    return left.contains(mark) ? Stage.LEFT : Stage.TO_COME;
  }

  /** Whoever accepts what others have left, or makes keys under it, has not come further. */
  Optional<Integer> round(NodeSecrets node) {
    if (node.accepts().isEmpty()) {
      return Optional.empty();
    }
    boolean left = node.accepts().stream().anyMatch(mark -> of(mark) == Stage.LEFT);
    return Optional.of(of(node.makes()) == Stage.CURRENT && left ? 2 : 1);
  }
}
