package io.portreeve.gateway.desk;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clients put in place of {@code ${…}} in their files, as far as it can be told without them:
 * {@code ${NAME}} and {@code ${NAME:-otherwise}} of Claude Code, {@code ${env:NAME}}, {@code
 * ${userHome}}, {@code ${workspaceFolder}} and its kin of VS Code and Cursor. What a client asks
 * its user for ({@code ${input:ID}}) cannot.
 *
 * @param workspace the folder of the project; empty where each window of the client has another
 */
record Variables(
    Function<String, Optional<String>> environment, Path home, Optional<Path> workspace) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^{}]*)}");
  private static final Pattern NAMED =
      Pattern.compile("(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

  /** Whether a client would put something else in place of a part of the text. */
  static boolean isIn(String text) {
    return VARIABLE.matcher(text).find();
  }

  /** A value, as JSON writes it, of which only the variables are left. */
  static String masked(String value) {
    Matcher found = VARIABLE.matcher(value);
    if (!found.find()) {
      return "\"…\"";
    }
    StringBuilder out = new StringBuilder("\"");
    int kept = value.startsWith("\"") ? 1 : 0;
    do {
      out.append(found.start() > kept ? "…" : "").append(found.group());
      kept = found.end();
    } while (found.find());
    return out.append(kept < value.length() - 1 ? "…\"" : "\"").toString();
  }

  /** The text as the program gets it; empty if it cannot be told. */
  Optional<String> resolved(String text) {
    Matcher found = VARIABLE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (found.find()) {
      Optional<String> value = value(found.group(1));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      found.appendReplacement(out, Matcher.quoteReplacement(value.get()));
    }
    found.appendTail(out);
    return Optional.of(out.toString());
  }

  private Optional<String> value(String name) {
    return switch (name) {
      case "userHome" -> Optional.of(home.toString());
      case "workspaceFolder" -> workspace.map(Path::toString);
      case "workspaceFolderBasename" ->
          workspace.map(folder -> String.valueOf(folder.getFileName()));
      case "pathSeparator", "/" -> Optional.of(home.getFileSystem().getSeparator());
      default -> named(name);
    };
  }

  private Optional<String> named(String name) {
    Matcher parts = NAMED.matcher(name);
    return parts.matches()
        ? environment
            .apply(parts.group(1))
            .filter(value -> !value.isEmpty())
            .or(() -> Optional.ofNullable(parts.group(2)))
        : Optional.empty();
  }
}
