package io.portreeve.gateway.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import io.portreeve.gateway.journey.ApprovalDesk.Question;
import io.portreeve.gateway.journey.ApprovalDesk.Ruling;
import io.portreeve.gateway.journey.ApprovalDesk.Said;
import io.portreeve.gateway.journey.Continued;
import io.portreeve.gateway.policy.ConditionReader;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredApprovalsTest {
  private static final CallTool PAY = Messages.callTool("pay", "{'to':'bob','sum':5}");
  private static final String RULES =
      """
      data: ./data
      servers: {files: {command: [x], tools: {pay: {consequential: true}, look: {sink: file}}}}
      policy: {allow: [{name: a, tools: [pay]}]}
      """;

  @TempDir private Path directory = Path.of("");

  private final ManualClock clock = ManualClock.atNewYear();
  private int asked;
  private Store store;

  @BeforeEach
  void open() {
    store =
        SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Configuration configuration(String text) {
    var surroundings =
        new Surroundings(directory, Surroundings.Follower.NONE, new ConditionReader());
    return switch (new ConfigurationFile(surroundings, Overlay.NONE).parse(text)) {
      case ConfigurationFile.Outcome.Loaded loaded -> loaded.configuration();
      case ConfigurationFile.Outcome.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  private StoredApprovals desk(String rules) {
    return new StoredApprovals(store.approvals(), configuration(rules), Optional.empty(), clock);
  }

  private Exchange exchange(Delegation through) {
    Exchange usual = Exchanges.asking(PAY);
    asked++;
    return new Exchange(
        new ExchangeId("x-" + asked),
        usual.at(),
        usual.peer(),
        usual.principal().through(through),
        usual.revision(),
        usual.server(),
        PAY);
  }

  private static Consumer<Ruling> waitsAs(String id) {
    return ruling ->
        assertThat(ruling)
            .isInstanceOfSatisfying(
                Ruling.Waiting.class, waiting -> assertThat(waiting.approval()).isEqualTo(id));
  }

  private static Optional<String> question(Ruling ruling) {
    return ((Ruling.Waiting) ruling).question().map(Question::text);
  }

  private Ruling claim(String rules, CallTool call) {
    return claim(rules, call, Approver.USER);
  }

  private Ruling claim(String rules, CallTool call, Approver approver) {
    return desk(rules).claim(exchange(Delegation.unknown()), call, asking(call, approver));
  }

  private static Judgement.NeedsApproval<ClientMessage> asking(CallTool call, Approver approver) {
    return new Judgement.NeedsApproval<>(call, "?", Reason.APPROVAL_REQUIRED, approver, List.of());
  }

  private void approve() {
    Approvals.Word yes = new Approvals.Word(true, "olga", "olga", "");
    store
        .approvals()
        .waiting(clock.instant())
        .forEach(one ->
            assertThat(
                    store
                        .approvals()
                        .decide(one.id(), yes, clock.instant(), clock.instant().plusSeconds(600)))
                .isInstanceOf(Approvals.Heard.Counted.class));
  }

  @Test
  void userIsAsked_aboutAllThatIsSent_withNothingHidden() {
    CallTool hidden = Messages.callTool("pay", "{'to':'bob\\u202e'}");

    assertThat(question(claim(RULES, hidden)).orElseThrow())
        .isEqualTo(
            "May this be sent to the server `files`?\n```\n"
                + "{\"arguments\":{\"to\":\"bob\\u202e\"},\"name\":\"pay\"}\n```");
  }

  @Test
  void userIsNotAsked_aboutWhatIsTheOperatorsAlone_orTooLongToBeShown() {
    assertThat(question(claim(RULES, PAY, Approver.OPERATOR))).isEmpty();
    assertThat(
            question(claim(RULES, Messages.callTool("pay", "{'to':'" + "x".repeat(4096) + "'}"))))
        .isEmpty();
  }

  @Test
  void wordOfTheUser_counts_once_andIsOnRecordAsHis() {
    claim(RULES, PAY);
    desk(RULES).hear(exchange(Delegation.unknown()), PAY, Approver.USER, "x-1", Said.YES);
    desk(RULES).hear(exchange(Delegation.unknown()), PAY, Approver.USER, "x-1", Said.NO);

    assertThat(store.approvals().find("x-1").orElseThrow().decidedBy())
        .hasValue(exchange(Delegation.unknown()).principal().id() + ", in the client");
    assertThat(claim(RULES, PAY)).isEqualTo(new Ruling.Granted("x-1"));
    desk(RULES).hear(exchange(Delegation.unknown()), PAY, Approver.USER, "x-1", Said.YES);
    assertThat(claim(RULES, PAY)).satisfies(waitsAs("x-7"));
  }

  @Test
  void noOfTheUser_standsForAsLongAsAYesWould() {
    claim(RULES, PAY);
    desk(RULES).hear(exchange(Delegation.unknown()), PAY, Approver.USER, "x-1", Said.NO);

    assertThat(claim(RULES, PAY)).isEqualTo(new Ruling.Denied("x-1"));
    clock.advance(Duration.ofMinutes(10));
    assertThat(claim(RULES, PAY)).satisfies(waitsAs("x-4"));
  }

  @Test
  void wordOfTheUser_isNone_whereTheOperatorIsWanted_orAboutNothing() {
    claim(RULES, PAY, Approver.OPERATOR);
    for (Approver now : Approver.values()) {
      desk(RULES).hear(exchange(Delegation.unknown()), PAY, now, "x-1", Said.YES);
    }
    desk(RULES).hear(exchange(Delegation.unknown()), PAY, Approver.USER, "x-99", Said.YES);

    assertThat(claim(RULES, PAY, Approver.OPERATOR)).satisfies(waitsAs("x-1"));
  }

  @Test
  void wordOfTheUser_isNone_onceTheOperatorIsWanted() {
    claim(RULES, PAY);
    desk(RULES).hear(exchange(Delegation.unknown()), PAY, Approver.OPERATOR, "x-1", Said.YES);
    assertThat(claim(RULES, PAY)).satisfies(waitsAs("x-1"));
    desk(RULES).hear(exchange(Delegation.unknown()), PAY, Approver.USER, "x-1", Said.YES);

    assertThat(claim(RULES, PAY, Approver.OPERATOR)).satisfies(waitsAs("x-5"));
    assertThat(claim(RULES, PAY)).isEqualTo(new Ruling.Granted("x-1"));
  }

  @Test
  void question_andYes_surviveARestart() {
    assertThat(claim(RULES, PAY)).satisfies(waitsAs("x-1"));
    close();
    open();
    assertThat(claim(RULES, PAY)).satisfies(waitsAs("x-1"));
    approve();
    close();
    open();
    assertThat(claim(RULES, PAY)).isEqualTo(new Ruling.Granted("x-1"));
    close();
    open();
    assertThat(claim(RULES, PAY)).satisfies(waitsAs("x-4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "servers: {files: {command: [y], tools: {pay: {consequential: true}, look: {sink: file}}}}\n"
            + "policy: {allow: [{name: a, tools: [pay]}]}",
        "servers: {files: {command: [x], tools: {pay: {consequential: true}}}}\n"
            + "policy: {allow: [{name: a, tools: [pay]}]}",
        "servers: {files: {command: [x], tools: {pay: {consequential: true}, look: {sink: file}}}}\n"
            + "policy: {allow: [{name: a, tools: ['*']}]}",
        "servers: {files: {command: [x], tools: {pay: {consequential: true}, look: {sink: file}}}}\n"
            + "policy: {allow: [{name: a, tools: [pay]}]}\napprovals: {patience: 2h}"
      })
  void yesUnderOtherRules_isNone(String others) {
    claim(RULES, PAY);
    approve();

    assertThat(claim("data: ./data\n" + others, PAY)).satisfies(waitsAs("x-2"));
  }

  @Test
  void sameRules_inAnotherOrder_areTheSame() {
    claim(RULES, PAY);
    approve();

    assertThat(
            claim(
                """
                policy: {allow: [{tools: [pay], name: a}]}
                servers: {files: {tools: {look: {sink: file}, pay: {consequential: true}}, command: [x]}}
                data: ./data
                audit: {values: full}
                """,
                PAY))
        .isEqualTo(new Ruling.Granted("x-1"));
  }

  @Test
  void yesToOneSender_isNoneToAnother() {
    StoredApprovals desk = desk(RULES);
    assertThat(
            desk.claim(
                exchange(Delegation.by(new Client("key:1"))), PAY, asking(PAY, Approver.USER)))
        .satisfies(waitsAs("x-1"));
    approve();

    assertThat(
            desk.claim(
                exchange(Delegation.by(new Client("key:2"))), PAY, asking(PAY, Approver.USER)))
        .satisfies(waitsAs("x-2"));
    assertThat(
            desk.claim(
                exchange(
                    new Delegation(
                        Optional.of(new Client("key:1")), List.of(new Actor("corp/bot")))),
                PAY,
                asking(PAY, Approver.USER)))
        .satisfies(waitsAs("x-3"));
    assertThat(
            desk.claim(
                exchange(Delegation.by(new Client("key:1"))), PAY, asking(PAY, Approver.USER)))
        .isEqualTo(new Ruling.Granted("x-1"));
  }

  @Test
  void metaAndStateOfTheWay_areNoPartOfTheCall_absentArgumentsAreNone() {
    claim(RULES, call("'name':'pay'"));
    approve();

    assertThat(claim(RULES, call("'name':'pay','arguments':{},'requestState':'s'")))
        .isEqualTo(new Ruling.Granted("x-1"));
  }

  private static CallTool call(String members) {
    return (CallTool) Messages.request("tools/call", members);
  }

  @Test
  void questionThatNobodyAnswered_isAskedAnew_afterItsTime() {
    claim(RULES, PAY);
    clock.advance(Duration.ofHours(1));

    assertThat(claim(RULES, PAY)).satisfies(waitsAs("x-2"));
  }

  @Test
  void approvedCall_goesOnOnceForEachRound_withNewAnswers_butNotWithOtherArguments() {
    claim(RULES, PAY);
    approve();
    claim(RULES, PAY);
    StoredApprovals desk = desk(RULES);
    CallTool retry =
        call(
            "'name':'pay','arguments':{'to':'bob','sum':5},"
                + "'inputResponses':{'q':{'action':'accept'}}");
    CallTool other = call("'name':'pay','arguments':{'to':'eve','sum':5}");

    Continued.Approved first = new Continued.Approved("x-1", 1, true);
    assertThat(desk.resume(exchange(Delegation.unknown()), other, Approver.USER, first)).isFalse();
    assertThat(desk.resume(exchange(Delegation.unknown()), retry, Approver.USER, first)).isTrue();
    assertThat(desk.resume(exchange(Delegation.unknown()), retry, Approver.USER, first)).isFalse();
  }

  /** As where the call went on after a question of ours, such as one to log in. */
  @Test
  void approvedCall_goesOnWithNoAnswers_whereTheServerAskedNothing() {
    claim(RULES, PAY);
    approve();
    claim(RULES, PAY);
    StoredApprovals desk = desk(RULES);
    CallTool answering =
        call("'name':'pay','arguments':{'to':'bob','sum':5},'inputResponses':{'q':{'sum':6}}");
    Continued.Approved first = new Continued.Approved("x-1", 1, false);

    assertThat(desk.resume(exchange(Delegation.unknown()), answering, Approver.USER, first))
        .isFalse();
    assertThat(desk.resume(exchange(Delegation.unknown()), PAY, Approver.USER, first)).isTrue();
  }

  @Test
  void callThatNobodyCouldRead_isPutBeforeNobody() {
    assertThat(claim(RULES, Messages.callTool("pay", "{'sum':1e400}")))
        .isInstanceOf(Ruling.Impossible.class);
    assertThat(claim(RULES, Messages.callTool("pay", "{'to':'" + "x".repeat(40_000) + "'}")))
        .isInstanceOf(Ruling.Impossible.class);
    assertThat(store.approvals().latest(9)).isEmpty();
  }
}
