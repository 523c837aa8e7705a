package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonObject;

/** A model that is talked into a tool that nobody meant it to have. */
public final class UnnamedTool implements Attack {
  @Override
  public Mitigation mitigation() {
    return Mitigation.TOOL_ALLOWLISTING;
  }

  @Override
  public String story() {
    return "the model calls a tool that the operator never named";
  }

  @Override
  public LabServer server() {
    return new LabServer(
        Definitions.always(
            Definitions.tool(
                "read_balance", "Reads the balance.", "{'type':'object','properties':{}}"),
            Definitions.tool("wire_money", "Wires money.", "{'type':'object','properties':{}}")),
        (_, _) -> LabServer.text("done"));
  }

  @Override
  public String policy() {
    return "allow:\n  - {name: reads, tools: [\"read_*\"]}";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    String answer = client.call(LabClient.Role.STAFF, "wire_money", JsonObject.empty());
    return new Attempt(server.executed().contains("wire_money {}"), answer);
  }
}
