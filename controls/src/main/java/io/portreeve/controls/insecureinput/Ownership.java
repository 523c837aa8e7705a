package io.portreeve.controls.insecureinput;

import io.portreeve.guard.Principal;

/** Port: who owns what. */
@FunctionalInterface
public interface Ownership {
  /**
   * Whether {@code principal} may use the object of this type and id; unknown objects are not
   * owned.
   */
  boolean owns(Principal principal, String object, String id);

  /** Nobody owns anything: ids are refused until somebody says who owns what. */
  static Ownership none() {
    return (_, _, _) -> false;
  }
}
