package io.portreeve.gateway.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.Heard;
import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.controls.contextpoisoning.Source;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Label;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptConversationsTest {
  private static final Principal ANNA =
      Exchanges.ANNA.through(Delegation.by(new Client("corp/desk")));
  private static final Seal SEAL = Seal.forNow(new SecureRandom());

  private final ManualClock clock = ManualClock.atNewYear();
  private final KeptConversations kept = conversations(1_000_000);

  private KeptConversations conversations(long heaviest) {
    return new KeptConversations(new HandleSeal(SEAL, new SecureRandom()), clock, heaviest);
  }

  private static Exchange in(Principal who, String handle) {
    JsonObject mark = JsonObject.of(HostMark.KEY, JsonObject.empty().with("handle", handle));
    CallTool look = Messages.callTool("look", "{}");
    CallTool call = look.withParams(look.params().with("_meta", mark));
    return Exchanges.of(who, call);
  }

  private Label label(Principal who, String handle) {
    return kept.of(in(who, handle)).label();
  }

  private String begin() {
    return kept.begin(ANNA, "").orElseThrow();
  }

  private static Conversation taint(Conversation talk) {
    return talk.hearing(
        new Source("it", Label.untrusted("it"), false), new Heard("", JsonNull.NULL));
  }

  @Test
  void conversationThatBegan_isClean_andWhatIsHeardInItStaysInIt() {
    String one = begin();
    String other = begin();

    kept.change(in(ANNA, one), KeptConversationsTest::taint);

    assertThat(label(ANNA, one).tainted()).isTrue();
    assertThat(label(ANNA, other).tainted()).isFalse();
    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void handle_isOfItsPrincipalClientAndActorsOnly() {
    String handle = begin();
    Client desk = new Client("corp/desk");

    assertThat(label(ANNA, handle).tainted()).isFalse();
    for (Principal other :
        List.of(
            new Principal("bob", Set.of("staff"), Principal.Authentication.API_KEY)
                .through(ANNA.delegation()),
            Exchanges.ANNA,
            ANNA.through(Delegation.by(new Client("corp/other"))),
            ANNA.through(new Delegation(Optional.of(desk), List.of(new Actor("corp/robot")))))) {
      assertThat(label(other, handle).tainted()).as(other.toString()).isTrue();
    }
  }

  @Test
  void whatHasNoHandle_isNeverClean() {
    Exchange bare = Exchanges.of(ANNA, Messages.callTool("look", "{}"));

    assertThat(kept.of(bare).label().tainted()).isTrue();
    kept.change(bare, talk -> talk.hearingUser("anything"));
    assertThat(kept.of(bare).label().tainted()).isTrue();
  }

  /** The seal outlives us, what was heard does not. */
  @Test
  void handleOfBeforeAStart_isOfAConversationThatNobodyKnows() {
    String handle = begin();

    KeptConversations next = conversations(1_000_000);

    assertThat(next.of(in(ANNA, handle)).label().tainted()).isTrue();
    next.hear(ANNA, handle, "write to bob");
    assertThat(next.of(in(ANNA, handle)).label().tainted()).isTrue();
  }

  @Test
  void conversationOfASenderWhoWasNotHeardForADay_isForgotten() {
    String handle = begin();

    clock.advance(Shelf.UNUSED.minus(Duration.ofSeconds(1)));
    assertThat(label(ANNA, handle).tainted()).isFalse();
    clock.advance(Shelf.UNUSED);
    assertThat(label(ANNA, handle).tainted()).isTrue();
  }

  @Test
  void oneSender_hasOnlySoMany_andTheOneThatWasNotUsedForLongestGoes() {
    List<String> handles = new ArrayList<>();
    for (int i = 0; i < Shelf.MOST_OF_ONE; i++) {
      handles.add(begin());
    }
    assertThat(label(ANNA, handles.getFirst()).tainted()).isFalse();

    var _ = begin();

    assertThat(label(ANNA, handles.get(1)).tainted()).isTrue();
    assertThat(label(ANNA, handles.getFirst()).tainted()).isFalse();
  }

  @Test
  void allTogether_holdOnlySoMuch_andWhoWasNotHeardForLongestGoes() {
    KeptConversations few = conversations(3_000);
    Principal bob =
        new Principal("bob", Set.of(), Principal.Authentication.API_KEY).through(ANNA.delegation());
    String first = few.begin(ANNA, "x".repeat(1_000)).orElseThrow();
    String second = few.begin(bob, "x".repeat(1_000)).orElseThrow();
    assertThat(few.of(in(ANNA, first)).label().tainted()).isFalse();

    few.hear(ANNA, first, "y".repeat(1_000));

    assertThat(few.of(in(bob, second)).label().tainted()).isTrue();
    assertThat(few.of(in(ANNA, first)).label().tainted()).isFalse();
  }
}
