package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.ConnectionControl;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.testkit.Exchanges;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DoorwayTest {
  private static final Arrival ANNA =
      Exchanges.arriving(new Identity.Authenticated(Exchanges.ANNA));

  private final NotedTrail trail = new NotedTrail();

  @Test
  void knownPrincipal_comesIn_andNothingIsRecordedYet() {
    assertThat(doorway(_ -> Verdict.pass(Reason.AUTHENTICATED)).enter(ANNA))
        .isEqualTo(new Doorway.Entry.Open(ANNA, Exchanges.ANNA));
    assertThat(trail.written()).isEmpty();
  }

  @Test
  void refusalOfAControl_shutsTheDoor_andIsOnRecord() {
    assertThat(doorway(_ -> Verdict.deny(Reason.CREDENTIAL_EXPIRED, "key expired")).enter(ANNA))
        .isEqualTo(new Doorway.Entry.Shut(Reason.CREDENTIAL_EXPIRED));
    assertThat(trail.written()).containsExactly("turned away credential-expired key expired");
  }

  /** Nobody can be asked at the door. */
  @Test
  void questionForAPerson_shutsTheDoor() {
    assertThat(doorway(_ -> Verdict.ask("let in?", Reason.APPROVAL_REQUIRED)).enter(ANNA))
        .isEqualTo(new Doorway.Entry.Shut(Reason.APPROVAL_REQUIRED));
    assertThat(trail.written()).containsExactly("turned away approval-required ");
  }

  @Test
  void controlThatThrows_shutsTheDoor() {
    Doorway broken =
        doorway(_ -> {
          throw new IllegalStateException();
        });

    assertThat(broken.enter(ANNA)).isEqualTo(new Doorway.Entry.Shut(Reason.CONTROL_FAILED));
  }

  @Test
  void principalThatSentTooMuch_isTurnedAway_whateverHeSends() {
    Guard guard =
        new Guard(List.of(control(_ -> Verdict.pass(Reason.AUTHENTICATED))), List.of(), List.of());
    Doorway full = new Doorway(guard, trail, _ -> false);

    assertThat(full.enter(ANNA)).isEqualTo(new Doorway.Entry.Shut(Reason.RATE_EXCEEDED));
    assertThat(trail.written())
        .containsExactly("turned away rate-exceeded messages per minute, of any kind");
  }

  /** Nobody may send what cannot be counted, and a client may come again for it. */
  @Test
  void principalWhoCannotBeCountedNow_isTurnedAway() {
    Guard guard =
        new Guard(List.of(control(_ -> Verdict.pass(Reason.AUTHENTICATED))), List.of(), List.of());
    Doorway uncounted =
        new Doorway(
            guard,
            trail,
            _ -> {
              throw new StoreUnavailable("Redis is not connected");
            });

    assertThat(uncounted.enter(ANNA)).isEqualTo(new Doorway.Entry.Shut(Reason.STATE_UNAVAILABLE));
    assertThat(trail.written())
        .containsExactly("turned away state-unavailable Redis is not connected");
  }

  @Test
  void noControlAtAll_shutsTheDoor() {
    Doorway open = new Doorway(new Guard(List.of(), List.of(), List.of()), trail, _ -> true);

    assertThat(open.enter(ANNA)).isEqualTo(new Doorway.Entry.Shut(Reason.CONTROL_FAILED));
  }

  /** Should a control forget it, nobody without a principal comes in all the same. */
  @Test
  void nobody_comesInWithoutAPrincipal_evenWhenControlsPass() {
    Doorway careless = doorway(_ -> Verdict.pass(Reason.AUTHENTICATED));

    assertThat(careless.enter(Exchanges.arriving(new Identity.Absent())))
        .isEqualTo(new Doorway.Entry.Shut(Reason.CREDENTIAL_MISSING));
    assertThat(
            careless.enter(
                Exchanges.arriving(new Identity.Rejected(Reason.CREDENTIAL_REVOKED, "revoked"))))
        .isEqualTo(new Doorway.Entry.Shut(Reason.CREDENTIAL_REVOKED));
    assertThat(trail.written())
        .containsExactly(
            "turned away credential-missing ", "turned away credential-revoked revoked");
  }

  private Doorway doorway(Function<Arrival, Verdict<Arrival>> verdict) {
    Guard guard = new Guard(List.of(control(verdict)), List.of(), List.of());
    return new Doorway(guard, trail, _ -> true);
  }

  private static ConnectionControl control(Function<Arrival, Verdict<Arrival>> verdict) {
    return new ConnectionControl() {
      @Override
      public Mitigation mitigates() {
        return Mitigation.USER_AUTHENTICATION;
      }

      @Override
      public Verdict<Arrival> onArrival(Arrival arrival) {
        return verdict.apply(arrival);
      }
    };
  }
}
