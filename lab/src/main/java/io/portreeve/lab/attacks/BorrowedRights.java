package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabServer;

/**
 * A user whose tool acts with rights that he has not: the server works under an account of its own,
 * which may read everything, and does so for whoever asks.
 */
public final class BorrowedRights implements Attack {
  @Override
  public Mitigation mitigation() {
    return Mitigation.STRICT_AUTHORIZATION;
  }

  @Override
  public String story() {
    return "a user without an account at the server reads another's data with the server's rights";
  }

  @Override
  public LabServer server() {
    return Definitions.customerRecord();
  }

  @Override
  public String policy() {
    return EVERY_TOOL;
  }

  /** Anna has an account there; whoever has none is nobody there. */
  @Override
  public String serverSettings(LabServer server) {
    return "credentials: {user-secret: {of: {anna: \"file:" + Attack.SECRET + "\"}}}";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    return Definitions.readingCustomer(client, LabClient.Role.GUEST, server);
  }

  /** No attack: whoever has an account there is served. */
  public static Attack byTheOwner() {
    return new ByTheOwner(new BorrowedRights());
  }

  private record ByTheOwner(BorrowedRights attack) implements Attack {
    @Override
    public Mitigation mitigation() {
      return attack.mitigation();
    }

    @Override
    public String story() {
      return "a user with an account at the server reads his data";
    }

    @Override
    public LabServer server() {
      return attack.server();
    }

    @Override
    public String policy() {
      return attack.policy();
    }

    @Override
    public String serverSettings(LabServer server) {
      return attack.serverSettings(server);
    }

    @Override
    public Attempt attempt(LabClient client, LabServer server) throws LabFault {
      return Definitions.readingCustomer(client, LabClient.Role.STAFF, server);
    }
  }
}
