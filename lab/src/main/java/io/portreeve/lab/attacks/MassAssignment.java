package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonObject;

/** A caller who sends a property that the server reads although its schema does not name it. */
public final class MassAssignment implements Attack {
  @Override
  public Mitigation mitigation() {
    return Mitigation.INPUT_VALIDATION;
  }

  @Override
  public String story() {
    return "an argument that the schema does not name makes the caller an administrator";
  }

  @Override
  public LabServer server() {
    return new LabServer(
        Definitions.always(
            Definitions.tool(
                "rename_me",
                "Changes the display name.",
                "{'type':'object','properties':{'name':{'type':'string'}},'required':['name']}")),
        (_, arguments) -> LabServer.text(arguments.has("admin") ? "you are admin" : "renamed"));
  }

  @Override
  public String policy() {
    return "allow:\n  - {name: all, tools: [\"*\"]}";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    JsonObject arguments = JsonObject.empty().with("name", "Gus").with("admin", true);
    String answer = client.call(LabClient.Role.GUEST, "rename_me", arguments);
    return new Attempt(answer.contains("you are admin"), answer);
  }
}
