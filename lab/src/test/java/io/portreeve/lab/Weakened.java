package io.portreeve.lab;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import java.net.URI;

/** An attack as it is, against a gateway that gives up what would stop it. */
record Weakened(Attack attack) implements Attack {
  @Override
  public Mitigation mitigation() {
    return attack.mitigation();
  }

  @Override
  public String story() {
    return attack.story();
  }

  @Override
  public LabServer server() throws LabFault {
    return attack.server();
  }

  /** Without credentials of its callers' own, the server does as it does for everybody. */
  @Override
  public String reach(URI address, LabServer server) {
    return attack.reach(address, server);
  }

  @Override
  public AddressResolver names() {
    return attack.names();
  }

  @Override
  public String serverSettings(LabServer server) {
    String settings = attack.serverSettings(server);
    return settings.startsWith("credentials:") ? "" : settings;
  }

  @Override
  public String policy() {
    return "allow:\n  - {name: all, tools: [\"*\"]}";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    return attack.attempt(client, server);
  }
}
