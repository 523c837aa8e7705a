package io.portreeve.gateway.policy;

import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Parsed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles conditions as they are read, before a policy is made of them, and says in one line what
 * is wrong with one.
 */
public final class ConditionReader implements Expression.Reader {
  private static final Pattern FIRST =
      Pattern.compile("ERROR: [^:]*:(\\d+):(\\d+): ([^\\n]*)", Pattern.DOTALL);

  private final Conditions conditions = new Conditions();

  @Override
  public Parsed<Expression> read(String condition) {
    try {
      return Parsed.right(conditions.compile("", condition));
    } catch (PolicyFault fault) {
      return Parsed.wrong(
          "is no condition: " + line(String.valueOf(fault.getMessage())), "correct the condition");
    }
  }

  /** The compiler draws the place under the expression; here the column has to do. */
  private static String line(String message) {
    Matcher first = FIRST.matcher(message);
    return first.find()
        ? plain(first.group(3).strip()) + " (character " + first.group(2) + ")"
        : message.lines().findFirst().orElse("").strip();
  }

  /** The compiler's commonest words are those of whoever builds compilers. */
  private static String plain(String words) {
    return words
        .replaceFirst(
            "^undeclared reference to '([^']*)'.*",
            "there is no variable or function `$1`; the variables are actors, args, client, endpoint,"
                + " kind, labels, name, peer, principal, server and time")
        .replaceFirst("^token recognition error at: '(.*)'$", "`$1` has no meaning here")
        .replaceFirst("^expected type 'bool' but found '(.*)'$", "it is no yes or no but: $1")
        .replaceFirst("^mismatched input '<EOF>' expecting .*", "it ends too early")
        .replaceFirst("^mismatched input '([^']*)' expecting .*", "`$1` cannot stand here");
  }
}
