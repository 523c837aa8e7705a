package io.portreeve.controls.unintendedtoolexecution;

import io.portreeve.controls.Glob;
import io.portreeve.controls.Globs;
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
  public record Named(Globs tools, Globs prompts, Globs resources) {
    public Named(List<Glob> tools, List<Glob> prompts, List<Glob> resources) {
      this(new Globs(tools), new Globs(prompts), new Globs(resources));
    }
  }

  public Allowlist {
    servers = Map.copyOf(servers);
  }

  public boolean names(Subject subject) {
    Named named = servers.get(subject.server());
    return named != null
        && switch (subject) {
          case Subject.OfTool tool -> named.tools().match(tool.name().value());
          case Subject.OfPrompt prompt -> named.prompts().match(prompt.name().value());
          case Subject.OfResource resource -> named.resources().match(resource.uri().value());
        };
  }
}
