package io.portreeve.gateway.doctor;

import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.AmendedText;
import io.portreeve.gateway.scan.finding.Finding;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is looked at.
 *
 * @param text the very text that the configuration was read from
 * @param seen what is remembered of each server
 * @param scanned what the scan's rules find in the configuration
 */
public record Patient(
    Configuration configuration,
    AmendedText text,
    Function<String, RememberedServer> seen,
    List<Finding> scanned) {
  public Patient {
    scanned = List.copyOf(scanned);
  }

  /** The names of the tools of a server that are known: seen, declared, or written in a rule. */
  Stream<String> tools(String server) {
    Stream<String> offered = seen.apply(server).tools().stream().map(tool -> tool.name().value());
    Stream<String> declared = declared(server);
    Stream<String> ruled =
        configuration
            .policy()
            .rules()
            .filter(rule -> isAbout(rule, server))
            .flatMap(rule -> rule.tools().stream())
            .map(glob -> glob.pattern())
            .filter(pattern -> !pattern.contains("*"));
    return Stream.of(offered, declared, ruled).flatMap(names -> names).distinct();
  }

  private Stream<String> declared(String server) {
    return Optional.ofNullable(configuration.servers().get(server)).stream()
        .flatMap(found ->
            Stream.concat(
                found.tools().keySet().stream(),
                configuration.flow().server(server).tools().keySet().stream()));
  }

  /** Whether the rule speaks of this server. */
  static boolean isAbout(RuleSettings rule, String server) {
    return rule.servers().isEmpty() || rule.servers().contains(server);
  }
}
