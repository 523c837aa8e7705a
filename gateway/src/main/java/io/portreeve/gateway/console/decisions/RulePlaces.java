package io.portreeve.gateway.console.decisions;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.form.Node;
import io.portreeve.gateway.config.form.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each rule of the policy is written. */
public record RulePlaces(Map<String, String> byName) {
  public RulePlaces {
    byName = Map.copyOf(byName);
  }

  /** Of the file that a configuration was read from, as it is now; of none nothing is known. */
  public static RulePlaces of(Configuration configuration) {
    return configuration.file().map(RulePlaces::in).orElseGet(() -> new RulePlaces(Map.of()));
  }

  private static RulePlaces in(Path file) {
    try {
      Map<String, String> found = new HashMap<>();
      Written.mapping(Files.readString(file))
          .flatMap(root -> root.get("policy"))
          .ifPresent(policy -> rules(policy, file.getFileName().toString(), found));
      return new RulePlaces(found);
    } catch (IOException unreadable) {
      return new RulePlaces(Map.of());
    }
  }

  private static void rules(Node policy, String file, Map<String, String> found) {
    for (String effect : List.of("allow", "deny", "approve")) {
      if (policy instanceof Node.Mapping mapping
          && mapping.get(effect).orElse(policy) instanceof Node.Sequence list) {
        list.items().forEach(item -> name(item).ifPresent(name -> found.put(name, at(item, file))));
      }
    }
  }

  private static Optional<String> name(Node rule) {
    return rule instanceof Node.Mapping mapping
        ? mapping
            .get("name")
            .filter(Node.Text.class::isInstance)
            .map(text -> ((Node.Text) text).value())
        : Optional.empty();
  }

  private static String at(Node item, String file) {
    return file + ", line " + item.place().line() + ": " + item.path();
  }

  Optional<String> of(String rule) {
    return Optional.ofNullable(byName.get(rule));
  }
}
