package io.portreeve.lab.attacks;

import io.portreeve.guard.Mitigation;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabClient;
import io.portreeve.lab.scene.LabFault;
import io.portreeve.lab.scene.LabIssuer;
import io.portreeve.lab.scene.LabServer;
import java.net.URI;

/** A user was talked into signing in to somebody's application, which now uses his rights. */
public final class ForeignClient implements Attack {
  private static final String ROGUE = "free-pdf-tools";

  private final LabIssuer issuer = new LabIssuer();
  private final String named;

  private ForeignClient(String named) {
    this.named = named;
  }

  public ForeignClient() {
    this("lab/desk");
  }

  /** No attack: it shows that nothing but the client is what is refused. */
  public static Attack named() {
    return new ForeignClient("lab/" + ROGUE);
  }

  @Override
  public Mitigation mitigation() {
    return Mitigation.CLIENT_AUTHORIZATION;
  }

  @Override
  public String story() {
    return "an application that nobody approved comes with a user's good token";
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
    return LabIssuer.configuration(server) + "  clients: [" + named + "]\n";
  }

  @Override
  public Attempt attempt(LabClient client, LabServer server) throws LabFault {
    LabClient bearer = client.with(issuer.signed(issuer.claims().with("client_id", ROGUE)), false);
    return Definitions.readingCustomer(bearer, LabClient.Role.NOBODY, server);
  }
}
