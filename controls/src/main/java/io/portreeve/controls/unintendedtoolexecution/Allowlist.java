package io.portreeve.controls.unintendedtoolexecution;

import io.portreeve.controls.Glob;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ServerId;
import java.util.List;
import java.util.Map;

/**
 * What the operator named, per server and kind, as patterns. A server that is not named allows
 * nothing; the operator writes {@code *} to allow all of a kind.
 */
public record Allowlist(Map<ServerId, Named> servers) {
  /** The patterns for one server. */
  public record Named(List<Glob> tools, List<Glob> prompts, List<Glob> resources) {
    public Named {
      tools = List.copyOf(tools);
      prompts = List.copyOf(prompts);
      resources = List.copyOf(resources);
    }
  }

  public Allowlist {
    servers = Map.copyOf(servers);
  }

  public boolean names(Subject subject) {
    Named named = servers.get(subject.server());
    return named != null
        && switch (subject) {
          case Subject.OfTool tool -> matches(named.tools(), tool.name().value());
          case Subject.OfPrompt prompt -> matches(named.prompts(), prompt.name().value());
          case Subject.OfResource resource -> matches(named.resources(), resource.uri().value());
        };
  }

  private static boolean matches(List<Glob> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }
}
