package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.store.Approvals.Heard;
import io.portreeve.gateway.store.Approvals.Word;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Integrity;
import io.portreeve.guard.Label;
import io.portreeve.guard.Provenance;
import io.portreeve.guard.Provenance.Kind;
import io.portreeve.guard.Provenance.Origin;
import io.portreeve.guard.Provenance.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of store promises of {@link Approvals}. */
abstract class ApprovalsContract implements StoreFixture {
  private static final Instant AT = Instant.parse("2026-11-28T12:00:00Z");
  private static final Instant LATER = AT.plusSeconds(600);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Word YES = new Word(true, "olga", "olga", "");
  private static final Word NO = new Word(false, "olga", "olga", "never heard of him");
  private static final ApprovalCall PAY = pay("anna", "key:1", List.of("bot"), "mail", "pay");

  private static final ApprovalCall TWO =
      new ApprovalCall(
          "corp/anna",
          "key:1",
          List.of(),
          "",
          "mail",
          "wipe",
          "{}",
          "rules-1",
          Approver.TWO_OPERATORS);

  private static ApprovalCall pay(
      String principal, String client, List<String> actors, String server, String tool) {
    return new ApprovalCall(
        principal,
        client,
        actors,
        "",
        server,
        tool,
        "{\"arguments\":{\"sum\":5}}",
        "rules-1",
        Approver.USER);
  }

  /** Like {@link #PAY} but for what is given. */
  private static ApprovalCall pay(String endpoint, String call, String policy, Approver approver) {
    return new ApprovalCall(
        PAY.principal(),
        PAY.client(),
        PAY.actors(),
        endpoint,
        PAY.server(),
        PAY.tool(),
        call,
        policy,
        approver);
  }

  private Approval claim(String id, Instant at) {
    return store().approvals().claim(PAY, Grounds.none(), id, at, HOUR).orElseThrow();
  }

  private void decide(String id, Word word) {
    assertThat(store().approvals().decide(id, word, AT, LATER)).isInstanceOf(Heard.Counted.class);
  }

  @Test
  void call_waits_untilSomebodySaysYes_andIsThenMadeOnce() {
    Approval asked = claim("a", AT);
    assertThat(asked)
        .returns(ApprovalState.PENDING, Approval::state)
        .returns(PAY, Approval::call)
        .returns(AT.plus(HOUR), Approval::expires);
    assertThat(claim("b", AT)).isEqualTo(asked);

    decide("a", YES);

    assertThat(claim("c", AT))
        .returns("a", Approval::id)
        .returns(ApprovalState.USED, Approval::state);
    assertThat(claim("d", AT))
        .returns("d", Approval::id)
        .returns(ApprovalState.PENDING, Approval::state);
  }

  @Test
  void grounds_areKeptAsTheyWereWhenItWasAsked() {
    Provenance known =
        new Provenance(
            List.of(
                new Value("/to/0", List.of(Origin.of(Kind.USER))),
                new Value("/to/1", List.of()),
                new Value("/cc", List.of(new Origin(Kind.UNTRUSTED, "mail", "read\u202e", true)))),
            false,
            new Label(Integrity.UNTRUSTED, Confidentiality.PRIVATE, Set.of("mail", "web")));
    Grounds grounds = new Grounds(Optional.of(known), Optional.of("talk-1"));

    assertThat(store().approvals().claim(PAY, grounds, "a", AT, HOUR))
        .hasValueSatisfying(asked -> assertThat(asked.grounds()).isEqualTo(grounds));
    assertThat(claim("b", AT).grounds()).isEqualTo(grounds);
    assertThat(store().approvals().waiting(AT)).singleElement().returns(grounds, Approval::grounds);
  }

  @Test
  void yesToTheValues_isKept_whereTheQuestionSaysThatItMayBe() {
    Word toValues = new Word(true, "olga", "olga", "", true);
    Grounds here = new Grounds(Optional.empty(), Optional.of("talk-1"));
    assertThat(store().approvals().claim(PAY, here, "a", AT, HOUR)).isPresent();
    decide("a", toValues);
    assertThat(claim("b", AT)).returns(true, Approval::kept);
    assertThat(store().acts().waiting(9))
        .singleElement()
        .satisfies(act -> assertThat(act.fields().bool("values")).hasValue(true));

    claim("c", AT);
    decide("c", toValues);
    assertThat(claim("d", AT)).returns(false, Approval::kept);
  }

  @Test
  void no_staysNo_asLongAsTheAnswerLasts() {
    claim("a", AT);
    decide("a", NO);

    assertThat(claim("b", AT))
        .returns("a", Approval::id)
        .returns(ApprovalState.DENIED, Approval::state)
        .returns("never heard of him", Approval::reason);
    assertThat(claim("c", LATER)).returns(ApprovalState.PENDING, Approval::state);
  }

  static Stream<ApprovalCall> others() {
    return Stream.of(
        pay("bob", "key:1", List.of("bot"), "mail", "pay"),
        pay("anna", "key:2", List.of("bot"), "mail", "pay"),
        pay("anna", "key:1", List.of(), "mail", "pay"),
        pay("anna", "key:1", List.of("bot", "bot"), "mail", "pay"),
        pay("anna", "key:1", List.of("bot"), "other", "pay"),
        pay("anna", "key:1", List.of("bot"), "mail", "wipe"),
        pay("", "{\"arguments\":{\"sum\":6}}", "rules-1", Approver.USER),
        pay("bank", PAY.call(), "rules-1", Approver.USER),
        pay("", PAY.call(), "rules-2", Approver.USER),
        pay("", PAY.call(), "rules-1", Approver.OPERATOR),
        pay("", PAY.call(), "rules-1", Approver.TWO_OPERATORS));
  }

  @ParameterizedTest
  @MethodSource("others")
  void yesToOneCall_isNoneToAnother(ApprovalCall other) {
    claim("a", AT);
    decide("a", YES);

    assertThat(store().approvals().claim(other, Grounds.none(), "b", AT, HOUR))
        .hasValueSatisfying(asked ->
            assertThat(asked)
                .returns("b", Approval::id)
                .returns(ApprovalState.PENDING, Approval::state));
    assertThat(claim("c", AT)).returns(ApprovalState.USED, Approval::state);
  }

  @Test
  void yesThatNobodyUsedInTime_isGone() {
    claim("a", AT);
    decide("a", YES);

    assertThat(claim("b", LATER))
        .returns("b", Approval::id)
        .returns(ApprovalState.PENDING, Approval::state);
    assertThat(store().approvals().find("a"))
        .hasValueSatisfying(old -> assertThat(old.stateAt(LATER)).isEqualTo(ApprovalState.EXPIRED));
  }

  @Test
  void questionThatNobodyAnsweredInTime_cannotBeAnswered() {
    claim("a", AT);

    assertThat(store().approvals().decide("a", YES, AT.plus(HOUR), LATER.plus(HOUR)))
        .isEqualTo(new Heard.TooLate());
    assertThat(store().approvals().waiting(AT.plus(HOUR))).isEmpty();
  }

  @Test
  void secondWord_changesNothing() {
    claim("a", AT);
    decide("a", NO);

    assertThat(store().approvals().decide("a", YES, AT, LATER)).isEqualTo(new Heard.TooLate());
    assertThat(store().approvals().decide("nobody", YES, AT, LATER)).isEqualTo(new Heard.TooLate());
    assertThat(claim("b", AT)).returns(ApprovalState.DENIED, Approval::state);
  }

  @Test
  void manyClaimsAtOnce_useAYesOnce() {
    claim("a", AT);
    decide("a", YES);

    List<ApprovalState> told =
        IntStream.range(0, 20).parallel().mapToObj(i -> claim("c" + i, AT).state()).toList();

    assertThat(told).containsOnlyOnce(ApprovalState.USED).contains(ApprovalState.PENDING);
  }

  @Test
  void roundsOfACall_goOnOnceEach_inOrder_withItsOwnYesOnly() {
    Approvals approvals = store().approvals();
    claim("a", AT);
    assertThat(approvals.resume(PAY, "a", 1)).as("before it was used").isFalse();
    decide("a", YES);
    claim("b", AT);

    assertThat(approvals.resume(pay("bob", "", List.of(), "mail", "pay"), "a", 1)).isFalse();
    assertThat(approvals.resume(PAY, "a", 2)).isFalse();
    assertThat(approvals.resume(PAY, "a", 1)).isTrue();
    assertThat(approvals.resume(PAY, "a", 1)).as("replayed").isFalse();
    assertThat(approvals.resume(PAY, "a", 2)).isTrue();
  }

  @Test
  void principalWithManyOpenQuestions_getsNoMore_andOthersDo() {
    for (int i = 0; i < Approvals.MAX_WAITING; i++) {
      ApprovalCall one = pay("anna", "", List.of(), "mail", "pay" + i);
      assertThat(store().approvals().claim(one, Grounds.none(), "a" + i, AT, HOUR)).isPresent();
    }

    assertThat(store().approvals().claim(PAY, Grounds.none(), "more", AT, HOUR)).isEmpty();
    ApprovalCall others = pay("bob", "", List.of(), "mail", "pay");
    assertThat(store().approvals().claim(others, Grounds.none(), "bobs", AT, HOUR)).isPresent();
    assertThat(store().approvals().claim(PAY, Grounds.none(), "later", AT.plus(HOUR), HOUR))
        .isPresent();
  }

  @Test
  void waiting_areTheOpenQuestions_andLatestAreAll() {
    claim("a", AT);
    decide("a", NO);
    ApprovalCall other = pay("bob", "", List.of(), "mail", "pay");
    assertThat(store().approvals().claim(other, Grounds.none(), "b", AT.plusSeconds(1), HOUR))
        .isPresent();

    assertThat(store().approvals().waiting(AT)).extracting(Approval::id).containsExactly("b");
    assertThat(store().approvals().countWaiting(AT)).isEqualTo(1);
    assertThat(store().approvals().countWaiting(AT.plus(HOUR.multipliedBy(1_000)))).isZero();
    assertThat(store().approvals().latest(9)).extracting(Approval::id).containsExactly("b", "a");
    assertThat(store().approvals().latest(1)).extracting(Approval::id).containsExactly("b");
  }

  private static Word yes(String person) {
    return new Word(true, person, person, "");
  }

  private void askTwo(String id, Instant at) {
    assertThat(store().approvals().claim(TWO, Grounds.none(), id, at, HOUR)).isPresent();
  }

  private Heard say(Word word) {
    return store().approvals().decide("a", word, AT, LATER);
  }

  private ApprovalState two(Instant at) {
    return store().approvals().claim(TWO, Grounds.none(), "again", at, HOUR).orElseThrow().state();
  }

  @Test
  void callOfTwo_waitsUntilBothSaidYes_andIsThenMadeOnce() {
    askTwo("a", AT);

    assertThat(say(yes("olga")))
        .isInstanceOfSatisfying(
            Heard.Counted.class,
            first ->
                assertThat(first.approval())
                    .returns(ApprovalState.PENDING, Approval::state)
                    .returns(AT.plus(HOUR), Approval::expires)
                    .returns(
                        Optional.of(new Approval.Yes("olga", "olga", AT, false)), Approval::first));
    assertThat(two(AT)).isEqualTo(ApprovalState.PENDING);
    assertThat(say(yes("pat")))
        .isInstanceOfSatisfying(
            Heard.Counted.class,
            second ->
                assertThat(second.approval())
                    .returns(ApprovalState.APPROVED, Approval::state)
                    .returns(LATER, Approval::expires)
                    .returns(Optional.of("pat"), Approval::decidedBy));
    assertThat(two(AT)).isEqualTo(ApprovalState.USED);
    assertThat(two(AT)).isEqualTo(ApprovalState.PENDING);
    assertThat(store().acts().waiting(9))
        .extracting(act -> act.event() + " " + act.fields().string("person").orElseThrow())
        .containsExactly("approval-half-granted olga", "approval-granted pat");
  }

  @Test
  void samePersonTwice_isOne_whateverNameHeGives() {
    askTwo("a", AT);
    var _ = say(yes("olga"));

    assertThat(say(yes("olga"))).isEqualTo(new Heard.Again());
    assertThat(say(new Word(true, "olga", "pat", ""))).isEqualTo(new Heard.Again());
    assertThat(two(AT)).isEqualTo(ApprovalState.PENDING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"corp/anna", "anna"})
  void whoAskedForIt_isNoneOfTheTwo_butMayTakeItBack(String name) {
    askTwo("a", AT);

    assertThat(say(yes(name))).isEqualTo(new Heard.Own());
    assertThat(say(new Word(true, "root", name, ""))).isEqualTo(new Heard.Own());
    var _ = say(yes("olga"));
    assertThat(say(yes(name))).isEqualTo(new Heard.Own());
    assertThat(two(AT)).isEqualTo(ApprovalState.PENDING);
    assertThat(say(new Word(false, name, name, ""))).isInstanceOf(Heard.Counted.class);
    assertThat(two(AT)).isEqualTo(ApprovalState.DENIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pat", "olga"})
  void oneNo_isNo_alsoAfterAYes(String who) {
    askTwo("a", AT);
    var _ = say(yes("olga"));

    assertThat(say(new Word(false, who, who, "no"))).isInstanceOf(Heard.Counted.class);
    assertThat(say(yes("kim"))).isEqualTo(new Heard.TooLate());
    assertThat(two(AT)).isEqualTo(ApprovalState.DENIED);
  }

  @Test
  void secondYes_comesTooLate_onceTheQuestionIsOver_andTheFirstIsGoodForNothingThen() {
    askTwo("a", AT);
    var _ = say(yes("olga"));
    Instant over = AT.plus(HOUR);

    assertThat(store().approvals().decide("a", yes("pat"), over, over.plus(HOUR)))
        .isEqualTo(new Heard.TooLate());
    askTwo("b", over);
    assertThat(store().approvals().decide("b", yes("pat"), over, over.plus(HOUR)))
        .isInstanceOfSatisfying(
            Heard.Counted.class,
            half -> assertThat(half.approval().state()).isEqualTo(ApprovalState.PENDING));
  }

  @Test
  void valuesAreApproved_onlyIfBothSaidSo() {
    Grounds here = new Grounds(Optional.empty(), Optional.of("talk-1"));
    for (boolean first : List.of(true, false)) {
      for (boolean second : List.of(true, false)) {
        String id = "v" + first + second;
        assertThat(store().approvals().claim(TWO, here, id, AT, HOUR)).isPresent();
        var _ = store().approvals().decide(id, new Word(true, "o", "o", "", first), AT, LATER);
        var _ = store().approvals().decide(id, new Word(true, "p", "p", "", second), AT, LATER);
        assertThat(store().approvals().claim(TWO, here, "x" + id, AT, HOUR).orElseThrow().kept())
            .isEqualTo(first && second);
      }
    }
  }

  @Test
  void manyYesesAtOnce_areOneOfEachPerson() {
    askTwo("a", AT);

    List<Heard> told = IntStream.range(0, 20).parallel().mapToObj(_ -> say(yes("olga"))).toList();

    assertThat(told).filteredOn(Heard.Counted.class::isInstance).hasSize(1);
    assertThat(two(AT)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void word_isAnAct() {
    claim("a", AT);
    decide("a", NO);

    assertThat(store().acts().waiting(9))
        .singleElement()
        .satisfies(act -> {
          assertThat(act.event()).isEqualTo("approval-denied");
          assertThat(act.fields().string("approval")).hasValue("a");
          assertThat(act.fields().string("by")).hasValue("olga");
          assertThat(act.fields().string("digest")).hasValue(PAY.digest().hex());
        });
  }

  @Test
  void oldOnes_areForgotten_thoseThatSomebodyDecidedLater() {
    claim("a", AT);
    decide("a", NO);
    assertThat(
            store()
                .approvals()
                .claim(pay("b", "", List.of(), "m", "p"), Grounds.none(), "b", AT, HOUR))
        .isPresent();

    claim("c", AT.plus(Duration.ofDays(2)));
    assertThat(store().approvals().latest(9)).extracting(Approval::id).containsExactly("c", "a");
    claim("d", AT.plus(Duration.ofDays(40)));
    assertThat(store().approvals().latest(9)).extracting(Approval::id).containsExactly("d");
  }
}
