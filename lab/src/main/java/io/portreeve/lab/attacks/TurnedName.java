package io.portreeve.lab.attacks;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;

/**
 * The name of a server on the internet, which comes to lead to a service that only this machine can
 * reach, and that therefore asks nobody who he is.
 */
public final class TurnedName implements Attack {
  private static final String NAME = "tools.lab.example";

  @Override
  public Mitigation mitigation() {
    return Mitigation.NETWORK_SEGMENTATION;
  }

  @Override
  public String story() {
    return "the name of a trusted server comes to lead to an internal service, which does what it"
        + " is asked";
  }

  @Override
  public LabServer server() {
    return Definitions.customerRecord();
  }

  /** Whoever has the name says so; a client without the guard dials the same. */
  @Override
  public AddressResolver names() {
    return host ->
        host.equals(NAME)
            ? List.of(InetAddress.getLoopbackAddress())
            : AddressResolver.system().resolve(host);
  }

  @Override
  public String reach(URI address, LabServer server) {
    return "url: http://%s:%d/mcp\n    insecure-plaintext: true".formatted(NAME, address.getPort());
  }

  @Override
  public String policy() {
    return EVERY_TOOL;
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    return Definitions.readingCustomer(client, LabClient.Role.STAFF, server);
  }
}
