package io.portreeve.gateway.catalog;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Words;
import io.portreeve.gateway.policy.UnknownNames;
import io.portreeve.gateway.store.Pin;
import io.portreeve.guard.DefinitionPins.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The names in rules, and of tools that something is declared for, that match no tool and no prompt
 * that was seen. A slip of the hand in a deny rule leaves open what it was to close, one in the
 * name of a tool asks nobody for an approval, and nothing else would show it. Addresses of
 * resources are not looked at: a server need not list all that it has.
 */
public final class UnmatchedNames {
  /** A server could define names that take for ever to compare. */
  private static final int MOST_COMPARED = 1_000;

  private static final int LONGEST_COMPARED = 128;

  private final Map<String, RememberedServer> servers = new LinkedHashMap<>();

  private UnmatchedNames() {}

  /**
   * A line for each, in the order of the file, then one for each name that the configuration itself
   * has none of; none about servers of which nothing was seen yet.
   *
   * @param remembered what was seen of each server
   */
  public static List<String> of(
      Configuration configuration, Function<String, RememberedServer> remembered) {
    UnmatchedNames names = new UnmatchedNames();
    configuration.servers().keySet().forEach(id -> names.servers.put(id, remembered.apply(id)));
    Stream<String> declared =
        configuration.servers().entrySet().stream()
            .flatMap(server -> names.notes(server.getKey(), server.getValue().tools().keySet()));
    Stream<String> rules = configuration.policy().rules().flatMap(names::notes);
    return Stream.of(declared, rules, UnknownNames.of(configuration).stream())
        .flatMap(lines -> lines)
        .toList();
  }

  private Stream<String> notes(String server, Set<String> declared) {
    List<String> names = names(server, Kind.TOOL).toList();
    return names.isEmpty()
        ? Stream.empty()
        : declared.stream()
            .filter(tool -> !names.contains(tool))
            .map(tool ->
                "servers.%s.tools: %s names no tool of %s that was seen; %s"
                    .formatted(server, Words.quoted(tool), server, meant(tool, names)));
  }

  private Stream<String> notes(RuleSettings rule) {
    return Stream.concat(
        rule.tools().stream().flatMap(pattern -> note(rule, Kind.TOOL, pattern)),
        rule.prompts().stream().flatMap(pattern -> note(rule, Kind.PROMPT, pattern)));
  }

  private Stream<String> note(RuleSettings rule, Kind kind, Glob pattern) {
    List<String> unseen = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    servers.forEach((id, server) -> {
      if (rule.servers().isEmpty() || rule.servers().contains(id)) {
        (server.pins().isEmpty() ? unseen : seen).add(id);
      }
    });
    List<String> names = seen.stream().flatMap(id -> names(id, kind)).distinct().toList();
    // Whoever allows everything knows that there may be nothing.
    boolean everything = pattern.matches("");
    return seen.isEmpty() || everything || names.stream().anyMatch(pattern::matches)
        ? Stream.empty()
        : Stream.of(line(rule, kind, pattern, names) + yet(unseen));
  }

  private Stream<String> names(String server, Kind kind) {
    return servers.getOrDefault(server, new RememberedServer(List.of())).current(kind).stream()
        .map(Pin::name)
        .map(name -> name.name());
  }

  private static String line(RuleSettings rule, Kind kind, Glob pattern, List<String> names) {
    String where = rule.servers().isEmpty() ? "" : " of " + String.join(", ", rule.servers());
    return "rule %s: %s matches no %s%s that was seen; %s"
        .formatted(
            rule.name(),
            Words.quoted(pattern.pattern()),
            Forms.word(kind),
            where,
            meant(pattern.pattern(), names));
  }

  private static String meant(String written, List<String> names) {
    List<String> compared =
        names.stream()
            .filter(name -> name.length() <= LONGEST_COMPARED)
            .limit(MOST_COMPARED)
            .toList();
    return Words.nearest(written, compared)
        .map(near -> "did you mean " + Words.quoted(near) + "?")
        .orElse("see `portreeve pins list`");
  }

  private static String yet(List<String> unseen) {
    return unseen.isEmpty() ? "" : " (of " + String.join(", ", unseen) + " nothing was seen yet)";
  }
}
