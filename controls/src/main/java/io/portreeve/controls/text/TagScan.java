package io.portreeve.controls.text;

import java.util.Locale;
import java.util.Set;

/**
 * Reads one HTML tag the way a browser's tokenizer does (HTML Standard, 13.2.5.6 on) and says
 * whether it can do anything besides laying out text.
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

  /** No honest tag is longer; what is counts as acting, which keeps the whole reading linear. */
  private static final int LONGEST = 2048;

  private final String text;
  private final int end;
  private int at;
  private boolean acts;

  private TagScan(String text, int at) {
    this.text = text;
    this.at = at;
    this.end = Math.min(text.length(), at + LONGEST);
  }

  /** Whether the "less than" at {@code at} opens markup that acts. */
  static boolean acts(String text, int at) {
    if (at + 1 >= text.length()) {
      return false;
    }
    char next = text.charAt(at + 1);
    if (next == '!') {
      return true;
    }
    int name = next == '/' || next == '?' ? at + 2 : at + 1;
    boolean named = name < text.length() && letter(text.charAt(name));
    return named && (next == '?' || new TagScan(text, name).tag());
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
