package io.portreeve.gateway.store;

import io.portreeve.mcp.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who is what to which object. To an object that nobody was related to, nobody is anything.
 *
 * <p>Everything is compared exactly, character by character: no case folding, no trimming.
 */
public interface Relations {
  /** Whether a holder stands for those that have a relation to another object. */
  static boolean isUserset(String holder) {
    return holder.indexOf('#') >= 0 && !holder.startsWith("group:");
  }

  /** What these holders are to an object, and whoever else has a relation to another one. */
  List<Relation> of(String type, String id, Collection<String> holders);

  /** Adds a relation; false if it held already (its instant stays). */
  boolean add(Relation relation);

  /** Adds all of them, or none if the store fails; how many did not hold already. */
  int addAll(Collection<Relation> relations);

  /**
   * Adds all of them, if nobody is anything to any of their objects yet; else none, and gives those
   * back to whose object somebody is something.
   *
   * @param about what the record of each says besides
   */
  List<Relation> addToUnknown(Collection<Relation> relations, JsonObject about);

  /** Ends a relation at this time; false if it did not hold. */
  boolean remove(Relation relation, Instant at);

  /** Those that fit, in the order of object, name and holder; at most so many. */
  List<Relation> list(Wanted wanted, int most);

  /** Which relations are looked for; what is empty is any. */
  record Wanted(
      Optional<String> type, Optional<String> id, Optional<String> name, Optional<String> holder) {
    /** All. */
    public static Wanted all() {
      return new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }
}
