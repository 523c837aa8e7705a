package io.portreeve.controls.confuseddeputy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Anna asks a planner, which hands over to an agent, which calls with the agent's host. */
class DelegationVerificationTest {
  private static final String AGENT = "corp/agent";
  private static final String PLANNER = "corp/planner";
  private static final String HELPDESK = "corp/helpdesk";
  private static final Client HOST = new Client("corp/host");

  private static final DelegationRules RULES =
      new DelegationRules(
          2,
          globs("corp/host"),
          Map.of(
              PLANNER, new ActorRule(globs("corp/*"), List.of(), true, List.of()),
              AGENT, new ActorRule(globs("corp/*"), globs("corp/host"), false, List.of(PLANNER)),
              HELPDESK, new ActorRule(globs("corp/bob"), List.of(), true, List.of(AGENT))));

  private final DelegationVerification control = new DelegationVerification(RULES);

  /** The attack: an agent that may act for nobody comes with the rights of whoever asked it. */
  @Test
  void actorThatNobodyNamed_isRefused() {
    assertRefused(acting("corp/rogue"), "nobody named the actor corp/rogue");
    assertRefused(acting("corp/rogue", PLANNER), "nobody named the actor corp/rogue");
    assertRefused(acting(PLANNER, "corp/rogue"), PLANNER + " may not take over from corp/rogue");
  }

  @Test
  void whereNobodyMayAct_everyActorIsRefused_andWhoeverActsForHimselfIsNot() {
    DelegationVerification nobody = new DelegationVerification(DelegationRules.nobody());

    assertThat(nobody.onArrival(acting(PLANNER))).isInstanceOf(Verdict.Deny.class);
    assertThat(nobody.onArrival(with("corp/desk"))).isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
  }

  @Test
  void chainOfActorsWhoMayFollowEachOther_passes() {
    assertThat(control.onArrival(acting(AGENT, PLANNER))).isEqualTo(verified());
    assertThat(control.onArrival(acting(PLANNER))).isEqualTo(verified());
  }

  @Test
  void chainFromWhichOneWasCutOut_isRefused() {
    assertRefused(acting(AGENT), AGENT + " may not take over from the principal");
    assertRefused(with("corp/host"), "the client must say who acts with it");
    assertRefused(
        Exchanges.arriving(new Identity.Authenticated(Exchanges.ANNA)),
        "the client must say who acts with it");
  }

  @Test
  void chainInAnotherOrder_isRefused() {
    assertRefused(acting(PLANNER, AGENT), PLANNER + " may not take over from " + AGENT);
  }

  @Test
  void chainThatIsTooLong_isRefused_whateverItsHops() {
    assertRefused(acting(AGENT, PLANNER, HELPDESK), "more actors in a row than 2");
  }

  @Test
  void chainThatGoesInACircle_isRefused() {
    String circle = "the chain of actors goes in a circle";
    assertRefused(acting(PLANNER, PLANNER), circle);
    assertRefused(acting("corp/anna"), circle);
    assertRefused(acting(PLANNER, "corp/anna"), circle);
  }

  @Test
  void actorForAPrincipalThatItMayNotActFor_isRefused() {
    assertRefused(acting(HELPDESK), HELPDESK + " may not act for this principal");
    Principal partner = principal("partner/anna", HOST, PLANNER);
    assertRefused(
        Exchanges.arriving(new Identity.Authenticated(partner)),
        PLANNER + " may not act for this principal");
  }

  /** A chain that was stolen from the agent's host is shown by another client. */
  @Test
  void chainWithAnotherClientThanTheActorsOwn_isRefused() {
    Principal stolen = principal("corp/anna", new Client("corp/desk"), AGENT, PLANNER);
    assertRefused(
        Exchanges.arriving(new Identity.Authenticated(stolen)),
        AGENT + " may not act with this client");
    Principal nameless =
        stolen.through(new Delegation(Optional.empty(), stolen.delegation().actors()));
    assertRefused(
        Exchanges.arriving(new Identity.Authenticated(nameless)),
        AGENT + " may not act with this client");
  }

  @Test
  void whoActsNow_mustBeWhomTheIssuerLetsAct() {
    Principal anna = principal("corp/anna", HOST, AGENT, PLANNER);
    assertThat(control.onArrival(letting(anna, AGENT))).isEqualTo(verified());
    assertRefused(letting(anna, PLANNER), "the issuer lets " + PLANNER + " act, not " + AGENT);
  }

  /** Several ways to one actor are said one by one. */
  @Test
  void actorThatMayFollowSeveral_passesAfterEach() {
    DelegationVerification both =
        new DelegationVerification(
            new DelegationRules(
                3,
                List.of(),
                Map.of(
                    PLANNER, new ActorRule(globs("*"), List.of(), true, List.of()),
                    AGENT, new ActorRule(globs("*"), List.of(), true, List.of(PLANNER)))));

    assertThat(both.onArrival(acting(AGENT))).isEqualTo(verified());
    assertThat(both.onArrival(acting(AGENT, PLANNER))).isEqualTo(verified());
    assertThat(both.onArrival(acting(PLANNER, AGENT))).isInstanceOf(Verdict.Deny.class);
  }

  @Test
  void whoeverIsNotAuthenticated_isRefused() {
    assertRefused(Exchanges.arriving(new Identity.Absent()), "nobody is authenticated");
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(control);
  }

  private void assertRefused(Arrival arrival, String detail) {
    assertThat(control.onArrival(arrival))
        .isEqualTo(Verdict.deny(Reason.DELEGATION_REFUSED, detail));
  }

  private static Verdict<Arrival> verified() {
    return Verdict.pass(Reason.DELEGATION_VERIFIED);
  }

  private static Arrival acting(String... actors) {
    return Exchanges.arriving(new Identity.Authenticated(principal("corp/anna", HOST, actors)));
  }

  private static Arrival with(String client) {
    return Exchanges.arriving(
        new Identity.Authenticated(principal("corp/anna", new Client(client))));
  }

  private static Arrival letting(Principal principal, String actor) {
    Delegation through = principal.delegation();
    Delegation letting =
        new Delegation(through.client(), through.actors(), Optional.of(new Actor(actor)));
    return Exchanges.arriving(new Identity.Authenticated(principal.through(letting)));
  }

  private static Principal principal(String id, Client client, String... actors) {
    return new Principal(id, Set.of("staff"), Principal.Authentication.ACCESS_TOKEN)
        .through(new Delegation(Optional.of(client), Stream.of(actors).map(Actor::new).toList()));
  }

  private static List<Glob> globs(String... patterns) {
    return Stream.of(patterns).map(Glob::new).toList();
  }
}
