package io.portreeve.controls.sensitive;

import java.util.Set;

/** What of the kinds somebody wants found, and which of them matter more. */
@FunctionalInterface
public interface Wanted {
  /**
   * How strictly a kind is handled; 0: it is let be, and nobody looks for it. What is handled less
   * strictly never hides what is handled more so.
   */
  int strictness(Kind kind);

  /** All kinds of these groups, each as strictly as the others. */
  static Wanted of(Group... groups) {
    Set<Group> all = Set.of(groups);
    return kind -> all.contains(kind.group()) ? 1 : 0;
  }

  /** Every kind, each as strictly as the others. */
  static Wanted everything() {
    return _ -> 1;
  }

  /** Whether it has to be found. */
  default boolean wants(Kind kind) {
    return strictness(kind) > 0;
  }
}
