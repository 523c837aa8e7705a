package io.portreeve.gateway.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether an address may have been made from a URI template (RFC 6570); in doubt it was: servers
 * have expressions of their own, such as a star for any path.
 */
final class UriTemplate {
  private static final int LONGEST_TEMPLATE = 200;
  private static final int LONGEST_ADDRESS = 1_000;

  /** Any text, and any text within one segment of a path; all other tokens are characters. */
  private static final int ANYTHING = -1;

  private static final int SEGMENT = -2;

  /** Variables without operator or modifier, which stand for no slash. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.%,]+");

  private final String start;

  /** Empty for what is too long to be followed: its start decides. */
  private final List<Integer> tokens;

  private UriTemplate(String start, List<Integer> tokens) {
    this.start = start;
    this.tokens = tokens;
  }

  static UriTemplate of(String template) {
    int open = template.indexOf('{');
    boolean tooLong = template.length() > LONGEST_TEMPLATE;
    return new UriTemplate(
        open < 0 ? template : template.substring(0, open), tooLong ? List.of() : tokens(template));
  }

  /** In time proportional to both lengths; what is too long for that is compared by its start. */
  boolean fits(String address) {
    return address.startsWith(start)
        && (tokens.isEmpty() || address.length() > LONGEST_ADDRESS || follows(address));
  }

  private static List<Integer> tokens(String template) {
    List<Integer> tokens = new ArrayList<>();
    for (int at = 0; at < template.length(); at++) {
      if (template.charAt(at) != '{') {
        tokens.add((int) template.charAt(at));
        continue;
      }
      int close = template.indexOf('}', at);
      boolean plain = close > 0 && PLAIN.matcher(template.substring(at + 1, close)).matches();
      tokens.add(plain ? SEGMENT : ANYTHING);
      at = close < 0 ? template.length() : close;
    }
    return List.copyOf(tokens);
  }

  /** Follows every way through the template at once. */
  private boolean follows(String address) {
    boolean[] at = new boolean[tokens.size() + 1];
    at[0] = true;
    skipEmpty(at);
    for (int i = 0; i < address.length(); i++) {
      boolean[] next = new boolean[at.length];
      for (int token = 0; token < tokens.size(); token++) {
        if (at[token]) {
          step(tokens.get(token), address.charAt(i), token, next);
        }
      }
      skipEmpty(next);
      at = next;
    }
    return at[tokens.size()];
  }

  private static void step(int token, char read, int at, boolean[] next) {
    if (token == ANYTHING || (token == SEGMENT && read != '/')) {
      next[at] = true;
    } else if (token == read) {
      next[at + 1] = true;
    }
  }

  private void skipEmpty(boolean[] at) {
    for (int token = 0; token < tokens.size(); token++) {
      if (at[token] && tokens.get(token) < 0) {
        at[token + 1] = true;
      }
    }
  }
}
