package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.controls.text.Compatibility;
import io.portreeve.controls.text.Encoded;
import io.portreeve.controls.text.Percent;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges text that a server puts into an SQL statement: refused is what could go on as SQL, and
 * only that.
 *
 * <p>Doubling quotes would be wrong for servers that bind parameters, so nothing is escaped.
 * Whether a quote breaks out is decided by what follows it: {@code O'Brien} pasted between quotes
 * is a string with a name behind it, which no dialect accepts, so the statement fails as a whole
 * and the text may pass. A quote is refused if an operator, a keyword, a bracket, a separator, a
 * comment or the end follows; likewise a backslash that could take the server's own quote with it.
 * Where no quotes are needed at all, a number followed by a condition or a statement is refused.
 * The same holds for the text with percent-encoding undone and in compatibility form. What is left
 * is that a server which pastes gets a syntax error, and that text in an unquoted place which is no
 * number is not judged: declare such arguments as numbers in the schema.
 */
final class SqlLiteralRule {
  private static final int LONGEST = 1 << 20;
  private static final int ROUNDS = 3;

  private static final String STATEMENTS =
      "select|insert|update|delete|drop|alter|create|exec|execute|declare|waitfor|shutdown|truncate"
          + "|grant|copy|attach|pragma|begin|set|call|do|load|merge|replace|vacuum";

  /** Words that can follow a complete expression, in any common dialect. */
  private static final Set<String> CONTINUATIONS =
      Set.of(
          "or",
          "and",
          "xor",
          "not",
          "union",
          "except",
          "intersect",
          "minus",
          "like",
          "ilike",
          "rlike",
          "regexp",
          "glob",
          "match",
          "similar",
          "sounds",
          "in",
          "is",
          "isnull",
          "notnull",
          "between",
          "div",
          "mod",
          "collate",
          "escape",
          "as",
          "from",
          "into",
          "where",
          "group",
          "order",
          "having",
          "limit",
          "offset",
          "fetch",
          "for",
          "window",
          "returning",
          "procedure",
          "on",
          "using",
          "join",
          "then",
          "else",
          "when",
          "end",
          "over",
          "at",
          "values",
          "set",
          "select",
          "insert",
          "update",
          "delete",
          "drop",
          "exec",
          "execute",
          "waitfor",
          "begin",
          "asc",
          "desc",
          "with",
          "overlaps",
          "contains",
          "go",
          "declare",
          "binary",
          "filter",
          "within",
          "within_group",
          "operator",
          "rollup",
          "lock",
          "option",
          "output",
          "default");

  /**
   * Words that begin a statement where none need a separator (T-SQL), or an operator of two words:
   * behind a string they go on only with what rids them of the server's own quote.
   */
  private static final Set<String> STARTERS =
      Set.of(
          "truncate",
          "if",
          "create",
          "alter",
          "grant",
          "revoke",
          "deny",
          "while",
          "print",
          "use",
          "kill",
          "backup",
          "restore",
          "bulk",
          "merge",
          "dbcc",
          "reconfigure",
          "throw",
          "raiserror",
          "return",
          "commit",
          "rollback",
          "save",
          "open",
          "close",
          "deallocate",
          "goto",
          "shutdown",
          "checkpoint",
          "disable",
          "enable",
          "add",
          "revert",
          "setuser",
          "writetext",
          "updatetext",
          "readtext",
          "send",
          "receive",
          "move",
          "member",
          "call",
          "attach",
          "pragma",
          "copy",
          "do",
          "replace",
          "load",
          "exists",
          "case",
          "cast",
          "convert");

  /** The server's own quote is taken into a string, or into a comment. */
  private static final Pattern RIDS = Pattern.compile("['\"]|--|/\\*|#");

  /** A name or a number right behind a string: no dialect has that, but for an alias. */
  private static final Pattern NAME =
      Pattern.compile("[\\s\\p{Z}]*+(?:[\\p{L}_][\\p{L}\\p{N}_]*+|\\p{N}++)");

  /** What makes an alias out of that name: a list, an end, a clause, a comment. */
  private static final Pattern ALIAS_ENDS = Pattern.compile("[\\s\\p{Z}]*+[,;)#/-]");

  /** What an injection behind an alias needs to be rid of the server's own quote. */
  private static final Pattern TAIL =
      Pattern.compile(
          "--|/\\*|#|[=<>|+*(,&]\\s*+['\"]"
              + "|;\\s*+(?:"
              + STATEMENTS
              + ")\\b"
              + "|\\b(?:or|and|select|from|union|where|like)\\s*+['\"(]",
          Pattern.CASE_INSENSITIVE);

  /** A number as SQL writes it, alone or in a sum. */
  private static final String NUMBER = "[-+~]?(?:0x[0-9a-f]++|[0-9][0-9.]*+(?:e[-+]?[0-9]++)?)";

  private static final Pattern UNQUOTED = unquoted("|--|/\\*|#");

  /** For ids: {@code 10--things} and {@code 2024#7} are some, and harmless where they end. */
  private static final Pattern UNQUOTED_ID = unquoted("");

  private static final Pattern DOLLARS = Pattern.compile("\\$(?:[A-Za-z_][A-Za-z0-9_]*+)?\\$");

  private static final Pattern COMMENT =
      Pattern.compile("/\\*(?:[^*]|\\*(?!/))*+(?:\\*/|\\z)|--[^\\n]*+\\n");

  private static Pattern unquoted(String comments) {
    return Pattern.compile(
        "[\\s(]*+"
            + NUMBER
            + "(?:\\s*+[-+*/%|&^]\\s*+"
            + NUMBER
            + ")*+[\\s)]*+(?:"
            + "(?:or|and|xor|\\|\\||&&)[\\s(]*+(?:not\\s++)?[\\w'\"@.]++[\\s)]*+"
            + "(?:[=<>!(;]|(?:like|in|is|between)\\b|--|/\\*|#)"
            + "|(?:or|xor|\\|\\|)[\\s(]*+(?:not\\s++)?(?:"
            + NUMBER
            + "|true|'[^']*+'?+)[\\s)]*+$"
            + "|is\\s++(?:not\\s++)?(?:null|true|false|unknown)\\b"
            + "|(?:not\\s++)?(?:in\\s*+\\(|like\\s*+['\"]|between\\s++\\S++\\s++and\\b)"
            + "|[=<>!]=?+\\s*+[\\w'\"]"
            + "|union\\s++(?:all\\s++|distinct\\s++)?[\\s(]*+(?:select|values|table)\\b"
            + "|;\\s*+(?:"
            + STATEMENTS
            + ")\\b"
            + comments
            + "|[-+*/%^|&]\\s*+\\(\\s*+select\\b).*",
        Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  private SqlLiteralRule() {}

  static ArgumentRuling judge(ArgumentKind.SqlLiteral kind, String raw) {
    if (raw.length() > LONGEST) {
      return ArgumentRuling.refuse(ArgumentFlaw.TOO_LONG);
    }
    if (raw.indexOf('\0') >= 0 || raw.indexOf('\u001A') >= 0) {
      return ArgumentRuling.refuse(ArgumentFlaw.CONTROL_CHARACTER);
    }
    Encoded canonical = CanonicalText.of(raw, Form.NFC);
    String text = canonical.text();
    boolean breaks = false;
    String reading = text;
    for (int round = 0; round <= ROUNDS && !breaks; round++) {
      breaks = breaksOut(kind, reading) || breaksOut(kind, folded(reading));
      reading = Percent.decode(reading);
    }
    return breaks
        ? ArgumentRuling.refuse(ArgumentFlaw.SQL_BREAKS_OUT)
        : ArgumentRuling.accept(canonical);
  }

  /** As drivers map it that write to a narrower character set. */
  private static String folded(String text) {
    String compatible = Compatibility.of(text);
    return compatible.replace('\u02BC', '\'').replace('\u2032', '\'').replace('\u02BA', '"');
  }

  private static boolean breaksOut(ArgumentKind.SqlLiteral kind, String text) {
    boolean unquoted =
        kind.commented()
            ? UNQUOTED.matcher(text).matches()
            : UNQUOTED_ID.matcher(COMMENT.matcher(text).replaceAll(" ")).matches();
    return unquoted
        || closes(text, '\'', false)
        || closes(text, '\'', true)
        || closes(text, '"', false)
        || closes(text, '"', true)
        || closesDollars(text);
  }

  /**
   * Whether {@code text} between two of PostgreSQL's dollar quotes is more than one string. Prices
   * that end in dollars are not.
   */
  private static boolean closesDollars(String text) {
    Matcher quote = DOLLARS.matcher(text);
    if (!quote.find()) {
      return false;
    }
    String rest = text.substring(quote.end());
    return !rest.isEmpty() && rest.charAt(0) != '$' && continues(rest);
  }

  /**
   * Whether {@code text} between two of {@code quote} is more than one string and a syntax error.
   */
  private static boolean closes(String text, char quote, boolean backslashEscapes) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && backslashEscapes) {
        if (i + 1 == text.length()) {
          return true;
        }
        i += 2;
      } else if (c == quote) {
        boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == quote;
        if (!doubled) {
          return continues(text.substring(i + 1));
        }
        i += 2;
      } else {
        i++;
      }
    }
    return false;
  }

  /** Whether SQL that stands behind a closed string can go on as {@code rest}. */
  private static boolean continues(String rest) {
    Matcher name = NAME.matcher(rest);
    if (!name.lookingAt() || keyword(name)) {
      return true;
    }
    String behind = rest.substring(name.end());
    if (STARTERS.contains(word(name))) {
      return RIDS.matcher(behind).find();
    }
    Matcher next = NAME.matcher(behind);
    boolean alias = ALIAS_ENDS.matcher(behind).lookingAt() || (next.lookingAt() && keyword(next));
    return alias && TAIL.matcher(behind).find();
  }

  private static boolean keyword(Matcher name) {
    return CONTINUATIONS.contains(word(name));
  }

  private static String word(Matcher name) {
    return name.group().strip().toLowerCase(Locale.ROOT);
  }
}
