package io.portreeve.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ApprovalNeed;
import io.portreeve.gateway.config.ApprovalSettings;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.console.Visits;
import io.portreeve.gateway.keys.IssuedKey;
import io.portreeve.gateway.keys.KeyCheck;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.pages.Page;
import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalCall;
import io.portreeve.gateway.store.ApprovalState;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.Grounds;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Integrity;
import io.portreeve.guard.Label;
import io.portreeve.guard.Provenance;
import io.portreeve.guard.Provenance.Kind;
import io.portreeve.guard.Provenance.Origin;
import io.portreeve.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How long questions and answers last, and what they are good for. */
class InboxAnswersTest {
  private static final Visit ANNA = Visits.of("corp/anna");
  private static final Visit OLGA = Visits.of("corp/olga", ConsoleRole.APPROVER);
  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final Duration USE_WITHIN = Duration.ofMinutes(10);

  @TempDir private Path directory = Path.of("");

  private final ManualClock clock = ManualClock.atNewYear();
  private Store store;
  private Inbox inbox;

  @BeforeEach
  void open() {
    store =
        SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults());
    ApprovalSettings settings =
        new ApprovalSettings(
            ApprovalNeed.USER, ApprovalNeed.NEVER, PATIENCE, USE_WITHIN, Optional.empty());
    inbox = new Inbox(store, settings, false, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Inbox.Answer said(boolean yes) {
    return new Inbox.Answer(yes, false, "");
  }

  private Approval asked(Approver approver) {
    return asked(approver, Grounds.none());
  }

  private Approval asked(Approver approver, Grounds grounds) {
    boolean users = approver == Approver.USER || approver == Approver.PAGE;
    return asked(approver, grounds, users ? "x-1" : "x-2");
  }

  private Approval asked(Approver approver, Grounds grounds, String id) {
    ApprovalCall call =
        new ApprovalCall(
            "corp/anna",
            "",
            List.of(),
            "",
            "it",
            "pay",
            "{\"arguments\":{\"to\":\"mallory\"},\"name\":\"pay\"}",
            "p",
            approver);
    return store.approvals().claim(call, grounds, id, clock.instant(), PATIENCE).orElseThrow();
  }

  @Test
  void questionThatIsOver_isNotListed_andAnsweredByNobody() {
    Approval asked = asked(Approver.USER);
    clock.advance(PATIENCE.minus(Duration.ofMillis(1)));
    assertThat(inbox.waiting(ANNA)).hasSize(1);

    clock.advance(Duration.ofMillis(1));
    assertThat(inbox.waiting(ANNA)).isEmpty();
    assertThat(inbox.answer(ANNA, asked, said(true))).isEmpty();
    assertThat(inbox.find(ANNA, "x-1").orElseThrow().stateAt(inbox.now()))
        .isEqualTo(ApprovalState.EXPIRED);
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "PAGE"})
  void usersYesAndNo_lastAsLongAsAYesMayBeUsed(Approver approver) {
    assertThat(inbox.answer(ANNA, asked(approver), said(false)).orElseThrow().expires())
        .isEqualTo(clock.instant().plus(USE_WITHIN));
  }

  @Test
  void operatorsNo_lastsAsLongAsAQuestion() {
    assertThat(inbox.answer(OLGA, asked(Approver.OPERATOR), said(false)).orElseThrow().expires())
        .isEqualTo(clock.instant().plus(PATIENCE));
  }

  @Test
  void whoIsNotAsked_hasNoWord() {
    assertThat(inbox.answer(OLGA, asked(Approver.USER), said(true))).isEmpty();
    assertThat(inbox.waiting(ANNA)).hasSize(1);
  }

  private ApiKeyRecord key(String principal, String maker) {
    Digest hash = Digest.sha256(principal);
    Map<String, String> labels = Map.of(ApiKeyRecord.MADE_BY, maker);
    return new ApiKeyRecord(
        "k-" + principal.length(),
        principal,
        Optional.empty(),
        Set.of(),
        labels,
        hash,
        clock.instant(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The key shows another principal, so the call seems to be somebody else's. */
  @ParameterizedTest
  @EnumSource(names = {"OPERATOR", "TWO_OPERATORS"})
  void approver_whoMadeAKeyOfThePrincipals_doesNotApproveItsCall_butMayDenyIt(Approver approver) {
    Approval asked = asked(approver);
    assertThat(inbox.mayApprove(OLGA, asked)).isTrue();
    assertThat(store.apiKeys().add(key("corp/anna", "corp/olga"))).isTrue();
    assertThat(store.apiKeys().add(key("corp/bob", "corp/petra"))).isTrue();

    assertThat(inbox.answer(OLGA, asked, said(true))).isEmpty();
    assertThat(inbox.mayApprove(Visits.of("corp/petra", ConsoleRole.APPROVER), asked)).isTrue();
    assertThat(inbox.answer(OLGA, asked, said(false)).orElseThrow().state())
        .isEqualTo(ApprovalState.DENIED);
  }

  /** A node that did not hear yet that a key was revoked takes a call with it. */
  @Test
  void approver_whoRevokedTheKeyThatHeMade_doesNotApproveTheCallThatANodeStillTookWithIt() {
    Secret pepper = Secret.ofText("0123456789abcdef0123456789abcdef");
    KeyRing node = KeyRing.open(store, pepper, clock, new SecureRandom());
    KeyRing olgas = KeyRing.open(store, pepper, clock, new SecureRandom());
    KeyRequest wanted = new KeyRequest("corp/anna", Set.of(), Map.of(), Optional.empty());
    IssuedKey made = olgas.createFor("corp/olga", wanted);
    assertThat(node.check(made.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);
    assertThat(olgas.revokeFor("corp/olga", made.record().id())).isTrue();
    clock.advance(KeyRing.FRESHNESS.minusMillis(1));
    assertThat(node.check(made.text().revealText())).isInstanceOf(KeyCheck.Accepted.class);

    assertThat(inbox.answer(OLGA, asked(Approver.OPERATOR), said(true))).isEmpty();
  }

  @Test
  void keyThatEndedLongBeforeTheCall_makesItItsMakersOwnAllTheSame() {
    assertThat(store.apiKeys().add(key("corp/anna", "corp/olga"))).isTrue();
    assertThat(store.apiKeys().revoke("k-9", clock.instant())).isTrue();
    clock.advance(PATIENCE);

    assertThat(inbox.mayApprove(OLGA, asked(Approver.OPERATOR))).isFalse();
  }

  @Test
  void reason_isCutWhereNobodyReadsOn() {
    Approval said =
        inbox
            .answer(ANNA, asked(Approver.USER), new Inbox.Answer(false, false, "x".repeat(2000)))
            .orElseThrow();

    assertThat(said.reason()).hasSize(1000);
  }

  private static Grounds grounds(Optional<String> conversation) {
    Origin mail = new Origin(Kind.UNTRUSTED, "mail", "<b>read`", false);
    Provenance.Value to = new Provenance.Value("/to", List.of(mail));
    Label heard = new Label(Integrity.UNTRUSTED, Confidentiality.PUBLIC, Set.of("mail"));
    return new Grounds(Optional.of(new Provenance(List.of(to), true, heard)), conversation);
  }

  private String shown(Approval one) {
    CallText text = new CallText(one, one.stateAt(clock.instant()), "why");
    return new String(Page.of("x", text.standing(), text.contents()), StandardCharsets.UTF_8);
  }

  @Test
  void whoIsAsked_seesWhereWhatDecidesComesFrom_asText() {
    assertThat(shown(asked(Approver.USER, grounds(Optional.empty()))))
        .contains(
            "Where what decides comes from",
            "<code>&quot;/to&quot;</code> <code>&quot;mallory&quot;</code>",
            "untrusted words of <code>mail</code> (<code>&quot;&lt;b&gt;read\\u0060&quot;</code>)",
            "untrusted data was heard before, of <code>mail</code>");
    assertThat(shown(asked(Approver.OPERATOR))).doesNotContain("Where what decides comes from");
  }

  @Test
  void yesToTheValues_holdsForThem_whereItMay_andIsToldSo() {
    Approval asked = asked(Approver.USER, grounds(Optional.of("talk")));
    Approval said = inbox.answer(ANNA, asked, new Inbox.Answer(true, true, "")).orElseThrow();

    assertThat(said.kept()).isTrue();
    assertThat(shown(said)).contains("does not ask about these values again");
  }

  @ParameterizedTest
  @CsvSource({"talk, true, false", "talk, false, true", ", true, true"})
  void yesToTheCallAlone_orWhereThereIsNoConversation_holdsForNoValue(
      String conversation, boolean yes, boolean ofValues) {
    Approval asked = asked(Approver.USER, grounds(Optional.ofNullable(conversation)));
    Inbox.Answer answer = new Inbox.Answer(yes, ofValues, "");

    assertThat(inbox.answer(ANNA, asked, answer).orElseThrow().kept()).isFalse();
  }

  @Test
  void whereTwoHaveToSayYes_oneOfThemDoesNotSayItTwice_andThePageHearsOfEach() {
    Visit otto = Visits.of("corp/otto", ConsoleRole.APPROVER);
    Approval asked = asked(Approver.TWO_OPERATORS);
    Approval halfway = inbox.answer(OLGA, asked, said(true)).orElseThrow();

    assertThat(halfway.state()).isEqualTo(ApprovalState.PENDING);
    assertThat(shown(halfway)).contains("1 of 2");
    assertThat(new CallText(halfway, halfway.state(), "").summary())
        .isNotEqualTo(new CallText(asked, asked.state(), "").summary());
    assertThat(inbox.mayApprove(OLGA, halfway)).isFalse();
    assertThat(inbox.answer(OLGA, halfway, said(true))).isEmpty();
    assertThat(inbox.answer(otto, halfway, said(true)).orElseThrow().state())
        .isEqualTo(ApprovalState.APPROVED);
  }
}
