package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonObject;

/** A user who sees, and so tries, a tool of the administrators. */
public final class AdminTool implements Attack {
  @Override
  public Mitigation mitigation() {
    return Mitigation.TOOL_AUTHORIZATION;
  }

  @Override
  public String story() {
    return "a guest finds the administrators' tool in the list and calls it";
  }

  @Override
  public LabServer server() {
    return new LabServer(
        Definitions.always(
            Definitions.tool("read_news", "Reads the news.", "{'type':'object','properties':{}}"),
            Definitions.tool(
                "delete_users", "Deletes users.", "{'type':'object','properties':{}}")),
        (_, _) -> LabServer.text("done"));
  }

  @Override
  public String policy() {
    return "allow:\n"
        + "  - {name: news, tools: [\"read_*\"]}\n"
        + "  - {name: staff, roles: [staff], tools: [\"*\"]}";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    String list = client.listTools(LabClient.Role.GUEST);
    String answer = client.call(LabClient.Role.GUEST, "delete_users", JsonObject.empty());
    boolean seen = list.contains("delete_users");
    return new Attempt(seen || server.executed().contains("delete_users {}"), answer);
  }
}
