package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabIssuer;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Agents with good tokens that act for a user in ways that nobody meant: a planner may hand over to
 * an agent, and nobody else may do anything.
 */
public final class ForeignActor implements Attack {
  private static final String DELEGATION =
      """
        delegation:
          required-of: [lab/host]
          actors:
            lab/planner: {for: ["*"]}
            lab/agent: {for: ["*"], clients: [lab/host], after: [lab/planner]}
      """;

  /** A way in: what the token says of its client and of whoever acts. */
  private record Way(String name, String client, List<String> actors) {}

  private static final List<Way> WAYS =
      List.of(
          new Way("an agent that nobody named", "host", List.of("rogue", "planner")),
          new Way("the agent's host, without a word of the agent", "host", List.of()),
          new Way("the agent, with the planner cut out", "host", List.of("agent")),
          new Way("the planner after the agent", "host", List.of("planner", "agent")),
          new Way("the agent again and again", "host", List.of("agent", "agent", "planner")),
          new Way("the agent's token in another client", "desk", List.of("agent", "planner")));

  private final LabIssuer issuer = new LabIssuer();
  private final List<Way> ways;

  private ForeignActor(List<Way> ways) {
    this.ways = ways;
  }

  public ForeignActor() {
    this(WAYS);
  }

  /** No attack: the chain that was meant. */
  public static Attack meant() {
    return new ForeignActor(
        List.of(new Way("the agent after the planner", "host", List.of("agent", "planner"))));
  }

  @Override
  public Mitigation mitigation() {
    return Mitigation.CONTINUOUS_VERIFICATION;
  }

  @Override
  public String story() {
    return "agents act for a user who never let them: named by nobody, or out of their turn";
  }

  @Override
  public LabServer server() {
    return Definitions.customerRecord().behind(issuer);
  }

  @Override
  public String policy() {
    return EVERY_TOOL;
  }

  @Override
  public String configuration(URI server) {
    return LabIssuer.configuration(server) + DELEGATION;
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    List<Trial> trials = new ArrayList<>();
    for (Way way : ways) {
      int before = server.executed().size();
      String answer =
          client
              .with(issuer.signed(claims(way)), false)
              .call(LabClient.Role.NOBODY, Definitions.READ_CUSTOMER, JsonObject.empty());
      trials.add(new Trial(way.name(), server.executed().size() > before, answer));
    }
    return new Attempt(trials);
  }

  private JsonObject claims(Way way) {
    JsonObject claims = issuer.claims().with("client_id", way.client());
    JsonObject act = JsonObject.empty();
    for (String actor : way.actors().reversed()) {
      JsonObject next = JsonObject.empty().with("sub", actor);
      act = act.size() == 0 ? next : next.with("act", act);
    }
    return act.size() == 0 ? claims : claims.with("act", act);
  }
}
