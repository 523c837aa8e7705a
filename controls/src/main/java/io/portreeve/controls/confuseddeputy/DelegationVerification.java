package io.portreeve.controls.confuseddeputy;

import static io.portreeve.guard.Verdict.deny;
import static io.portreeve.guard.Verdict.pass;

import io.portreeve.controls.Glob;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Client;
import io.portreeve.guard.ConnectionControl;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Continuous verification (7b): every request of somebody who acts for somebody else is held, hop
 * by hop, to whom the operator lets act for whom.
 *
 * <p>Each actor must be named, in a place where it may stand, for this principal; the chain may not
 * be too long nor go in a circle; and who acts now must be whom the issuer lets act. A chain from
 * which one was cut out, or whose order was changed, has a hop that nobody allowed. Who acted
 * before never adds to what may be done (RFC 8693, section 4.1): it can only refuse.
 */
public final class DelegationVerification implements ConnectionControl {
  private final DelegationRules rules;

  public DelegationVerification(DelegationRules rules) {
    this.rules = rules;
  }

  @Override
  public Mitigation mitigates() {
    return Mitigation.CONTINUOUS_VERIFICATION;
  }

  @Override
  public Verdict<Arrival> onArrival(Arrival arrival) {
    return switch (arrival.identity()) {
      case Identity.Authenticated known ->
          fault(known.principal())
              .map(fault -> Verdict.<Arrival>deny(Reason.DELEGATION_REFUSED, fault))
              .orElseGet(() -> pass(passed(known.principal())));
      case Identity.Absent _, Identity.Rejected _ ->
          deny(Reason.DELEGATION_REFUSED, "nobody is authenticated");
    };
  }

  private static Reason passed(Principal principal) {
    return principal.delegation().actors().isEmpty()
        ? Reason.NOT_CONCERNED
        : Reason.DELEGATION_VERIFIED;
  }

  private Optional<String> fault(Principal principal) {
    Delegation through = principal.delegation();
    if (through.actors().isEmpty()) {
      return mustAct(through)
          ? Optional.of("the client must say who acts with it")
          : Optional.empty();
    }
    return form(principal, through).or(() -> hops(principal, through));
  }

  /** A client that is not known may be any. */
  private boolean mustAct(Delegation through) {
    return !rules.requiredOf().isEmpty()
        && through.client().map(client -> matches(rules.requiredOf(), client)).orElse(true);
  }

  private Optional<String> form(Principal principal, Delegation through) {
    List<Actor> actors = through.actors();
    if (actors.size() > rules.longest()) {
      return Optional.of("more actors in a row than " + rules.longest());
    }
    Set<String> met = new HashSet<>(Set.of(principal.id()));
    if (!actors.stream().allMatch(actor -> met.add(actor.id()))) {
      return Optional.of("the chain of actors goes in a circle");
    }
    return through
        .mayAct()
        .filter(may -> !may.equals(actors.getFirst()))
        .map(may -> "the issuer lets " + may.id() + " act, not " + actors.getFirst().id());
  }

  /** From whoever acts now back to the principal. */
  private Optional<String> hops(Principal principal, Delegation through) {
    List<Actor> actors = through.actors();
    for (int i = 0; i < actors.size(); i++) {
      String name = actors.get(i).id();
      Optional<ActorRule> rule = Optional.ofNullable(rules.actors().get(name));
      if (rule.isEmpty()) {
        return Optional.of("nobody named the actor " + name);
      }
      if (rule.get().principals().stream().noneMatch(one -> one.matches(principal.id()))) {
        return Optional.of(name + " may not act for this principal");
      }
      if (!follows(rule.get(), actors.subList(i + 1, actors.size()))) {
        return Optional.of(name + " may not take over from " + before(actors, i));
      }
    }
    return comesWith(through);
  }

  private static boolean follows(ActorRule rule, List<Actor> earlier) {
    return earlier.isEmpty() ? rule.directly() : rule.after().contains(earlier.getFirst().id());
  }

  private static String before(List<Actor> actors, int at) {
    return at + 1 < actors.size() ? actors.get(at + 1).id() : "the principal";
  }

  private Optional<String> comesWith(Delegation through) {
    String name = through.actors().getFirst().id();
    List<Glob> clients = Optional.ofNullable(rules.actors().get(name)).orElseThrow().clients();
    return clients.isEmpty()
            || through.client().filter(client -> matches(clients, client)).isPresent()
        ? Optional.empty()
        : Optional.of(name + " may not act with this client");
  }

  private static boolean matches(List<Glob> named, Client client) {
    return named.stream().anyMatch(one -> one.matches(client.id()));
  }
}
