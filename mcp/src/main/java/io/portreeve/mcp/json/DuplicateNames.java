package io.portreeve.mcp.json;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds two members of one object whose decoded names are equal.
 *
 * <p>Few names are compared each with each. Many go through a {@link HashSet}, which keeps names of
 * equal hash in a balanced tree, so that a peer who picks colliding names gains a logarithm, not a
 * square.
 */
final class DuplicateNames {
  static final int NONE = -1;
  private static final int FEW = 16;

  private DuplicateNames() {}

  /** The cell of the first name in {@code object} that repeats an earlier one, or {@link #NONE}. */
  static int firstIn(Tape tape, int object) {
    boolean few = tape.count(object) <= FEW && allPlain(tape, object);
    return few ? amongFew(tape, object) : amongMany(tape, object);
  }

  /** Without escapes, names are equal if their bytes are; otherwise each is decoded, but once. */
  private static boolean allPlain(Tape tape, int object) {
    int after = tape.next(object);
    int name = object + Tape.STRIDE;
    while (name < after && tape.plain(name)) {
      name = second(tape, name);
    }
    return name >= after;
  }

  private static int amongFew(Tape tape, int object) {
    int first = object + Tape.STRIDE;
    int after = tape.next(object);
    for (int later = second(tape, first); later < after; later = second(tape, later)) {
      for (int earlier = first; earlier < later; earlier = second(tape, earlier)) {
        if (tape.sameLiteral(earlier, later)) {
          return later;
        }
      }
    }
    return NONE;
  }

  private static int amongMany(Tape tape, int object) {
    Set<String> seen = HashSet.newHashSet(tape.count(object));
    int after = tape.next(object);
    for (int name = object + Tape.STRIDE; name < after; name = second(tape, name)) {
      if (!seen.add(tape.text(name))) {
        return name;
      }
    }
    return NONE;
  }

  /** The name after the one at {@code name}: a value lies between. */
  private static int second(Tape tape, int name) {
    return tape.next(name + Tape.STRIDE);
  }
}
