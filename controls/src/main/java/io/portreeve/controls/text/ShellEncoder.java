package io.portreeve.controls.text;

import java.util.Map;

/**
 * The sink is a POSIX shell command line: the text is exactly one word of it (POSIX.1-2024, Shell
 * Command Language, 2.2.2).
 *
 * <p>Plain words stay; all else is put into single quotes. What already is one single-quoted word
 * stays as it is, so the original of a text that was quoted on arrival cannot be told from its
 * encoding. Controls are made visible. A word that begins with a dash would be an option to most
 * programs, quoted or not, so it gets {@code ./} in front: the same file, and no option.
 */
public final class ShellEncoder implements SinkEncoder {
  private static final SinkEncoder VISIBLE = new TerminalEncoder();

  @Override
  public Encoded encode(String text) {
    return VISIBLE.then(ShellEncoder::quote).encode(text);
  }

  private static Encoded quote(String text) {
    boolean quoted = quoted(text);
    if (text.startsWith(quoted ? "'-" : "-")) {
      Encoded word = quote(quoted ? "'./" + text.substring(1) : "./" + text);
      return word.and(Map.of(TextFlaw.SHELL_OPTION, 1));
    }
    if (plain(text) || quoted) {
      return Encoded.unchanged(text);
    }
    Tally tally = new Tally();
    tally.add(TextFlaw.SHELL_SYNTAX);
    return tally.of("'" + text.replace("'", "'\\''") + "'");
  }

  private static boolean plain(String text) {
    return !text.isEmpty()
        && text.charAt(0) != '='
        && text.codePoints()
            .allMatch(c -> Character.isLetterOrDigit(c) || "_@%+=:,./-".indexOf(c) >= 0);
  }

  private static boolean quoted(String text) {
    if (text.length() < 2 || text.charAt(0) != '\'' || !text.endsWith("'")) {
      return false;
    }
    return text.substring(1, text.length() - 1).replace("'\\''", "").indexOf('\'') < 0;
  }
}
