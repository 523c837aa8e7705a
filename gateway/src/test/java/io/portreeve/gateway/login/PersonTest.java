package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import io.portreeve.controls.confuseddeputy.ClientAuthorization;
import io.portreeve.gateway.downstream.Arrivals;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Doorway;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who may finish a login, of all who can prove something. */
class PersonTest {
  private static final Principal BY_DESK = anna("desk");
  private static final Who WHO = Who.of(Exchanges.SERVER, BY_DESK);
  private static final InetSocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  private static final HttpRequest PAGE =
      new HttpRequest(
          "POST",
          "/login",
          "",
          HttpFields.empty(),
          new byte[0],
          new Peer(HERE, HERE, List.of(), false));

  private final Trail trail = new Trail();

  private static final class Trail implements AuditTrail {
    final List<Reason> turnedAway = new CopyOnWriteArrayList<>();

    @Override
    public void decided(Exchange exchange, Judgement<ClientMessage> judgement) {
      throw new AssertionError("nobody asked for anything");
    }

    @Override
    public void ended(Exchange exchange, Outcome outcome) {
      throw new AssertionError("nothing began");
    }

    @Override
    public void turnedAway(Arrival arrival, Reason reason, String detail) {
      turnedAway.add(reason);
    }
  }

  private static Principal anna(String client, String... actors) {
    return Exchanges.ANNA.through(
        new Delegation(
            Optional.of(new Client(client)), List.of(actors).stream().map(Actor::new).toList()));
  }

  /** Where clients of this name may come in, and whoever did not send too much. */
  private boolean isTheOne(String clients, boolean withinLimits, Identity there) {
    Person person = person(clients, withinLimits, there);
    return person.is(PAGE, person.met(PAGE), WHO);
  }

  private Person person(String clients, boolean withinLimits, Identity there) {
    Guard guard =
        new Guard(
            List.of(new ClientAuthorization(List.of(new Glob(clients)))), List.of(), List.of());
    return new Person(
        EndpointId.unnamed(),
        (_, _) -> there,
        new Doorway(guard, trail, _ -> withinLimits),
        new Arrivals(ManualClock.atNewYear(), () -> new ExchangeId("x")));
  }

  /** By an issuer's word alone: it says nothing of the client, which was proved with the call. */
  private boolean isSignedIn(String clients, boolean withinLimits, String principal) {
    Person person = person(clients, withinLimits, new Identity.Absent());
    return person.is(PAGE, new Visitor(principal, Set.of()), WHO);
  }

  private boolean isTheOne(Principal there) {
    return isTheOne("*", true, new Identity.Authenticated(there));
  }

  @Test
  void whoeverCalled_isTheOne_withTheSameClientAndActorsOnly() {
    assertThat(isTheOne(BY_DESK)).isTrue();
    assertThat(isTheOne(anna("phone"))).isFalse();
    assertThat(isTheOne(anna("desk", "agent"))).isFalse();
    assertThat(isTheOne(Exchanges.ANNA)).isFalse();
  }

  @Test
  void whoeverProvesNothing_isNobody_andNotTurnedAwayAtTheDoor() {
    assertThat(isTheOne("*", true, new Identity.Absent())).isFalse();
    assertThat(isTheOne("*", true, new Identity.Rejected(Reason.CREDENTIAL_REVOKED, "revoked")))
        .isFalse();
    assertThat(trail.turnedAway).isEmpty();
  }

  /** The link is older than the operator's word that this client comes in no more. */
  @Test
  void clientThatMayNotComeIn_finishesNoLogin_andIsOnRecord() {
    assertThat(isTheOne("phone", true, new Identity.Authenticated(BY_DESK))).isFalse();
    assertThat(trail.turnedAway).containsExactly(Reason.CLIENT_NOT_ALLOWED);
  }

  @Test
  void whoeverSentTooMuch_finishesNoLogin() {
    assertThat(isTheOne("*", false, new Identity.Authenticated(BY_DESK))).isFalse();
    assertThat(trail.turnedAway).containsExactly(Reason.RATE_EXCEEDED);
  }

  @Test
  void whoeverSignsIn_isTheOne_byTheSameName_throughTheClientThatCalled() {
    assertThat(isSignedIn("desk", true, BY_DESK.id())).isTrue();
    assertThat(isSignedIn("desk", true, BY_DESK.id() + "a")).isFalse();
    assertThat(isSignedIn("desk", true, "malory")).isFalse();
    assertThat(trail.turnedAway).isEmpty();
  }

  /** What he signs in with would not let him in, and what he called with does no more. */
  @Test
  void whoeverSignsIn_afterAClientThatMayNotComeIn_orSentTooMuch_finishesNoLogin() {
    assertThat(isSignedIn("phone", true, BY_DESK.id())).isFalse();
    assertThat(isSignedIn("desk", false, BY_DESK.id())).isFalse();
    assertThat(trail.turnedAway).containsExactly(Reason.CLIENT_NOT_ALLOWED, Reason.RATE_EXCEEDED);
  }

  @Test
  void caller_isKnownAgain_throughTheSameClientAndActors() {
    Principal byAgents = anna("desk", "agent", "planner");

    for (Principal each : List.of(BY_DESK, byAgents, Exchanges.ANNA)) {
      assertThat(Who.of(Exchanges.SERVER, each).caller().delegation()).isEqualTo(each.delegation());
    }
  }
}
