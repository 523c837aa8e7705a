package io.portreeve.gateway.config;

/**
 * A pattern of names or addresses in which {@code *} stands for any run of characters, none
 * included, and nothing else is special. Matching takes time in proportion to pattern times name at
 * worst, whatever either holds.
 */
public record NamePattern(String text) {
  /** Whether the whole name fits. */
  public boolean matches(String name) {
    int at = 0;
    int star = -1;
    int retry = 0;
    int i = 0;
    while (i < name.length()) {
      if (at < text.length() && text.charAt(at) == '*') {
        star = at++;
        retry = i;
      } else if (at < text.length() && text.charAt(at) == name.charAt(i)) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++retry;
      } else {
        return false;
      }
    }
    while (at < text.length() && text.charAt(at) == '*') {
      at++;
    }
    return at == text.length();
  }

  @Override
  public String toString() {
    return text;
  }
}
