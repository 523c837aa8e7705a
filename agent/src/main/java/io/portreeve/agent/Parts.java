package io.portreeve.agent;

import io.portreeve.agent.model.Model;
import io.portreeve.agent.model.OfferedTool;
import io.portreeve.agent.tools.ToolClient;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.controls.Glob;
import io.portreeve.mcp.Tool;
import java.time.InstantSource;
import java.util.List;

/** What all conversations of an agent have in common. */
record Parts(
    Model model,
    ToolClient client,
    Person person,
    Options options,
    Rules rules,
    InstantSource clock) {

  /** What a model may ask for: what the gateway shows, and of that what the application allows. */
  List<OfferedTool> offered() throws ToolsFailure, InterruptedException {
    List<Glob> allowed = options.tools().stream().map(Glob::new).toList();
    return client.tools().stream()
        .filter(tool -> allowed.stream().anyMatch(glob -> glob.matches(tool.name().value())))
        .map(Parts::offered)
        .toList();
  }

  private static OfferedTool offered(Tool tool) {
    return new OfferedTool(tool.name().value(), tool.description().orElse(""), tool.inputSchema());
  }
}
