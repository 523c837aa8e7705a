package io.portreeve.gateway.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.FlowPolicy;
import io.portreeve.controls.contextpoisoning.FlowRules;
import io.portreeve.controls.contextpoisoning.Heard;
import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.controls.contextpoisoning.Ruling;
import io.portreeve.controls.contextpoisoning.Sink;
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
  private static final Principal BOB =
      new Principal("bob", Set.of("staff"), Principal.Authentication.API_KEY)
          .through(ANNA.delegation());
  private static final Seal SEAL = Seal.forNow(new SecureRandom());

  private final ManualClock clock = ManualClock.atNewYear();
  private final KeptConversations kept = conversations(1_000_000);

  private KeptConversations conversations(long heaviest) {
    return conversations(heaviest, Shelf.MOST_SPEAKERS);
  }

  private KeptConversations conversations(long heaviest, int mostSpeakers) {
    return new KeptConversations(
        new HandleSeal(SEAL, new SecureRandom()), new Shelf(clock, heaviest, mostSpeakers), true);
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
    return kept.begin(ANNA, "", false).orElseThrow();
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
            BOB,
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

  @Test
  void conversation_hasAName_whereItsHostBeganIt_andAllOfItIsKnown() {
    String handle = begin();
    Optional<String> name = kept.name(in(ANNA, handle));

    assertThat(name).isPresent();
    kept.change(in(ANNA, handle), KeptConversationsTest::taint);
    assertThat(kept.name(in(ANNA, handle))).isEqualTo(name);
    assertThat(kept.name(in(ANNA, begin()))).isNotEqualTo(name);
    assertThat(kept.name(in(BOB, handle))).isEmpty();
    assertThat(kept.name(Exchanges.of(ANNA, Messages.callTool("look", "{}")))).isEmpty();
    assertThat(conversations(1_000_000).name(in(ANNA, handle))).as("after a start").isEmpty();
    for (int i = 0; i < Shelf.MOST_OF_ONE; i++) {
      begin();
    }
    assertThat(kept.name(in(ANNA, handle))).as("forgotten").isEmpty();
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

  /** Whoever says more loses his own, the oldest first, and nobody else's. */
  @Test
  void allTogether_holdOnlySoMuch_andWhoSaysMostGivesWay() {
    KeptConversations few = conversations(3_000);
    String victim = few.begin(BOB, "x".repeat(500), false).orElseThrow();
    List<String> flood = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      flood.add(few.begin(through(i), "x".repeat(500), false).orElseThrow());
    }

    assertThat(few.of(in(BOB, victim)).label().tainted()).isFalse();
    assertThat(few.of(in(through(0), flood.getFirst())).label().tainted()).isTrue();
    assertThat(few.of(in(through(7), flood.getLast())).label().tainted()).isFalse();
  }

  @Test
  void ofSoManySpeakersOnly_conversationsAreKept_andWhoSendsThroughMostGivesWay() {
    KeptConversations few = conversations(1_000_000, 4);
    String victim = few.begin(BOB, "", false).orElseThrow();
    List<String> flood = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      flood.add(few.begin(through(i), "", false).orElseThrow());
    }

    assertThat(few.of(in(BOB, victim)).label().tainted()).isFalse();
    assertThat(few.of(in(through(4), flood.get(4))).label().tainted()).isTrue();
    assertThat(few.of(in(through(5), flood.get(5))).label().tainted()).isFalse();
  }

  /** What was given back is not counted again. */
  @Test
  void principalWhoseConversationsWereForgotten_takesNothingAnyMore() {
    KeptConversations few = conversations(3_000);
    for (int i = 0; i < 4; i++) {
      var _ = few.begin(through(i), "x".repeat(500), false);
    }
    clock.advance(Shelf.UNUSED);
    String bob = few.begin(BOB, "x".repeat(2_000), false).orElseThrow();
    String anna = few.begin(ANNA, "x".repeat(1_000), false).orElseThrow();

    assertThat(few.of(in(BOB, bob)).label().tainted()).isTrue();
    assertThat(few.of(in(ANNA, anna)).label().tainted()).isFalse();
  }

  /** Of those who take the same, who was not heard for longest gives way. */
  @Test
  void whereAllTakeTheSame_whoWasNotHeardForLongestGivesWay() {
    KeptConversations few = conversations(1_000_000, 2);
    String first = few.begin(BOB, "", false).orElseThrow();
    String second = few.begin(ANNA, "", false).orElseThrow();
    var _ = few.of(in(BOB, first));

    var _ =
        few.begin(new Principal("carol", Set.of(), Principal.Authentication.API_KEY), "", false);

    assertThat(few.of(in(ANNA, second)).label().tainted()).isTrue();
    assertThat(few.of(in(BOB, first)).label().tainted()).isFalse();
  }

  private static Principal through(int client) {
    return Exchanges.ANNA.through(Delegation.by(new Client("corp/" + client)));
  }

  @Test
  void conversationInWhichSomethingWasRead_isNeverClean() {
    String handle = kept.begin(ANNA, "Write to Bob.", true).orElseThrow();

    assertThat(label(ANNA, handle).tainted()).isTrue();
  }

  @Test
  void hostLearnsWhatWasHeard_inHisOwnConversationsOnly() {
    String handle = begin();
    kept.change(in(ANNA, handle), KeptConversationsTest::taint);

    assertThat(kept.heard(ANNA, handle)).hasValue(Label.untrusted("it"));
    assertThat(kept.heard(BOB, handle)).isEmpty();
    assertThat(kept.heard(ANNA, "made up")).isEmpty();
  }

  @Test
  void eachPlan_takesThePlaceOfTheOneBefore() {
    Sink send = Sink.undeclared("mail__send");
    Sink pay = Sink.undeclared("bank__pay");
    FlowRules rules = new FlowRules(Set.of(FlowPolicy.PLAN));
    String handle = begin();
    kept.hear(ANNA, handle, "Write.");
    kept.plan(ANNA, handle, Set.of("mail__send"));
    kept.change(in(ANNA, handle), KeptConversationsTest::taint);

    Conversation first = kept.of(in(ANNA, handle));
    kept.hear(ANNA, handle, "And pay.");
    kept.plan(ANNA, handle, Set.of("bank__pay"));
    kept.hear(ANNA, handle, "Please.");
    Conversation second = kept.of(in(ANNA, handle));

    JsonObject none = JsonObject.empty();
    assertThat(rules.judge(first, send, none)).isInstanceOf(Ruling.Allowed.class);
    assertThat(rules.judge(first, pay, none)).isInstanceOf(Ruling.Unplanned.class);
    assertThat(rules.judge(second, send, none)).isInstanceOf(Ruling.Unplanned.class);
    assertThat(rules.judge(second, pay, none)).isInstanceOf(Ruling.Allowed.class);
  }
}
