package io.portreeve.gateway.store;

import java.util.List;

/**
 * Whose object is whose. An object that nobody was related to belongs to nobody.
 *
 * <p>Ids are compared exactly, character by character: no case folding, no trimming.
 */
public interface Relations {

  boolean holds(String kind, String object, String principal);

  /** Adds a relation; false if it held already (its instant stays). */
  boolean add(Relation relation);

  /** Ends a relation; false if it did not hold. */
  boolean remove(String kind, String object, String principal);

  /** What a principal holds of one kind, by object id. */
  List<Relation> heldBy(String kind, String principal);

  /** Who holds an object, by principal. */
  List<Relation> holdersOf(String kind, String object);
}
