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

/**
 * A program whose lock file names a package that is known to be bad.
 *
 * @param quarantine from which severity on a scan keeps a server from being used
 */
public record VulnerablePackage(String quarantine) implements Attack {
  /** With what the configuration says if it says nothing. */
  public VulnerablePackage() {
    this("critical");
  }

  @Override
  public Mitigation mitigation() {
    return Mitigation.CONTINUOUS_SCANNING;
  }

  @Override
  public String story() {
    return "a server is made of a package with a known hole, and does what the hole allows";
  }

  @Override
  public LabServer server() throws LabFault {
    try {
      return LabServer.executing(new LockedProgram());
    } catch (IOException full) {
      throw new LabFault("the program cannot be laid out", full);
    }
  }

  @Override
  public String reach(URI address, LabServer server) {
    return "command: " + JsonArray.ofStrings(((LockedProgram) server.target()).command());
  }

  @Override
  public String serverSettings(LabServer server) {
    return "directory: " + ((LockedProgram) server.target()).directory();
  }

  @Override
  public String policy() {
    return EVERY_TOOL;
  }

  @Override
  public String configuration(URI address, LabServer server) {
    return "scan: {osv: %s, quarantine-servers: %s}"
        .formatted(((LockedProgram) server.target()).advisories(), quarantine);
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    String answer = client.call(LabClient.Role.STAFF, "sum", JsonObject.empty());
    return new Attempt(answer.contains(LockedProgram.DONE), answer);
  }
}
