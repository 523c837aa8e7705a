package io.portreeve.controls.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One walk of the {@link MarkdownEncoder} over one text; confined to it. */
final class MarkdownPass {
  private static final int LABEL = 1000;

  /** Alternative text without markup of its own, and an address that stays on this host. */
  private static final Pattern RELATIVE_IMAGE =
      Pattern.compile(
          "!\\[[^\\[\\]`<>\\\\\\n]{0,500}+\\]\\((?!//)[A-Za-z0-9_./#-]{1,500}+"
              + "(?: \"[^\"\\n\\\\]{0,200}+\")?\\)");

  /** CommonMark 0.31, section 6.5. */
  private static final Pattern AUTOLINK =
      Pattern.compile("<[A-Za-z][A-Za-z0-9+.-]{1,31}:([^\\x00-\\x20<>]{1,2000}+)>");

  private static final Pattern XML_NAME = Pattern.compile(":?[\\p{L}\\p{N}_.:-]++/?");

  private final String text;
  private final Edit edit;
  private final TagScan tags;
  private final boolean defines;

  MarkdownPass(String text) {
    this.text = text;
    this.edit = new Edit(text);
    this.tags = new TagScan(text);
    this.defines = text.contains("]:");
  }

  Encoded encode() {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '!' -> image(i);
        case ']' -> target(i);
        case '<' -> angle(i);
        default -> {}
      }
    }
    return edit.done();
  }

  private void image(int at) {
    if (at + 1 == text.length() || text.charAt(at + 1) != '[' || escaped(at)) {
      return;
    }
    Matcher relative = RELATIVE_IMAGE.matcher(text).region(at, text.length());
    if (!relative.lookingAt() && !macro(at)) {
      edit.insert(at, "\\", TextFlaw.REMOTE_IMAGE);
    }
  }

  private boolean escaped(int at) {
    int backslashes = 0;
    while (at - backslashes > 0 && text.charAt(at - backslashes - 1) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /**
   * An identifier, its exclamation mark, and brackets with nothing behind them, in a text that
   * defines no reference at all: which brackets a definition would mean, renderers disagree on.
   */
  private boolean macro(int at) {
    if (at == 0
        || !(Character.isLetterOrDigit(text.charAt(at - 1)) || text.charAt(at - 1) == '_')) {
      return false;
    }
    int close = text.indexOf(']', at, Math.min(text.length(), at + LABEL));
    boolean alone = close > 0 && (close + 1 == text.length() || ends(text.charAt(close + 1)));
    return alone && !defines;
  }

  private static boolean ends(char c) {
    return c != '(' && c != '[' && c != ']';
  }

  /** What follows a closing bracket: an inline address after "(", a definition after ":". */
  private void target(int at) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next == '(' || next == ':') {
      int start = address(at + 2);
      boolean enclosed = start < text.length() && text.charAt(start) == '<';
      if (!enclosed && leadsAstray(start)) {
        edit.insert(start, UriScheme.INERT + ":", TextFlaw.ACTIVE_URI);
      }
    }
  }

  private boolean leadsAstray(int start) {
    return UriScheme.active(text, start) || strange(start);
  }

  /** A scheme that is not on the list; but code has parameters, {@code (x: T)}, {@code (a::b)}. */
  private boolean strange(int start) {
    int colon = text.indexOf(':', start, Math.min(text.length(), start + 64));
    boolean code =
        colon < 0 || colon + 1 == text.length() || " :\t\n".indexOf(text.charAt(colon + 1)) >= 0;
    return !code && !UriScheme.allowedAt(text, start, UriScheme.LINKS);
  }

  private int address(int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return Math.min(i, text.length());
  }

  private void angle(int at) {
    boolean acts = tags.acts(at);
    if (acts) {
      edit.replace(at, at + 1, "&lt;", TextFlaw.HTML_TAG);
    }
    boolean astray =
        opensAddress(at)
            ? leadsAstray(at + 1)
            : !acts && (UriScheme.active(text, at + 1) || foreignAutolink(at));
    if (astray) {
      edit.insert(at + 1, UriScheme.INERT + ":", TextFlaw.ACTIVE_URI);
    }
  }

  /**
   * An address with a scheme that is not on the list; a name of XML has nothing but names in it.
   */
  private boolean foreignAutolink(int at) {
    Matcher autolink = AUTOLINK.matcher(text).region(at, text.length());
    return autolink.lookingAt()
        && !XML_NAME.matcher(autolink.group(1)).matches()
        && !UriScheme.allowedAt(text, at + 1, UriScheme.LINKS);
  }

  /** Whether this angle bracket encloses the address of a link or a definition. */
  private boolean opensAddress(int at) {
    int i = at - 1;
    while (i > 0 && Character.isWhitespace(text.charAt(i))) {
      i--;
    }
    return i > 0 && (text.charAt(i) == '(' || text.charAt(i) == ':') && text.charAt(i - 1) == ']';
  }
}
