package io.portreeve.gateway.scan.code;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the lines out of a file that are comments as a whole, and errs on the side of code. What
 * looks like a comment may stand in a text that goes over several lines, so a line goes only if
 * nothing in it could run there, either: it ends no text, and puts no value into one.
 */
final class Comments {
  private static final Pattern LINES = Pattern.compile("[^\n\r]+");

  /** What ends a text, a comment or an element, or puts a value in; two end lines in comments. */
  private static final Pattern JAVASCRIPT = Pattern.compile("[{`\u2028\u2029]|\\*/|</|/>");

  private static final Pattern PYTHON = Pattern.compile("\\{|\"\"\"|'''");

  /** A type, a link or a name in a comment: whatever it is, it ends where it seems to. */
  private static final Pattern SIMPLE =
      Pattern.compile("\\{[@\\w.,|<>?*\\[\\] #=]*\\}|`[\\w.,()\\[\\] :=+-]*`");

  private final Language language;
  private boolean open;
  private boolean continued;

  private Comments(Language language) {
    this.language = language;
  }

  /** The same text with blanks instead of comments: every other character is where it was. */
  static String blanked(String text, Language language) {
    Comments comments = new Comments(language);
    var blanked = new StringBuilder(text);
    Matcher lines = LINES.matcher(text);
    while (lines.find()) {
      if (comments.next(lines.group())) {
        blanked.replace(lines.start(), lines.end(), " ".repeat(lines.end() - lines.start()));
      }
    }
    return blanked.toString();
  }

  /** Whether the next line is a comment; a text may go on behind a backslash. */
  private boolean next(String line) {
    if (line.isBlank()) {
      return false;
    }
    boolean comment = isOne(line.strip()) && !continued;
    open = open && !continued;
    continued = line.endsWith("\\");
    return comment;
  }

  private boolean isOne(String line) {
    return switch (language) {
      case JAVASCRIPT -> isInBlock(line) || isLine(line, "//", JAVASCRIPT);
      case PYTHON -> isLine(line, "#", PYTHON);
    };
  }

  private static boolean isLine(String line, String sign, Pattern runs) {
    return line.startsWith(sign) && !runs.matcher(line).find();
  }

  /** A star begins a line of a comment only below the one that opens it: else it multiplies. */
  private boolean isInBlock(String line) {
    boolean begun = line.startsWith("/*") || (open && line.startsWith("*"));
    String told = begun ? SIMPLE.matcher(line).replaceAll("") : "";
    open = begun && !JAVASCRIPT.matcher(told).find();
    return open && !JAVASCRIPT.matcher(line).find();
  }
}
