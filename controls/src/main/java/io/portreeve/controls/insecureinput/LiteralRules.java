package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.CanonicalText;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.controls.text.Compatibility;
import io.portreeve.controls.text.Readings;
import java.util.regex.Pattern;

/**
 * Judges text that a server puts into a text of another language: a template, a search filter, a
 * pattern, a line.
 *
 * <p>Refused is what that language gives a meaning, also with percent-encoding undone and in
 * compatibility form; nothing is escaped, since only the server knows whether it escapes already.
 */
final class LiteralRules {
  private static final int LONGEST = 1 << 16;

  /** A number as every language reads it: no exponent, no group, no other base. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(?:\\.[0-9]{1,40})?");

  /** What ends a line somewhere: in files, in headers, on screens, in scripts. */
  private static final Pattern LINE_END =
      Pattern.compile("[\\x00\\n\\x0B\\f\\r\\x1C-\\x1E\\u0085\\u2028\\u2029]");

  private static final Pattern LAST_LINE_END = Pattern.compile("[\\r\\n]+\\z");

  /** What stands for other characters in LIKE, GLOB or SIMILAR TO. */
  private static final Pattern WILDCARD = Pattern.compile("[%_*?\\[\\]^\\\\]");

  /** RFC 4515, section 3: what must be escaped in the value of a filter. */
  private static final Pattern FILTER = Pattern.compile("[*()\\\\\\x00]");

  /**
   * What begins an expression or a directive in Jinja, Twig, Handlebars, Freemarker, Velocity,
   * Thymeleaf, JSP, ERB, Pug, Smarty, Razor, PHP, shells and Python's format: a brace, dollar, hash
   * or bracket with something right behind it.
   */
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "\\{[{%#\\w$!=*@~^/&>:+-]|[$#*@~%!]\\{|\\$(?:[A-Za-z_!(\\[]|\\{)|@\\(|<[%?#@]|</[#@]"
              + "|<!--#|\\[[\\[(#=@]|__\\$"
              + "|#@?\\{?(?:set|if|elseif|foreach|include|parse|evaluate|macro|define)\\}?\\s*\\(",
          Pattern.CASE_INSENSITIVE);

  private LiteralRules() {}

  static ArgumentRuling number(String text) {
    return NUMBER.matcher(text).matches()
        ? ArgumentRuling.accept(text)
        : ArgumentRuling.refuse(ArgumentFlaw.NOT_A_NUMBER);
  }

  /** One line; a line end behind it, as models write, is dropped. */
  static ArgumentRuling line(String raw) {
    return judge(LAST_LINE_END.matcher(raw).replaceFirst(""), LINE_END, ArgumentFlaw.LINE_END);
  }

  static ArgumentRuling template(String raw) {
    return judge(raw, TEMPLATE, ArgumentFlaw.TEMPLATE_SYNTAX);
  }

  static ArgumentRuling filter(String raw) {
    return judge(raw, FILTER, ArgumentFlaw.LDAP_SYNTAX);
  }

  /** As a value that is compared for equality, and so that it equals nothing but itself. */
  static ArgumentRuling sqlPattern(String raw) {
    return WILDCARD.matcher(Compatibility.of(raw)).find()
        ? ArgumentRuling.refuse(ArgumentFlaw.WILDCARD)
        : SqlLiteralRule.judge(new ArgumentKind.SqlLiteral(), raw);
  }

  private static ArgumentRuling judge(String raw, Pattern meaning, ArgumentFlaw flaw) {
    if (raw.length() > LONGEST) {
      return ArgumentRuling.refuse(ArgumentFlaw.TOO_LONG);
    }
    if (found(raw, meaning)) {
      return ArgumentRuling.refuse(flaw);
    }
    var canonical = CanonicalText.of(raw, Form.NFC);
    // Taking out what nobody sees can bring together what means something.
    return canonical.changes(raw) && found(canonical.text(), meaning)
        ? ArgumentRuling.refuse(flaw)
        : ArgumentRuling.accept(canonical);
  }

  private static boolean found(String text, Pattern meaning) {
    return Readings.of(text).stream().anyMatch(reading -> meaning.matcher(reading).find());
  }
}
