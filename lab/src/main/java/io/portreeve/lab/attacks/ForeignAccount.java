package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonObject;

/** A user who asks for the object of another (insecure direct object reference). */
public final class ForeignAccount implements Attack {
  @Override
  public Mitigation mitigation() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public String story() {
    return "a user reads the account of another by its id";
  }

  @Override
  public LabServer server() {
    return new LabServer(
        Definitions.always(
            Definitions.tool(
                "read_account",
                "Reads an account.",
                "{'type':'object','properties':{'owner':{'type':'string'}},'required':['owner']}")),
        (_, arguments) -> LabServer.text("balance of " + arguments.string("owner").orElse("")));
  }

  @Override
  public String policy() {
    return "allow:\n  - {name: own, tools: [read_account], when: 'args.owner == principal.id'}";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    JsonObject anna = JsonObject.empty().with("owner", "anna");
    String answer = client.call(LabClient.Role.GUEST, "read_account", anna);
    return new Attempt(answer.contains("balance of anna"), answer);
  }
}
