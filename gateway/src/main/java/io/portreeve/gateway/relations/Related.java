package io.portreeve.gateway.relations;

import io.portreeve.guard.Principal;

/** Port: what a principal is to an object. */
@FunctionalInterface
public interface Related {
  /**
   * Whether the principal has this relation to the object, or one that includes it. Unknown objects
   * have no relations; whatever is thrown means that it cannot be told.
   */
  boolean holds(Principal principal, ObjectName object, String relation);

  /** Nobody is anything to anything. */
  static Related none() {
    return (_, _, _) -> false;
  }
}
