package io.portreeve.controls.confuseddeputy;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.Glob;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Client;
import io.portreeve.guard.ConnectionControl;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Client authorization (7a): where the operator named clients, no other comes in, whoever uses it.
 *
 * <p>A client that no credential names is not one of them.
 */
public final class ClientAuthorization implements ConnectionControl {
  private final List<Glob> named;

  /** Of clients with these names; none named is all of them. */
  public ClientAuthorization(List<Glob> named) {
    this.named = List.copyOf(named);
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.CLIENT_AUTHORIZATION;
  }

  @Override
  public Verdict<Arrival> onArrival(Arrival arrival) {
    return switch (arrival.identity()) {
      case Identity.Authenticated known -> verdict(known.principal().delegation().client());
      case Identity.Absent _, Identity.Rejected _ ->
          deny(Reason.CLIENT_NOT_ALLOWED, "nobody is authenticated");
    };
  }

  private Verdict<Arrival> verdict(Optional<Client> client) {
    if (named.isEmpty()) {
      return pass(Reason.NOT_CONCERNED);
    }
    return client.filter(this::isNamed).isPresent()
        ? pass(Reason.CLIENT_ALLOWED)
        : deny(Reason.CLIENT_NOT_ALLOWED, client.map(Client::id).orElse("no client is known"));
  }

  private boolean isNamed(Client client) {
    return named.stream().anyMatch(one -> one.matches(client.id()));
  }
}
