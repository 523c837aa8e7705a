package io.portreeve.gateway.catalog;

import java.util.ArrayList;
import java.util.List;

/** Whether an address may have been made from a URI template (RFC 6570); in doubt it was. */
final class UriTemplate {
  private static final int LONGEST_TEMPLATE = 200;
  private static final int LONGEST_ADDRESS = 1_000;

  /** Any text, and any text within one segment of a path; all other tokens are characters. */
  private static final int ANYTHING = -1;

  private static final int SEGMENT = -2;

  private UriTemplate() {}

  /** In time proportional to both lengths; what is too long for that is compared by its start. */
  static boolean fits(String template, String address) {
    int open = template.indexOf('{');
    String start = open < 0 ? template : template.substring(0, open);
    if (!address.startsWith(start)) {
      return false;
    }
    return template.length() > LONGEST_TEMPLATE
        || address.length() > LONGEST_ADDRESS
        || fits(tokens(template), address);
  }

  private static List<Integer> tokens(String template) {
    List<Integer> tokens = new ArrayList<>();
    for (int at = 0; at < template.length(); at++) {
      if (template.charAt(at) != '{') {
        tokens.add((int) template.charAt(at));
        continue;
      }
      int close = template.indexOf('}', at);
      boolean operator = close < 0 || "+#/?&.;".indexOf(template.charAt(at + 1)) >= 0;
      tokens.add(operator ? ANYTHING : SEGMENT);
      at = close < 0 ? template.length() : close;
    }
    return tokens;
  }

  /** Follows every way through the template at once. */
  private static boolean fits(List<Integer> tokens, String address) {
    boolean[] at = new boolean[tokens.size() + 1];
    at[0] = true;
    skipEmpty(tokens, at);
    for (int i = 0; i < address.length(); i++) {
      boolean[] next = new boolean[at.length];
      for (int token = 0; token < tokens.size(); token++) {
        if (at[token]) {
          step(tokens.get(token), address.charAt(i), token, next);
        }
      }
      skipEmpty(tokens, next);
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

  private static void skipEmpty(List<Integer> tokens, boolean[] at) {
    for (int token = 0; token < tokens.size(); token++) {
      if (at[token] && tokens.get(token) < 0) {
        at[token + 1] = true;
      }
    }
  }
}
