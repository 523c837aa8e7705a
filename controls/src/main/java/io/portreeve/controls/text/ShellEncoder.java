package io.portreeve.controls.text;

/**
 * The sink is a POSIX shell command line: the text is exactly one word of it (POSIX.1-2024, Shell
 * Command Language, 2.2.2).
 *
 * <p>Plain words stay; all else is put into single quotes. What already is one single-quoted word
 * stays as it is, so the original of a text that was quoted on arrival cannot be told from its
 * encoding. Controls are made visible. A word that begins with a dash is still an option to many
 * programs: whoever builds the command line must put {@code --} before it.
 */
public final class ShellEncoder implements SinkEncoder {
  private static final SinkEncoder VISIBLE = new TerminalEncoder();

  @Override
  public Encoded encode(String text) {
    return VISIBLE.then(ShellEncoder::quote).encode(text);
  }

  private static Encoded quote(String text) {
    if (plain(text) || quoted(text)) {
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
