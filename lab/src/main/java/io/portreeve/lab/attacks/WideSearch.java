package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A user who may use a tool for what is his own, and uses it for what is everybody's. */
public final class WideSearch implements Attack {
  @Override
  public Mitigation mitigation() {
    return Mitigation.ACCESS_AUTHORIZATION;
  }

  @Override
  public String story() {
    return "a user who may search his own files searches those of all, or says nothing of whose";
  }

  @Override
  public LabServer server() {
    return new LabServer(
        Definitions.always(
            Definitions.tool(
                "search",
                "Searches files.",
                "{'type':'object','properties':{'whose':{'type':'string'}}}")),
        (_, arguments) ->
            LabServer.text(
                arguments.string("whose").equals(Optional.of("mine")) ? "yours" : "everybody's"));
  }

  @Override
  public String policy() {
    return "allow:\n"
        + "  - {name: own, tools: [search], when: 'args.whose == \"mine\"'}\n"
        + "  - {name: staff, roles: [staff], tools: [search]}";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    List<JsonObject> ways =
        List.of(
            JsonObject.empty().with("whose", "all"),
            JsonObject.empty(),
            JsonObject.empty().with("whose", "mine "));
    List<Trial> trials = new ArrayList<>();
    for (JsonObject way : ways) {
      String answer = client.call(LabClient.Role.GUEST, "search", way);
      trials.add(new Trial(way.toString(), answer.contains("everybody's"), answer));
    }
    return new Attempt(trials);
  }
}
