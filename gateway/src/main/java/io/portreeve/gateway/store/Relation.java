package io.portreeve.gateway.store;

import java.time.Instant;

/**
 * That somebody is something to an object.
 *
 * @param type what sort of object; ids are unique within it
 * @param name what the holder is to it, such as {@code owner}
 * @param holder who, in the one spelling that there is for him
 */
public record Relation(String type, String id, String name, String holder, Instant since) {
  public Relation {
    if (type.isBlank() || id.isBlank() || name.isBlank() || holder.isBlank()) {
      throw new IllegalArgumentException("a relation has a type, an id, a name and a holder");
    }
  }

  /** Whether both say the same, since whenever. */
  public boolean says(Relation other) {
    return type.equals(other.type)
        && id.equals(other.id)
        && name.equals(other.name)
        && holder.equals(other.holder);
  }
}
