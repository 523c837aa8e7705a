package io.portreeve.lab;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonArray;
import java.util.Iterator;
import java.util.List;

/** An attack that comes out as a test says: first without the guard, then with it. */
final class Scripted implements Attack {
  private final Iterator<Attempt> outcomes;

  Scripted(boolean without, boolean with, String evidence) {
    this(new Attempt(without, evidence), new Attempt(with, evidence));
  }

  Scripted(Attempt without, Attempt with) {
    this.outcomes = List.of(without, with).iterator();
  }

  @Override
  public Mitigation mitigation() {
    return Mitigation.TOOL_ALLOWLISTING;
  }

  @Override
  public String story() {
    return "a story";
  }

  @Override
  public LabServer server() {
    return new LabServer(_ -> JsonArray.empty(), (_, _) -> LabServer.text("done"));
  }

  @Override
  public String policy() {
    return "allow: []";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) {
    return outcomes.next();
  }
}
