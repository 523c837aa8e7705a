package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.gateway.upstream.Challenge;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is known of logins, when news of an old one comes after a new one. */
class LoginMemoryTest {
  private static final Who WHO = Who.of(Exchanges.SERVER, Exchanges.ANNA);
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Grant FIRST = grant("first", "access-1");
  private static final Grant SECOND = grant("second", "access-2");

  private final KeptInMemory store = new KeptInMemory();
  private final SecureRandom random = new SecureRandom();
  private final Seal seal = Seal.forNow(random);
  private final ManualClock clock = ManualClock.atNewYear();
  private final LoginMemory memory = memory();

  /** One that begins with what lies in the store. */
  private LoginMemory memory() {
    return new LoginMemory(store, ShortLived.ofProcess(clock), seal, random, clock);
  }

  private static Grant grant(String id, String access) {
    URI issuer = URI.create("https://id.example");
    return new Grant(
        id,
        issuer,
        issuer.resolve("/token"),
        Client.without("us"),
        "https://tickets.example/mcp",
        access,
        Optional.of("refresh"),
        Optional.empty(),
        List.of("read"),
        List.of("read"),
        Instant.EPOCH,
        Optional.empty());
  }

  /** As a refresh of it brings it back. */
  private static Grant renewed(Grant grant) {
    Tokens tokens =
        new Tokens("access-renewed", Optional.empty(), Optional.empty(), Optional.empty());
    return grant.renewed(tokens, NOW);
  }

  private Optional<String> access() {
    Optional<String> known = memory.grant(WHO).map(Grant::access);
    assertThat(memory().grant(WHO).map(Grant::access)).as("after a restart").isEqualTo(known);
    return known;
  }

  @Test
  void renewedLogin_hasTheNewerToken() {
    memory.loggedIn(WHO, FIRST);

    assertThat(memory.standing(WHO).renewed(renewed(FIRST))).isTrue();

    assertThat(access()).contains("access-renewed");
    assertThat(memory.lives(WHO, "first")).isTrue();
  }

  /** The user was at the page while the authorization server took its time. */
  @Test
  void lateRefreshOfAnOldLogin_leavesTheNewOne() {
    memory.loggedIn(WHO, FIRST);
    memory.loggedIn(WHO, SECOND);

    var _ = memory.standing(WHO).renewed(renewed(FIRST));

    assertThat(access()).contains("access-2");
    assertThat(memory.lives(WHO, "first")).isFalse();
    assertThat(memory.lives(WHO, "second")).isTrue();
  }

  @Test
  void lateRefreshOfALoginThatEnded_bringsItNotBack() {
    memory.loggedIn(WHO, FIRST);
    assertThat(memory.ended(WHO, "first", Challenge.none())).isTrue();

    var _ = memory.standing(WHO).renewed(renewed(FIRST));

    assertThat(access()).isEmpty();
    assertThat(memory.standing(WHO).isWanted("x")).isTrue();
  }

  /** The operator has a process of his own, which can be between any two steps of this one. */
  @Test
  void loginThatIsTakenAwayJustWhenItIsRenewed_staysAway() {
    memory.loggedIn(WHO, FIRST);
    store.beforeWrite = store.values::clear;

    assertThat(memory.standing(WHO).renewed(renewed(FIRST))).isFalse();

    assertThat(access()).isEmpty();
    assertThat(memory.lives(WHO, "first")).isFalse();
  }

  /** What was opened with it is asked about, also by whoever calls nothing any more. */
  @Test
  void loginThatSomebodyElseTakesAway_livesNoLonger_onceTheStoreIsLookedAt() {
    memory.loggedIn(WHO, FIRST);
    assertThat(memory.lives(WHO, "first")).isTrue();
    store.values.clear();

    clock.advance(Standing.BELIEVED);

    assertThat(memory.lives(WHO, "first")).isFalse();
  }

  @Test
  void loginAtAnotherNode_isKnownHere_onceTheStoreIsLookedAt() {
    memory.standing(WHO).needsLogin(memory.grant(WHO), Challenge.none());
    LoginMemory other = memory();
    other.loggedIn(WHO, FIRST);

    clock.advance(Standing.BELIEVED);

    assertThat(access()).contains("access-1");
    assertThat(memory.standing(WHO).isWanted("x")).isFalse();
  }

  /** Nobody tells this process that the user was at the other one. */
  @Test
  @Timeout(120)
  void callThatWaits_goesOn_onceTheUserLoggedInAtAnotherNode() throws InterruptedException {
    Standing standing = memory.standing(WHO);
    standing.needsLogin(memory.grant(WHO), Challenge.none());
    memory().loggedIn(WHO, FIRST);
    clock.advance(Standing.BELIEVED);

    standing.await(Duration.ofHours(1), clock);

    assertThat(access()).contains("access-1");
  }

  @Test
  void tokensThatAnotherNodeRenewed_areUsedHere_onceTheStoreIsLookedAt() {
    memory.loggedIn(WHO, FIRST);
    LoginMemory other = memory();
    assertThat(other.standing(WHO).renewed(renewed(FIRST))).isTrue();

    clock.advance(Standing.BELIEVED);

    assertThat(access()).contains("access-renewed");
  }

  /** It is no good for the server, but lies in the store as before. */
  @Test
  void loginThatWasNoGood_isNotTakenForANewOne() {
    memory.loggedIn(WHO, FIRST);
    memory.standing(WHO).needsLogin(memory.grant(WHO), Challenge.none());

    clock.advance(Standing.BELIEVED);

    assertThat(memory.standing(WHO).isWanted("x")).isTrue();
  }

  /** Tokens that were renewed since the list was made are the ones to give back. */
  @Test
  void loginThatIsForgotten_isGivenWithTheTokensThatItHadLast() {
    memory.loggedIn(WHO, FIRST);
    KeptLogins kept = new KeptLogins(store, seal);
    KeptLogins.Entry listed = kept.entries().getFirst();
    var _ = memory.standing(WHO).renewed(renewed(FIRST));

    assertThat(kept.forget(listed).grant().access()).isEqualTo("access-renewed");
    assertThat(kept.entries()).isEmpty();
  }

  @Test
  void lateRefusalOfAnOldLogin_endsNotTheNewOne() {
    memory.loggedIn(WHO, FIRST);
    memory.loggedIn(WHO, SECOND);

    assertThat(memory.ended(WHO, "first", Challenge.none())).isFalse();

    assertThat(access()).contains("access-2");
    assertThat(memory.lives(WHO, "second")).isTrue();
    assertThat(memory.standing(WHO).isWanted("x")).isFalse();
  }

  @Test
  void lateRefusalOfNoLogin_asksNobodyWhoLoggedInMeanwhile() {
    Optional<Grant> seen = memory.grant(WHO);
    memory.loggedIn(WHO, FIRST);

    memory.standing(WHO).needsLogin(seen, Challenge.none());

    assertThat(access()).contains("access-1");
    assertThat(memory.standing(WHO).isWanted("x")).isFalse();
  }

  @Test
  void refusalOfNoLogin_asksWhoeverHasNone() {
    memory.standing(WHO).needsLogin(memory.grant(WHO), Challenge.none());

    assertThat(memory.standing(WHO).isWanted("x")).isTrue();
  }

  /** Whether it was ended meanwhile is not known then: that is no reason to believe in it. */
  @Test
  void loginThatCannotBeLookedAt_isNobodys_untilItCan() {
    memory.loggedIn(WHO, FIRST);
    clock.advance(Standing.BELIEVED);
    store.isDown = true;

    for (int asked = 0; asked < 3; asked++) {
      assertThatThrownBy(() -> memory.grant(WHO)).isInstanceOf(StoreUnavailable.class);
    }

    store.isDown = false;
    assertThat(access()).contains("access-1");
  }

  /** Another server may have taken the place of the one that knew these scopes. */
  @Test
  void whatWasAskedForBefore_isAskedForAgainAtTheSameResourceOnly() {
    memory.loggedIn(WHO, FIRST);

    assertThat(memory.standing(WHO).asked(FIRST.resource())).containsExactly("read");
    assertThat(memory.standing(WHO).asked("https://other.example/mcp")).isEmpty();
  }
}
