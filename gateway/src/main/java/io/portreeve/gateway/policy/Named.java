package io.portreeve.gateway.policy;

import io.portreeve.gateway.relations.ObjectName;
import java.util.Set;

/** The objects of one type that a use names. */
sealed interface Named {
  /** These; none, if it names none. */
  record These(Set<ObjectName> objects) implements Named {
    public These {
      objects = Set.copyOf(objects);
    }
  }

  /** It depends on arguments that are not known yet. */
  record Later() implements Named {}

  /** Something stands where an id should, and is none. */
  record Unreadable() implements Named {}
}
