package io.portreeve.gateway.policy;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what is wrong with conditions before a policy is made of them, one at a time and in one
 * line.
 */
public final class ConditionCheck implements Function<String, Optional<String>> {
  private static final Pattern FIRST =
      Pattern.compile("ERROR: [^:]*:(\\d+):(\\d+): ([^\\n]*)", Pattern.DOTALL);

  private final Conditions conditions = new Conditions();

  @Override
  public Optional<String> apply(String condition) {
    try {
      var _ = conditions.compile("", condition);
      return Optional.empty();
    } catch (PolicyFault fault) {
      return Optional.of("is no condition: " + line(String.valueOf(fault.getMessage())));
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
