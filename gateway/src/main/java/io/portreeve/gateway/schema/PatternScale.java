package io.portreeve.gateway.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How large the program of a pattern becomes: RE2 runs in linear time, but it writes counted
 * repetitions out, and those within others multiply.
 */
final class PatternScale {
  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");
  private static final long MOST = 1L << 40;

  private final String pattern;
  private final Deque<Long> outer = new ArrayDeque<>();
  private int at;
  private long size;
  private long last;

  private PatternScale(String pattern) {
    this.pattern = pattern;
  }

  /** At least the number of instructions, never less. */
  static long size(String pattern) throws SchemaFault {
    if (pattern.contains("\\Q")) {
      throw new SchemaFault("a pattern quotes");
    }
    return new PatternScale(pattern).measure();
  }

  private long measure() {
    while (at < pattern.length()) {
      switch (pattern.charAt(at)) {
        case '\\' -> atom(at + 2);
        case '[' -> atom(endOfClass());
        case '(' -> open();
        case ')' -> close();
        case '{' -> count();
        default -> atom(at + 1);
      }
    }
    while (!outer.isEmpty()) {
      close();
    }
    return size + 1;
  }

  private void atom(int next) {
    last = 1;
    size = bounded(size + 1);
    at = next;
  }

  private void open() {
    outer.push(size);
    size = 0;
    at++;
  }

  private void close() {
    last = size + 2;
    size = bounded(last + (outer.isEmpty() ? 0 : outer.pop()));
    at++;
  }

  private void count() {
    Matcher count = COUNT.matcher(pattern).region(at, pattern.length());
    if (!count.lookingAt()) {
      atom(at + 1);
      return;
    }
    long times = Math.max(number(count.group(1)), number(count.group(2)));
    long repeated = bounded(last * Math.max(1, times));
    size = bounded(size + repeated);
    last = repeated;
    at = count.end();
  }

  private static long number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  /** The first bracket ends a class here, though RE2 may read on: then too much is counted. */
  private int endOfClass() {
    int end = at + 1;
    while (end < pattern.length() && pattern.charAt(end) != ']') {
      end += pattern.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  private static long bounded(long size) {
    return Math.min(size, MOST);
  }
}
