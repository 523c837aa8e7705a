package io.portreeve.controls.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The sink is a web page: put into an element or a quoted attribute, the text makes no element, no
 * event handler and no script URI.
 *
 * <p>Every {@code <} that could begin a tag, comment, declaration or processing instruction becomes
 * a character reference, so all markup shows as what it is written as; and so does every quote, so
 * that no attribute ends early. Where a page forgot the quotes, {@code on…=}, {@code style=} and
 * {@code srcdoc=} lose their equals sign to a reference. A script URI that fills the text, or
 * stands behind a quote, an equals sign or a parenthesis, gets {@code unsafe:} in front. In a page
 * all of it but the last looks as before. References in the text are left as they are.
 */
public final class HtmlEncoder implements SinkEncoder {
  private static final Set<String> ATTRIBUTES = Set.of("style", "srcdoc", "formaction");

  private static final int LONGEST_ATTRIBUTE = 42;

  /** The word "data" and its colon, undisguised, before anything but a document. */
  private static final Pattern DATA_THAT_RESTS =
      Pattern.compile("(?i)\\s{0,64}+data:(?!text/|application/|image/svg|multipart/|[,;])");

  @Override
  public Encoded encode(String text) {
    Edit edit = new Edit(text);
    if (uriStart(text, 0)) {
      edit.insert(0, UriScheme.INERT + ":", TextFlaw.ACTIVE_URI);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=' && activeAttribute(text, i)) {
        edit.replace(i, i + 1, "&#61;", TextFlaw.ACTIVE_ATTRIBUTE);
      }
      if (c == '"' || c == '\'') {
        edit.replace(i, i + 1, c == '"' ? "&#34;" : "&#39;", TextFlaw.HTML_QUOTE);
      }
      if (c == '<' && opens(text, i)) {
        edit.replace(i, i + 1, "&lt;", TextFlaw.HTML_TAG);
      } else if (introduces(text, i, c) && uriStart(text, i + 1)) {
        edit.insert(i + 1, UriScheme.INERT + ":", TextFlaw.ACTIVE_URI);
      }
    }
    return edit.done();
  }

  /** Whether the equals sign gives a value to an attribute that acts. */
  private static boolean activeAttribute(String text, int equals) {
    int end = equals;
    while (end > 0 && (text.charAt(end - 1) == 0 || Character.isWhitespace(text.charAt(end - 1)))) {
      end--;
    }
    int start = end;
    while (start > 0 && end - start <= LONGEST_ATTRIBUTE && letter(text.charAt(start - 1))) {
      start--;
    }
    String name = text.substring(start, end).toLowerCase(Locale.ROOT);
    boolean whole = start == 0 || !partOfName(text.charAt(start - 1));
    return whole && ((name.startsWith("on") && name.length() > 3) || ATTRIBUTES.contains(name));
  }

  private static boolean letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }

  private static boolean partOfName(char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
  }

  /** A "less than" at the very end counts: the next text may complete the tag. */
  private static boolean opens(String text, int at) {
    if (at + 1 == text.length()) {
      return true;
    }
    char next = text.charAt(at + 1);
    return letter(next) || "/!?%".indexOf(next) >= 0;
  }

  /** A quote may have become a reference already. */
  private static boolean introduces(String text, int at, char c) {
    return "\"'`=(".indexOf(c) >= 0
        || (c == ';' && (text.startsWith("&#34", at - 4) || text.startsWith("&#39", at - 4)));
  }

  /** Whether a URI that runs script, or carries a document that may, begins at {@code at}. */
  private static boolean uriStart(String text, int at) {
    return UriScheme.hides(text, at, UriScheme.SCRIPTS)
        && !DATA_THAT_RESTS.matcher(text).region(at, text.length()).lookingAt();
  }
}
