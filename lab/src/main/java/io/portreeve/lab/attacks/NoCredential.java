package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;

/** Somebody who is nobody. */
public final class NoCredential implements Attack {
  @Override
  public Mitigation mitigation() {
    return Mitigation.USER_AUTHENTICATION;
  }

  @Override
  public String story() {
    return "somebody without a credential reads a customer record";
  }

  @Override
  public LabServer server() {
    return Definitions.customerRecord();
  }

  @Override
  public String policy() {
    return EVERY_TOOL;
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    return Definitions.readingCustomer(client, LabClient.Role.NOBODY, server);
  }
}
