package io.portreeve.controls.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what any reader of a text may take for its URI scheme.
 *
 * <p>Browsers drop leading controls and spaces and, anywhere, tabs and line ends (URL Standard,
 * 4.4); Markdown and HTML decode character references and backslash escapes; servers decode
 * percent-encoding, some of them twice, and fold compatibility characters. All of these are undone
 * here, one after the other, so a scheme hidden by any of them is found. Padding of more than a
 * thousand characters counts as a disguise by itself.
 */
public final class UriScheme {
  /** Put before a URI that must not work; itself the name of no scheme. */
  static final String INERT = "unsafe";

  /** Schemes that a text may link to without asking anybody. */
  public static final Set<String> LINKS = Set.of("http", "https", "mailto", "tel", INERT);

  /** Schemes whose text is run, or read as a document that may run. */
  static final Set<String> SCRIPTS =
      Set.of("javascript", "vbscript", "livescript", "mocha", "data", "mhtml");

  /** The same, and schemes that read local files, start programs or speak to other services. */
  static final Set<String> ACTIVE =
      Set.of(
          "javascript",
          "vbscript",
          "livescript",
          "mocha",
          "data",
          "mhtml",
          "file",
          "blob",
          "filesystem",
          "view-source",
          "jar",
          "mk",
          "its",
          "ms-its",
          "about",
          "chrome",
          "resource",
          "shell",
          "search-ms",
          "ms-msdt",
          "ms-officecmd",
          "ldap",
          "ldaps",
          "dict",
          "gopher",
          "tftp",
          "smb",
          "jnlp",
          "jnlps",
          "vscode",
          "vscode-insiders",
          "cursor",
          "windsurf",
          "php",
          "expect",
          "phar",
          "glob",
          "netdoc",
          "rmi",
          "intent");

  private static final int ROUNDS = 3;
  private static final int LONGEST = 256;
  private static final int BUDGET = 1024;

  private UriScheme() {}

  /** Whether a URI that does something when it is followed begins at {@code from}. */
  public static boolean active(CharSequence text, int from) {
    return hides(text, from, ACTIVE);
  }

  /** Whether, in some reading, a URI with a scheme of {@code wanted} begins at {@code from}. */
  static boolean hides(CharSequence text, int from, Set<String> wanted) {
    String view = view(text, from, false);
    for (int round = 0; round <= ROUNDS; round++) {
      if (scheme(view).filter(wanted::contains).isPresent()) {
        return true;
      }
      if (!disguised(view)) {
        return false;
      }
      String next = round == 0 ? view(text, from, true) : view(view, 0, true);
      if (round > 0 && next.equals(view)) {
        return false;
      }
      view = next;
    }
    return false;
  }

  /**
   * Whether {@code uri} is relative or has a scheme of {@code allowed}, in every reading of it.
   *
   * <p>A drive letter, and a name followed by a port or line number, count as relative.
   */
  public static boolean allowed(CharSequence uri, Set<String> allowed) {
    return allowedAt(uri, 0, allowed);
  }

  static boolean allowedAt(CharSequence text, int from, Set<String> allowed) {
    Optional<String> plain = scheme(view(text, from, false));
    if (plain.isPresent()) {
      return allowed.contains(plain.get());
    }
    return !active(text, from);
  }

  /** The scheme as the URL Standard finds it, in lower case; empty for a relative reference. */
  public static Optional<String> of(CharSequence uri) {
    return scheme(view(uri, 0, false));
  }

  private static Optional<String> scheme(String view) {
    int colon = view.indexOf(':');
    if (colon < 2 || !wellFormed(view, colon)) {
      return Optional.empty();
    }
    String scheme = view.substring(0, colon);
    boolean port = view.length() > colon + 1 && Character.isDigit(view.charAt(colon + 1));
    return port && !ACTIVE.contains(scheme) && !LINKS.contains(scheme)
        ? Optional.empty()
        : Optional.of(scheme);
  }

  private static boolean wellFormed(String view, int colon) {
    for (int i = 0; i < colon; i++) {
      char c = view.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      boolean other = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (!letter && (i == 0 || !other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean disguised(String view) {
    return view.chars().anyMatch(c -> c == '%' || c == '&' || c == '\\' || c <= 0x20 || c > 0x7E);
  }

  /**
   * The text from {@code from} in lower case, up to one character past its first colon, or to what
   * can stand in no scheme and in no disguise of one.
   */
  private static String view(CharSequence text, int from, boolean decode) {
    StringBuilder view = new StringBuilder(16);
    int end = Math.min(text.length(), from + BUDGET);
    int i = from;
    while (i < end && view.length() < LONGEST) {
      long step = decode ? decoded(text, i) : 0;
      int c = step == 0 ? text.charAt(i) : Entities.codePoint(step);
      i += step == 0 ? 1 : Entities.length(step);
      if (stops(c)) {
        return fold(view, decode);
      }
      if (!dropped(c, view.isEmpty(), decode)) {
        view.appendCodePoint(c);
        if (pastColon(view)) {
          return fold(view, decode);
        }
      }
    }
    return i < text.length() && view.length() < LONGEST ? "javascript:" : fold(view, decode);
  }

  private static boolean pastColon(StringBuilder view) {
    return view.length() > 1 && view.charAt(view.length() - 2) == ':';
  }

  private static boolean stops(int c) {
    boolean ascii = c > 0x20 && c < 0x7F;
    boolean alphanumeric = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    return ascii && !alphanumeric && "+-.:%&#;\\".indexOf(c) < 0;
  }

  private static String fold(StringBuilder view, boolean decode) {
    String lower = view.toString().toLowerCase(Locale.ROOT);
    return decode ? Compatibility.of(lower) : lower;
  }

  private static boolean dropped(int c, boolean leading, boolean decode) {
    boolean blank = c <= 0x20 || (c >= 0x7F && c <= 0xA0);
    if (!decode) {
      return c == '\t' || c == '\n' || c == '\r' || (leading && blank);
    }
    return blank || c == '\\' || (c > 0xA0 && Invisibles.of(c) != null);
  }

  private static long decoded(CharSequence text, int i) {
    long entity = Entities.at(text, i);
    return entity != 0 ? entity : Percent.at(text, i);
  }
}
