package io.portreeve.gateway.display;

import java.util.regex.Pattern;

/** A text as a POSIX shell reads it as one word, for a line that a person may copy. */
public final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/@%+=:,-]+");

  private ShellWord() {}

  /** Quoted where it has to be. */
  public static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  /** In quotes, whatever it is. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
