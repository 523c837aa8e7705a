package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A user who asks for the object of another (insecure direct object reference), by its id as it is
 * and in the disguises that its server takes off.
 */
public final class ForeignAccount implements Attack {
  private static final List<String> WAYS =
      List.of("anna", " anna ", "ANNA", "gus,anna", "../anna", "an\u200Bna");

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
        (_, arguments) -> LabServer.text("balance of " + named(arguments)));
  }

  /** It looks up what is left of the name when all that it does not expect is gone. */
  private static String named(JsonObject arguments) {
    String owner = arguments.string("owner").orElse("").toLowerCase(Locale.ROOT);
    String plain = owner.replaceAll("[^a-z,]", "");
    return plain.substring(plain.lastIndexOf(',') + 1);
  }

  @Override
  public String policy() {
    return "allow:\n  - {name: own, tools: [read_account], when: 'args.owner == principal.id'}";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    List<Trial> trials = new ArrayList<>();
    for (String owner : WAYS) {
      JsonObject anna = JsonObject.empty().with("owner", owner);
      String answer = client.call(LabClient.Role.GUEST, "read_account", anna);
      trials.add(new Trial(owner, answer.contains("balance of anna"), answer));
    }
    return new Attempt(trials);
  }
}
