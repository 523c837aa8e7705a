package io.portreeve.controls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Many patterns, any of which may match: as {@link Glob} would, and as quick with a thousand whole
 * names, or beginnings of names, as with one.
 */
public final class Globs {
  private final Set<String> whole = new HashSet<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Set<Integer> lengths = new TreeSet<>();
  private final List<Glob> others = new ArrayList<>();

  /** These patterns. */
  public Globs(List<Glob> patterns) {
    for (Glob one : patterns) {
      String pattern = one.pattern();
      int star = pattern.indexOf('*');
      if (star < 0) {
        boolean _ = whole.add(pattern);
      } else if (star == pattern.length() - 1) {
        boolean _ = beginnings.add(pattern.substring(0, star)) && lengths.add(star);
      } else {
        boolean _ = others.add(one);
      }
    }
  }

  /** Whether one of them matches. */
  public boolean match(String text) {
    return whole.contains(text)
        || begins(text)
        || others.stream().anyMatch(one -> one.matches(text));
  }

  private boolean begins(String text) {
    for (int length : lengths) {
      if (length > text.length()) {
        return false;
      }
      if (beginnings.contains(text.substring(0, length))) {
        return true;
      }
    }
    return false;
  }
}
