package io.portreeve.mcp.json;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds two members of one object whose decoded names are equal.
 *
 * <p>It is asked only of objects whose names {@link NameMarks} could not tell apart. A few
 * unescaped names are compared byte by byte with those before them. Many, or escaped ones (each is
 * decoded, but once), go through a {@link HashSet}, which keeps names of equal hash in a balanced
 * tree, so that a peer who picks colliding names gains a logarithm, not a square.
 */
final class DuplicateNames {
  static final int NONE = -1;
  private static final int FEW = 16;

  private DuplicateNames() {}

  /** The cell of the first name in {@code object} that repeats an earlier one, or {@link #NONE}. */
  static int firstIn(Tape tape, int object) {
    if (tape.count(object) > FEW) {
      return amongMany(tape, object);
    }
    int first = object + Tape.CONTAINER;
    int after = tape.next(object);
    for (int name = first; name < after; name = second(tape, name)) {
      if (!tape.unescaped(name)) {
        return amongMany(tape, object);
      }
      if (repeats(tape, first, name)) {
        return name;
      }
    }
    return NONE;
  }

  /** Whether one of the names from {@code first} on, before {@code name}, is the same. */
  private static boolean repeats(Tape tape, int first, int name) {
    for (int earlier = first; earlier < name; earlier = second(tape, earlier)) {
      if (tape.sameLiteral(earlier, name)) {
        return true;
      }
    }
    return false;
  }

  private static int amongMany(Tape tape, int object) {
    Set<String> seen = HashSet.newHashSet(tape.count(object));
    int after = tape.next(object);
    for (int name = object + Tape.CONTAINER; name < after; name = second(tape, name)) {
      if (!seen.add(tape.text(name))) {
        return name;
      }
    }
    return NONE;
  }

  /** The name after the one at {@code name}: a value lies between. */
  private static int second(Tape tape, int name) {
    return tape.next(name + Tape.LEAF);
  }
}
