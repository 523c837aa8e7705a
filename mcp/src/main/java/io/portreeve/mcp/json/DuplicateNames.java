package io.portreeve.mcp.json;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds two members of one object whose decoded names are equal.
 *
 * <p>A few unescaped names are told apart by two marks of each; one whose marks both were there
 * before is compared byte by byte with those before it. Many, or escaped ones (each is decoded, but
 * once), go through a {@link HashSet}, which keeps names of equal hash in a balanced tree, so that
 * a peer who picks colliding names gains a logarithm, not a square.
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
    long otherMarks = 0;
    int first = object + Tape.CONTAINER;
    int after = tape.next(object);
    for (int name = first; name < after; name = second(tape, name)) {
      if (!tape.unescaped(name)) {
        return amongMany(tape, object);
      }
      // Twelve bits; a shift by them goes by the low six, so each mark is one bit of a long.
      int mark = tape.mark(name);
      int otherMark = mark >>> 6;
      boolean known = ((marks >>> mark) & (otherMarks >>> otherMark) & 1) != 0;
      if (known && repeats(tape, first, name)) {
        return name;
      }
      marks |= 1L << mark;
      otherMarks |= 1L << otherMark;
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
