package io.portreeve.guard;

import java.util.List;
import java.util.Optional;

/**
 * Through whom the authority of a principal reaches us.
 *
 * @param client the software that came; empty if the credential names none
 * @param actors who acts for the principal: the one who acts now first, then whoever acted before
 *     him; empty if the principal acts himself
 * @param mayAct whom the issuer lets act for the principal, if somebody acts and it says (RFC 8693,
 *     section 4.4)
 */
public record Delegation(Optional<Client> client, List<Actor> actors, Optional<Actor> mayAct) {
  private static final Delegation UNKNOWN = new Delegation(Optional.empty(), List.of());

  public Delegation {
    actors = List.copyOf(actors);
  }

  /** Where the issuer does not say who may act. */
  public Delegation(Optional<Client> client, List<Actor> actors) {
    this(client, actors, Optional.empty());
  }

  /** Nobody in between is known. */
  public static Delegation unknown() {
    return UNKNOWN;
  }

  /** The principal himself, with this client. */
  public static Delegation by(Client client) {
    return new Delegation(Optional.of(client), List.of());
  }
}
