package io.portreeve.gateway.desk.jsonc;

import io.portreeve.gateway.desk.jsonc.JsoncValue.Literal;
import io.portreeve.gateway.desk.jsonc.JsoncValue.StringValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Goes through the characters of a text from left to right. */
final class Lexer {
  /** What {@link #here} gives behind the end; no text can have it outside of a string. */
  private static final char END = '\0';

  private static final int HEX_DIGITS = 4;
  private static final int RADIX = 16;
  private static final Pattern LITERAL =
      Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

  private final String text;
  private int at;

  Lexer(String text) {
    this.text = text;
  }

  int at() {
    return at;
  }

  char here() {
    return at < text.length() ? text.charAt(at) : END;
  }

  void step() {
    at++;
  }

  /** Goes past blanks, line ends and comments. */
  void blanks() throws JsoncRefused {
    while (at < text.length()) {
      if (" \t\r\n".indexOf(here()) >= 0) {
        at++;
      } else if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw wrong("a comment has no end");
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  Literal literal() throws JsoncRefused {
    Matcher found = LITERAL.matcher(text).region(at, text.length());
    if (!found.lookingAt() || isWordAt(found.end())) {
      throw wrong(at < text.length() ? "a value is missing" : "ends too early");
    }
    int from = at;
    at = found.end();
    return new Literal(from, at, found.group());
  }

  private boolean isWordAt(int index) {
    return index < text.length()
        && (Character.isLetterOrDigit(text.charAt(index))
            || "._+-".indexOf(text.charAt(index)) >= 0);
  }

  StringValue string() throws JsoncRefused {
    int from = at;
    at++;
    StringBuilder decoded = new StringBuilder();
    while (here() != '"') {
      if (at >= text.length() || here() < ' ') {
        throw new JsoncRefused(text, from, "a text has no end on its line");
      }
      if (here() == '\\') {
        at++;
        decoded.append(escaped());
      } else {
        decoded.append(here());
      }
      at++;
    }
    at++;
    return new StringValue(from, at, decoded.toString());
  }

  private char escaped() throws JsoncRefused {
    return switch (here()) {
      case '"', '\\', '/' -> here();
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("has no such escape");
    };
  }

  private char unicode() throws JsoncRefused {
    int end = at + 1 + HEX_DIGITS;
    String digits = end <= text.length() ? text.substring(at + 1, end) : "";
    if (!digits.matches("[0-9A-Fa-f]{4}")) {
      throw wrong("has no such escape");
    }
    at += HEX_DIGITS;
    return (char) Integer.parseInt(digits, RADIX);
  }

  private JsoncRefused wrong(String what) {
    return new JsoncRefused(text, at, what);
  }
}
