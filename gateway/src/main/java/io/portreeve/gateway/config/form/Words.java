package io.portreeve.gateway.config.form;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How values and choices are shown in messages, and which known name a mistyped one was meant to
 * be.
 */
public final class Words {
  private static final int SHOWN = 64;

  private Words() {}

  /**
   * The text cut to a bounded length, with everything but printable ASCII escaped: safe in a log
   * and a terminal.
   */
  public static String shown(String text) {
    return shown(text, SHOWN);
  }

  static String shown(String text, int most) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length() && out.length() < most; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return out.length() >= most ? out.append("...").toString() : out.toString();
  }

  /** The text in backticks, bounded and escaped. */
  public static String quoted(String text) {
    return "`" + shown(text) + "`";
  }

  /** {@code `a`, `b` or `c`}. */
  static String oneOf(Collection<String> names) {
    List<String> quoted = names.stream().map(Words::quoted).toList();
    int last = quoted.size() - 1;
    return last < 1
        ? String.join("", quoted)
        : String.join(", ", quoted.subList(0, last)) + " or " + quoted.get(last);
  }

  /**
   * The known name nearest to the given one, if one is near enough that a slip of the hand explains
   * it. Its case counts for nothing, nor a `_` where the known one has `-`.
   */
  public static Optional<String> nearest(String given, Collection<String> known) {
    int bound = Math.max(1, Math.min(given.length(), 12) / 3);
    Optional<String> best = Optional.empty();
    int least = bound + 1;
    for (String name : known) {
      String lower = given.toLowerCase(Locale.ROOT);
      int distance = Math.min(distance(lower, name), distance(lower.replace('_', '-'), name));
      if (distance < least) {
        least = distance;
        best = Optional.of(name);
      }
    }
    return best;
  }

  /**
   * Edits between two words, where two neighbours that changed places count as one (restricted
   * Damerau).
   */
  static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > SHOWN) {
      return Integer.MAX_VALUE;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, d, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int[][] d, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
  }
}
