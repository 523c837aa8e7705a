package io.portreeve.gateway.scan.configuration;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.RuleBook;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that a configuration takes its secrets from. */
record SecretFiles(RuleBook rules, Machine machine) {
  private static final String FILE = "file:";
  private static final Pattern PUBLIC = Pattern.compile("certificate|(^|-)(ca|chain|jwks|trust)$");

  List<Finding> of(Configuration configuration) {
    var found = new ArrayList<Finding>();
    walk("", "", configuration.written(), found);
    return found;
  }

  private void walk(String path, String key, Object value, List<Finding> found) {
    switch (value) {
      case Map<?, ?> entries ->
          entries.forEach((name, inner) ->
              walk(path.isEmpty() ? "" + name : path + "." + name, "" + name, inner, found));
      case List<?> items -> items.forEach(item -> walk(path, key, item, found));
      case String text when text.startsWith(FILE) && !PUBLIC.matcher(key).find() ->
          exposed(path, text.substring(FILE.length())).ifPresent(found::add);
      default -> {
        // A number, a word, or what is no secret.
      }
    }
  }

  private Optional<Finding> exposed(String path, String written) {
    try {
      Path file = Path.of(written);
      return machine.isReadable(file)
          ? Optional.of(new Finding(rules.rule("exposed-secret"), "", path, written))
          : Optional.empty();
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }
}
