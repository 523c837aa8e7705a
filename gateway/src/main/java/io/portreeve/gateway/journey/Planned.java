package io.portreeve.gateway.journey;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans of hosts, which name tools as lists do, in names that are the same at every endpoint. */
public final class Planned {
  /** A task that needs more tools needs a person. */
  private static final int MOST_TOOLS = 256;

  private Planned() {}

  /** How a plan names a tool of a server. */
  public static String name(ServerId server, ToolName tool) {
    return ServerNames.prefixed(server, tool.value());
  }

  /** The tools that a host named; a name that leads to no tool plans none. */
  static Set<String> tools(Collection<String> names, Router router) {
    return names.stream()
        .limit(MOST_TOOLS)
        .map(name -> router.route(new CallTool(JsonObject.empty().with("name", name))))
        .filter(Router.Route.To.class::isInstance)
        .map(Router.Route.To.class::cast)
        .map(to -> name(to.server(), ((CallTool) to.request()).tool()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
