package io.portreeve.gateway.upstream;

import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.ToolList;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.headers.ParamFields;
import io.portreeve.mcp.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the header marks of the tools that a server listed, for each principal apart, for a
 * list may differ by who asks. Tools without marks take no room.
 */
final class LearnedToolHeaders {
  private static final int MOST_PRINCIPALS = 1_000;
  private static final int MOST_TOOLS = 10_000;
  private static final ParamFields.Marks NONE = ParamFields.of(JsonObject.empty());

  private final Map<String, Map<ToolName, ParamFields.Marks>> known =
      Bounded.latelyUsed(MOST_PRINCIPALS);

  /**
   * What is known of the tool as this principal sees it; empty if it has no marks, or none known.
   */
  synchronized Optional<ParamFields.Marks> of(Exchange exchange, ToolName tool) {
    return Optional.ofNullable(known.getOrDefault(exchange.principal().id(), Map.of()).get(tool));
  }

  /** Learns from one page. */
  synchronized void learn(Exchange exchange, ToolList page) {
    Map<ToolName, ParamFields.Marks> tools =
        known.computeIfAbsent(exchange.principal().id(), _ -> new HashMap<>());
    for (Tool tool : page.tools()) {
      ParamFields.Marks marks = ParamFields.of(tool.inputSchema());
      if (marks.equals(NONE)) {
        tools.remove(tool.name());
      } else if (tools.size() < MOST_TOOLS || tools.containsKey(tool.name())) {
        tools.put(tool.name(), marks);
      }
    }
  }
}
