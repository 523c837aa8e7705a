package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.controls.text.Compatibility;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges the kinds that are one name: database objects, words of a command line, ids. */
final class NameRules {
  private static final int LONGEST = 1024;

  private static final Pattern BARE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,127}(?:\\.[A-Za-z_][A-Za-z0-9_$]{0,127}){0,3}");

  /** What ends, or is never part of, a quoted name; and a clause behind a name. */
  private static final Pattern NO_NAME =
      Pattern.compile(
          "['\"`;\\\\<>=\\x00-\\x1F]|--|/\\*|\\*/|\\)\\s*[A-Za-z]"
              + "|\\(\\s*(?:select|values|with|table)\\b"
              + "|\\s(?:select|union|where|join|having|into|values)(?:\\s|\\(|$)",
          Pattern.CASE_INSENSITIVE);

  /** Characters with a meaning in POSIX shells, cmd.exe or PowerShell, wherever they stand. */
  private static final String SHELL = "|&;<>()$`\\\"'*?[]{}!^%\n\r\t ";

  /** What begins another command, names a file for its output, or adds an option. */
  private static final Pattern COMMANDS = Pattern.compile("[;|&`<>\"']|\\$[({\\w]|\\s-|\\\\$");

  /** Dashes that PowerShell takes for the ASCII one. */
  private static final String DASHES = "-\u2013\u2014\u2015";

  private NameRules() {}

  /** Names are not repaired: what is not in canonical form names something that nobody sees. */
  private static Optional<ArgumentFlaw> name(String text, Form form) {
    if (text.isEmpty()) {
      return Optional.of(ArgumentFlaw.EMPTY);
    }
    if (text.length() > LONGEST) {
      return Optional.of(ArgumentFlaw.TOO_LONG);
    }
    if (text.chars()
        .anyMatch(c -> c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)) {
      return Optional.of(ArgumentFlaw.CONTROL_CHARACTER);
    }
    return CanonicalText.of(text, form).changes(text)
        ? Optional.of(ArgumentFlaw.HIDDEN_CHARACTER)
        : Optional.empty();
  }

  private static ArgumentRuling ruling(String text, Optional<ArgumentFlaw> flaw) {
    return flaw.map(ArgumentRuling::refuse).orElseGet(() -> ArgumentRuling.accept(text));
  }

  static ArgumentRuling sqlIdentifier(ArgumentKind.SqlIdentifier kind, String text) {
    boolean fits =
        kind.bare()
            ? BARE.matcher(text).matches()
            : !NO_NAME.matcher(Compatibility.of(text)).find();
    return ruling(
        text,
        name(text, Form.AS_IS)
            .or(() ->
                fits ? Optional.empty() : Optional.of(ArgumentFlaw.SQL_IDENTIFIER_MALFORMED)));
  }

  /** Whether the word then is one that the program obeys is not judged, but for options. */
  static ArgumentRuling shellWord(ArgumentKind.ShellWord kind, String text) {
    return ruling(text, name(text, Form.AS_IS).or(() -> shell(kind, text)));
  }

  private static Optional<ArgumentFlaw> shell(ArgumentKind.ShellWord kind, String text) {
    char first = text.charAt(0);
    char folded = Compatibility.of(text).charAt(0);
    if (DASHES.indexOf(first) >= 0 || DASHES.indexOf(folded) >= 0 || folded == '\u2212') {
      return Optional.of(ArgumentFlaw.OPTION);
    }
    if (!kind.bare()) {
      return COMMANDS.matcher(Compatibility.of(text)).find()
          ? Optional.of(ArgumentFlaw.SHELL_SYNTAX)
          : Optional.empty();
    }
    // Some programs fold what they are given: then a full-width bar is one.
    boolean syntax =
        Compatibility.of(text)
            .chars()
            .anyMatch(c ->
                SHELL.indexOf(c) >= 0 || Character.isSpaceChar(c) || Character.isWhitespace(c));
    boolean leading = "#~=".indexOf(first) >= 0 || text.contains(":~") || text.contains("=~");
    return syntax || leading ? Optional.of(ArgumentFlaw.SHELL_SYNTAX) : Optional.empty();
  }

  static Optional<ArgumentFlaw> id(String text) {
    boolean blank = !text.isEmpty() && !text.strip().equals(text);
    return name(text, Form.NFC)
        .or(() -> blank ? Optional.of(ArgumentFlaw.HIDDEN_CHARACTER) : Optional.empty());
  }
}
