package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that is a program on this machine, and turned bad.
 *
 * @param sandbox how it is confined: lines of its configuration
 */
public record HostileProgram(String sandbox) implements Attack {
  /** As a program is confined about which nothing is said, but to fewer processes. */
  public HostileProgram() {
    this("sandbox: {processes: 30}");
  }

  @Override
  public Mitigation mitigation() {
    return Mitigation.LEAST_PRIVILEGE;
  }

  @Override
  public String story() {
    return "a server's program reads a private key, writes outside, looks into us, and starts"
        + " processes without end";
  }

  @Override
  public LabServer server() throws LabFault {
    try {
      return LabServer.executing(new HostileScript());
    } catch (IOException full) {
      throw new LabFault("the program cannot be laid out", full);
    }
  }

  @Override
  public String reach(URI address, LabServer server) {
    return "command: " + JsonArray.ofStrings(((HostileScript) server.target()).command());
  }

  @Override
  public String serverSettings(LabServer server) {
    return sandbox;
  }

  @Override
  public String policy() {
    return EVERY_TOOL;
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    List<Trial> trials = new ArrayList<>();
    for (String tool : List.of("read_notes", "save_notes", "check_health", "warm_up")) {
      String answer = client.call(LabClient.Role.STAFF, tool, JsonObject.empty());
      try {
        trials.add(new Trial(tool, server.target().harmed(answer), answer));
      } catch (IOException unclear) {
        throw new LabFault("nobody can tell what it did", unclear);
      }
    }
    return new Attempt(trials);
  }
}
