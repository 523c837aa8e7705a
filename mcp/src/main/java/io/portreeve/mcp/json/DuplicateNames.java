package io.portreeve.mcp.json;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds two members of one object whose decoded names are equal.
 *
 * <p>Few unescaped names are compared byte by byte, each with each, if a mark of each does not
 * already tell them apart. Many, or escaped ones (each is decoded, but once), go through a {@link
 * HashSet}, which keeps names of equal hash in a balanced tree, so that a peer who picks colliding
 * names gains a logarithm, not a square.
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
    long marks = 0;
    boolean marksDiffer = true;
    int after = tape.next(object);
    for (int name = object + Tape.STRIDE; name < after; name = second(tape, name)) {
      if (!tape.unescaped(name)) {
        return amongMany(tape, object);
      }
      long mark = 1L << tape.mark(name);
      marksDiffer &= (marks & mark) == 0;
      marks |= mark;
    }
    return marksDiffer ? NONE : amongFew(tape, object);
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
