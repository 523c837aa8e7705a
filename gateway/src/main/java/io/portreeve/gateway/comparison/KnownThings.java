package io.portreeve.gateway.comparison;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.store.PinName;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What there is to use: what servers were seen to have, and what rules name without a pattern. */
final class KnownThings {
  private KnownThings() {}

  static Stream<Subject> seen(Collection<PinName> names) {
    return names.stream().flatMap(name -> subject(name).stream());
  }

  private static Optional<Subject> subject(PinName pin) {
    ServerId server = new ServerId(pin.server());
    return switch (pin.kind()) {
      case "tool" -> Optional.of(new Subject.OfTool(server, new ToolName(pin.name())));
      case "prompt" -> Optional.of(new Subject.OfPrompt(server, new PromptName(pin.name())));
      case "resource", "resource-template" ->
          Optional.of(new Subject.OfResource(server, new ResourceUri(pin.name())));
      default -> Optional.empty();
    };
  }

  static Stream<Subject> named(Configuration configuration) {
    return configuration
        .policy()
        .rules()
        .flatMap(rule -> servers(rule, configuration).flatMap(server -> named(rule, server)));
  }

  private static Stream<ServerId> servers(RuleSettings rule, Configuration configuration) {
    Collection<String> all = configuration.servers().keySet();
    return (rule.servers().isEmpty() ? all : rule.servers()).stream().map(ServerId::new);
  }

  private static Stream<Subject> named(RuleSettings rule, ServerId server) {
    return Stream.of(
            plain(rule.tools()).map(name -> new Subject.OfTool(server, new ToolName(name))),
            plain(rule.prompts()).map(name -> new Subject.OfPrompt(server, new PromptName(name))),
            plain(rule.resources())
                .map(uri -> new Subject.OfResource(server, new ResourceUri(uri))))
        .flatMap(some -> some);
  }

  private static Stream<String> plain(List<Glob> patterns) {
    return patterns.stream().map(Glob::pattern).filter(pattern -> pattern.indexOf('*') < 0);
  }
}
