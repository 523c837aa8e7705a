package io.portreeve.gateway.scan.packages;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The order of Maven's versions (POM Reference, "Version Order Specification"). */
final class MavenVersions {
  static final Comparator<String> ORDER = MavenVersions::compare;

  private static final Map<String, String> ALIASES =
      Map.of("ga", "", "final", "", "release", "", "cr", "rc");
  private static final List<String> KNOWN =
      List.of("alpha", "beta", "milestone", "rc", "snapshot", "", "sp");

  private MavenVersions() {}

  /**
   * A part of a version.
   *
   * @param separator what stands before it
   */
  private record Token(char separator, String text) {
    boolean isNumber() {
      return !text.isEmpty() && Character.isDigit(text.charAt(0));
    }

    /** Whether it says nothing at the end of a version. */
    boolean isNull() {
      return text.isEmpty() || (isNumber() && new BigInteger(text).signum() == 0);
    }
  }

  private static int compare(String one, String other) {
    List<Token> first = trimmed(tokens(one.toLowerCase(Locale.ROOT)));
    List<Token> second = trimmed(tokens(other.toLowerCase(Locale.ROOT)));
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      Token a = i < first.size() ? first.get(i) : padding(second.get(i));
      Token b = i < second.size() ? second.get(i) : padding(first.get(i));
      int order = compare(a, b);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static Token padding(Token other) {
    return new Token(other.separator(), other.isNumber() ? "0" : "");
  }

  /** Dots, dashes and underscores part it, and so does every change between digits and letters. */
  private static List<Token> tokens(String version) {
    List<Token> tokens = new ArrayList<>();
    char separator = '.';
    int start = 0;
    for (int i = 0; i <= version.length(); i++) {
      char c = i < version.length() ? version.charAt(i) : '.';
      boolean mark = c == '.' || c == '-' || c == '_';
      boolean turn = !mark && i > start && isDigit(version.charAt(i - 1)) != isDigit(c);
      if (mark || turn) {
        tokens.add(token(separator, version.substring(start, i), turn && isDigit(c)));
        separator = mark && c == '.' ? '.' : '-';
        start = mark ? i + 1 : i;
      }
    }
    return tokens;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Token token(char separator, String text, boolean beforeNumber) {
    String word =
        beforeNumber
            ? switch (text) {
              case "a" -> "alpha";
              case "b" -> "beta";
              case "m" -> "milestone";
              default -> text;
            }
            : text;
    boolean empty = word.isEmpty();
    return new Token(separator, empty ? "0" : ALIASES.getOrDefault(word, word));
  }

  /** Without what says nothing at the end, and before each dash. */
  private static List<Token> trimmed(List<Token> tokens) {
    List<Token> kept = new ArrayList<>(tokens);
    for (int i = kept.size() - 1; i > 0; i--) {
      boolean closes = i == kept.size() - 1 || kept.get(i + 1).separator() == '-';
      if (closes && kept.get(i).isNull()) {
        var _ = kept.remove(i);
      }
    }
    return kept;
  }

  /** Words come before lists, which begin with a dash and a number, and these before numbers. */
  private static int compare(Token one, Token other) {
    int kind = Integer.compare(kind(one), kind(other));
    if (kind != 0) {
      return kind;
    }
    return one.isNumber()
        ? new BigInteger(one.text()).compareTo(new BigInteger(other.text()))
        : word(one.text(), other.text());
  }

  private static int kind(Token token) {
    return token.isNumber() ? (token.separator() == '.' ? 2 : 1) : 0;
  }

  private static int word(String one, String other) {
    int first = KNOWN.indexOf(one);
    int second = KNOWN.indexOf(other);
    int unknown = KNOWN.size();
    int order = Integer.compare(first < 0 ? unknown : first, second < 0 ? unknown : second);
    return order != 0 || first >= 0 ? order : one.compareTo(other);
  }
}
