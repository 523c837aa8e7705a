package io.portreeve.controls.text;

import java.util.Locale;
import java.util.Set;

/**
 * Reads the HTML tags of one text the way a browser's tokenizer does (HTML Standard, 13.2.5.6 on)
 * and says of each whether it can do anything besides laying out text; confined to that text.
 *
 * <p>Harmless are layout elements and unknown names (type parameters, placeholders) without an
 * attribute that acts; everything else, comments and declarations included, is not. A question mark
 * without a name is a wildcard of Java.
 */
final class TagScan {
  /** Elements that fetch, run, embed, submit, restyle or swallow what follows them. */
  private static final Set<String> ACTIVE =
      Set.of(
          "script",
          "iframe",
          "frame",
          "frameset",
          "object",
          "embed",
          "applet",
          "param",
          "img",
          "image",
          "picture",
          "source",
          "video",
          "audio",
          "track",
          "svg",
          "math",
          "style",
          "link",
          "meta",
          "base",
          "form",
          "input",
          "button",
          "select",
          "option",
          "textarea",
          "isindex",
          "keygen",
          "body",
          "html",
          "head",
          "title",
          "noscript",
          "noembed",
          "noframes",
          "template",
          "slot",
          "portal",
          "dialog",
          "map",
          "area",
          "marquee",
          "bgsound",
          "layer",
          "ilayer",
          "xml",
          "xmp",
          "plaintext",
          "listing",
          "canvas",
          "foreignobject",
          "animate",
          "set",
          "use");

  private static final Set<String> ACTING =
      Set.of(
          "style",
          "src",
          "srcset",
          "srcdoc",
          "href",
          "xlink:href",
          "action",
          "formaction",
          "data",
          "poster",
          "background",
          "ping",
          "manifest",
          "is",
          "srcobject",
          "dynsrc",
          "lowsrc");

  /** No honest tag is longer; what is counts as acting. */
  private static final int LONGEST = 2048;

  /**
   * How often a character is read again on average, besides what a short text may always cost. Tags
   * that begin inside of tags spend it, and what begins after that counts as acting: the work on a
   * text grows with its length and no faster.
   */
  private static final int READINGS = 4;

  private static final int ALWAYS = 64 * 1024;

  private final String text;
  private long left;
  private int end;
  private int at;
  private boolean acts;

  TagScan(String text) {
    this.text = text;
    this.left = bound(text.length());
  }

  /** The most characters that are read of all tags of a text, but for the end of the last one. */
  static long bound(int length) {
    return (long) READINGS * length + ALWAYS;
  }

  /** How many characters were read so far. */
  long read() {
    return bound(text.length()) - left;
  }

  /** Whether the "less than" at {@code from} opens markup that acts. */
  boolean acts(int from) {
    if (from + 1 >= text.length()) {
      return false;
    }
    char next = text.charAt(from + 1);
    if (next == '!') {
      return true;
    }
    int name = next == '/' || next == '?' ? from + 2 : from + 1;
    boolean named = name < text.length() && letter(text.charAt(name));
    return named && (next == '?' || left <= 0 || tagAt(name));
  }

  private boolean tagAt(int name) {
    at = name;
    end = Math.min(text.length(), name + LONGEST);
    acts = false;
    boolean found = tag();
    left -= at - name;
    return found;
  }

  private static boolean letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private boolean tag() {
    String name = word("/>");
    if (ACTIVE.contains(name) || name.indexOf('\0') >= 0) {
      return true;
    }
    while (!acts && skipToAttribute()) {
      attribute();
    }
    return acts || (at >= end && end < text.length());
  }

  private String word(String stops) {
    int start = at;
    while (at < end && !space(text.charAt(at)) && stops.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, Math.min(at, start + 40)).toLowerCase(Locale.ROOT);
  }

  private boolean skipToAttribute() {
    while (at < end && (space(text.charAt(at)) || text.charAt(at) == '/')) {
      at++;
    }
    return at < end && text.charAt(at) != '>';
  }

  private void attribute() {
    int start = at;
    String name = word("/>=");
    if (at == start) {
      at++; // An equals sign begins a name here; the next turn reads the rest of it.
      return;
    }
    acts |= name.startsWith("on") || ACTING.contains(name);
    skipSpace();
    if (at < end && text.charAt(at) == '=') {
      at++;
      skipSpace();
      value();
    }
  }

  private void value() {
    if (at >= end) {
      return;
    }
    char quote = text.charAt(at);
    if (quote == '"' || quote == '\'') {
      int close = text.indexOf(quote, at + 1, end);
      at = close < 0 ? end : close + 1;
      acts |= close < 0;
    } else {
      word(">");
    }
  }

  private void skipSpace() {
    while (at < end && space(text.charAt(at))) {
      at++;
    }
  }

  private static boolean space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
  }
}
