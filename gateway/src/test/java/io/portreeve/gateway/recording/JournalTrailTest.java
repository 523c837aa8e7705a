package io.portreeve.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalSettings;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.journey.AuditTrail;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Change;
import io.portreeve.guard.Client;
import io.portreeve.guard.Credential;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.guard.SubjectToken;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Records that a journal really holds, read back from its files. */
class JournalTrailTest {
  private static final Decision PASSED =
      new Decision(
          "Visibility",
          Mitigation.TOOL_AUTHORIZATION,
          Decision.Kind.PASS,
          Reason.VISIBLE,
          "",
          List.of());
  private static final Decision UNCONCERNED =
      new Decision(
          "DefinitionPinning",
          Mitigation.DEFINITION_PINNING,
          Decision.Kind.PASS,
          Reason.NOT_CONCERNED,
          "",
          List.of());
  private static final Decision REWROTE =
      new Decision(
          "InputSanitization",
          Mitigation.INPUT_SANITIZATION,
          Decision.Kind.REWRITE,
          Reason.ARGUMENTS_SANITIZED,
          "",
          List.of(new Change("/path", "dots", 2)));
  private static final Decision DENIED =
      new Decision(
          "AccessControlList",
          Mitigation.ACCESS_AUTHORIZATION,
          Decision.Kind.DENY,
          Reason.POLICY_DENIED,
          "rule no-writes",
          List.of());

  private final DataDirectory data;
  private final AuditJournal journal;
  private final Exchange calling = Exchanges.asking(Messages.callTool("read", "{'path':'a.txt'}"));

  JournalTrailTest(@TempDir Path directory) throws Exception {
    data = DataDirectory.open(directory);
    journal =
        AuditJournal.open(
            data,
            new JournalParts(
                SigningKey.ofSeed(Secret.ofText("0123456789abcdef0123456789abcdef")),
                JournalSettings.of(JournalSettings.Durability.PROCESS),
                ManualClock.atNewYear(),
                Witness.none()));
  }

  @AfterEach
  void close() throws Exception {
    journal.close();
  }

  @Test
  void decision_saysWhoWantedWhatWhere_andWhatEachControlSaid() throws Exception {
    trail().decided(calling, forward(PASSED, UNCONCERNED, REWROTE));

    assertThat(only(AuditKind.DECISION, "x-1"))
        .isEqualTo(
            Jsons.object(
                "{'principal':'anna','peer':'127.0.0.1','revision':'2026-07-28','server':'files',"
                    + "'method':'tools/call','authentication':'api-key',"
                    + "'at':'2026-01-01T00:00:00Z','roles':['staff'],'tool':'read',"
                    + "'verdict':'forward','values':'full',"
                    + "'arguments':{'path':'a.txt'},'decisions':["
                    + "{'control':'Visibility','verdict':'pass','reason':'visible'},"
                    + "{'control':'InputSanitization','verdict':'rewrite',"
                    + "'reason':'arguments-sanitized',"
                    + "'changes':[{'at':'/path','what':'dots','count':2}]}]}"));
  }

  /** What came is not what went on, and nobody may learn it from the log. */
  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"SENSITIVE_SEEN", "SENSITIVE_REDACTED", "ARGUMENTS_SENSITIVE"})
  void argumentsThatHoldASecret_areOnRecordByTheKindOnly(Reason reason) throws Exception {
    Decision found =
        new Decision(
            "Redaction",
            Mitigation.AI_GUARDRAILS,
            Decision.Kind.PASS,
            reason,
            "github-token 1",
            List.of());

    looking().decided(calling, forward(PASSED, found));

    JsonObject record = only(AuditKind.DECISION, "x-1");
    assertThat(record.string("values")).hasValue("withheld");
    assertThat(record.has("arguments")).isFalse();
    assertThat(record.toString()).contains("github-token 1");
  }

  /** The first control that refuses ends the chain, and one that failed has said nothing. */
  @ParameterizedTest
  @CsvSource({
    "UsageLimit, RATE_EXCEEDED",
    "Visibility, NOT_VISIBLE",
    "ServerQuarantine, SERVER_QUARANTINED",
    "Redaction, CONTROL_FAILED"
  })
  void argumentsThatNobodyLookedAt_areNotOnRecord_whereSomebodyShould(String control, Reason reason)
      throws Exception {
    Decision refused =
        new Decision(control, Mitigation.AI_GUARDRAILS, Decision.Kind.DENY, reason, "", List.of());

    looking().decided(calling, new Judgement.Refused<>(reason, "", List.of(refused)));

    JsonObject record = only(AuditKind.DECISION, "x-1");
    assertThat(record.string("values")).hasValue("withheld");
    assertThat(record.has("arguments")).isFalse();
  }

  @Test
  void messageWithoutArguments_hasNoneToWithhold() throws Exception {
    looking().decided(Exchanges.asking(request("tools/list")), forward(PASSED));

    assertThat(only(AuditKind.DECISION, "x-1").has("values")).isFalse();
  }

  @Test
  void argumentsInWhichNothingWasFound_areOnRecord() throws Exception {
    Decision nothing =
        new Decision(
            "Redaction",
            Mitigation.AI_GUARDRAILS,
            Decision.Kind.PASS,
            Reason.NOTHING_SENSITIVE,
            "",
            List.of());

    looking().decided(calling, forward(PASSED, nothing));

    JsonObject record = only(AuditKind.DECISION, "x-1");
    assertThat(record.string("values")).hasValue("full");
    assertThat(record.object("arguments")).hasValue(Jsons.object("{'path':'a.txt'}"));
  }

  /** What goes to a server was on record before: the file holds it when the call returns. */
  @Test
  void decision_isInTheFileBeforeAnythingElseHappens() throws Exception {
    for (int i = 1; i <= 50; i++) {
      trail().decided(calling, forward(PASSED));

      assertThat(written()).filteredOn(record -> record.kind() == AuditKind.DECISION).hasSize(i);
    }
  }

  @Test
  void refusal_saysWhy_andByWhichControl() throws Exception {
    trail()
        .decided(
            calling,
            new Judgement.Refused<>(Reason.POLICY_DENIED, "rule no-writes", List.of(DENIED)));

    JsonObject record = only(AuditKind.DECISION, "x-1");
    assertThat(record.string("verdict")).hasValue("refuse");
    assertThat(record.string("reason")).hasValue("policy-denied");
    assertThat(record.string("detail")).hasValue("rule no-writes");
    assertThat(record.get("decisions"))
        .hasValue(
            Jsons.json(
                "[{'control':'AccessControlList','verdict':'deny','reason':'policy-denied',"
                    + "'detail':'rule no-writes'}]"));
  }

  @Test
  void questionForAPerson_isOnRecordAsOne() throws Exception {
    trail()
        .decided(
            calling,
            new Judgement.NeedsApproval<>(
                calling.asked(), "pay?", Reason.APPROVAL_REQUIRED, Approver.USER, List.of()));

    JsonObject record = only(AuditKind.DECISION, "x-1");
    assertThat(record.string("verdict")).hasValue("needs-approval");
    assertThat(record.string("reason")).hasValue("approval-required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tools/call | tool | read",
        "prompts/get | prompt | greet",
        "resources/read | resource | file:///a.txt"
      })
  void thingThatIsUsed_isNamed(String method, String member, String name) throws Exception {
    trail().decided(Exchanges.asking(request(method)), forward(PASSED));

    assertThat(only(AuditKind.DECISION, "x-1").string(member)).hasValue(name);
  }

  @Test
  void everyMessageOfAClient_canBeRecorded() throws Exception {
    for (ClientMessage message : Messages.ofClient()) {
      trail().decided(Exchanges.asking(message), forward(PASSED));
    }

    assertThat(records())
        .filteredOn(record -> record.kind() == AuditKind.DECISION)
        .hasSameSizeAs(Messages.ofClient());
  }

  /** What people and models wrote is a secret of theirs until the operator says otherwise. */
  @Test
  void arguments_areRecordedOnlyAsTheRedactionLeavesThem() throws Exception {
    new JournalTrail(journal, Redaction.shape(JournalTrailTest::hidden), _ -> true)
        .decided(
            Exchanges.asking(Messages.callTool("read", "{'password':'hunter2'}")), forward(PASSED));

    JsonObject record = only(AuditKind.DECISION, "x-1");
    assertThat(record.toString()).doesNotContain("hunter2");
    assertThat(record.string("arguments")).hasValue("hidden");
  }

  @Test
  void outcome_saysHowItEnded_andWhatControlsSaidOfTheServer() throws Exception {
    trail()
        .ended(
            calling,
            new Outcome(Outcome.Ending.UPSTREAM_FAILED, List.of(DENIED), 0, 3, "no final answer"));

    JsonObject record = only(AuditKind.OUTCOME, "x-1");
    assertThat(record.string("ending")).hasValue("upstream-failed");
    assertThat(record.string("detail")).hasValue("no final answer");
    assertThat(record.integer("messages")).hasValue(3L);
    assertThat(record.array("decisions").orElseThrow().size()).isEqualTo(1);
  }

  @Test
  void whoeverWasTurnedAway_isOnRecord_byNameIfThereIsOne() throws Exception {
    trail()
        .turnedAway(
            Exchanges.arriving(new Identity.Authenticated(Exchanges.ANNA)),
            Reason.MESSAGE_MALFORMED,
            "not JSON");
    trail().turnedAway(Exchanges.arriving(new Identity.Absent()), Reason.CREDENTIAL_MISSING, "");
    trail()
        .turnedAway(
            Exchanges.arriving(
                new Identity.Rejected(Reason.CREDENTIAL_REVOKED, "key k1", Optional.of("bob"))),
            Reason.CREDENTIAL_REVOKED,
            "key k1 revoked");

    assertThat(fields(AuditKind.REFUSAL))
        .containsExactly(
            Jsons.object(
                "{'peer':'127.0.0.1','principal':'anna','verdict':'refuse',"
                    + "'reason':'message-malformed','detail':'not JSON'}"),
            Jsons.object(
                "{'peer':'127.0.0.1','verdict':'refuse','reason':'credential-missing',"
                    + "'detail':''}"),
            Jsons.object(
                "{'peer':'127.0.0.1','principal':'bob','verdict':'refuse',"
                    + "'reason':'credential-revoked','detail':'key k1 revoked'}"));
  }

  @Test
  void whoeverCame_isOnRecord_withHisClientAndWhoActsForHim() throws Exception {
    Principal acted =
        Exchanges.ANNA.through(
            new Delegation(
                Optional.of(new Client("corp/desk")),
                List.of(new Actor("corp/agent"), new Actor("corp/planner"))));
    SubjectToken token = new SubjectToken("corp", "eyJ");
    Identity identity =
        new Identity.Authenticated(acted, new Credential(Optional.empty(), Optional.of(token)));

    trail().turnedAway(Exchanges.arriving(identity), Reason.MESSAGE_MALFORMED, "");

    JsonObject record = fields(AuditKind.REFUSAL).getFirst();
    assertThat(record.string("principal")).hasValue("anna");
    assertThat(record.string("client")).hasValue("corp/desk");
    assertThat(record.array("actors").orElseThrow().toString())
        .isEqualTo("[\"corp/agent\",\"corp/planner\"]");
    assertThat(record.toString()).doesNotContain("eyJ");
  }

  /** No record, no forwarding. */
  @Test
  void journalThatTakesNothing_isSaidOfADecision_andOfNothingElse() throws Exception {
    journal.close();

    assertThatExceptionOfType(AuditTrail.AuditUnavailable.class)
        .isThrownBy(() -> trail().decided(calling, forward(PASSED)));
    trail().ended(calling, new Outcome(Outcome.Ending.COMPLETED, List.of(), 0, 1, ""));
    trail().turnedAway(Exchanges.arriving(new Identity.Absent()), Reason.CREDENTIAL_MISSING, "");
  }

  @Test
  void decisionThatCannotBeTold_isNotDone_andTheAttemptIsOnRecord() throws Exception {
    JournalTrail broken =
        new JournalTrail(journal, Redaction.shape(JournalTrailTest::fails), _ -> true);

    assertThatExceptionOfType(AuditTrail.AuditUnavailable.class)
        .isThrownBy(() -> broken.decided(calling, forward(PASSED)));

    assertThat(only(AuditKind.DECISION, "x-1").bool("untold")).hasValue(true);
  }

  @Test
  void decisionOfAConversationThatNobodyKnows_isOnRecordAsARefusal() throws Exception {
    JournalTrail blind =
        new JournalTrail(
            journal, Redaction.full(), _ -> false, Optional.of(FlowFieldsTest.UNKNOWABLE));

    assertThatExceptionOfType(AuditTrail.AuditUnavailable.class)
        .isThrownBy(() -> blind.decided(calling, forward(PASSED)));

    JsonObject record = only(AuditKind.DECISION, "x-1");
    assertThat(record.string("verdict")).hasValue("refuse");
    assertThat(record.string("reason")).hasValue("audit-unavailable");
    assertThat(record.string("tool")).hasValue("read");
  }

  private static Json fails(Json json) {
    throw new IllegalStateException(json.toString());
  }

  private JournalTrail trail() {
    return new JournalTrail(journal, Redaction.full(), _ -> false);
  }

  /** Of servers whose requests are looked at. */
  private JournalTrail looking() {
    return new JournalTrail(journal, Redaction.full(), Exchanges.SERVER::equals);
  }

  private static Json hidden(Json json) {
    return JsonString.of("hidden");
  }

  private Judgement<ClientMessage> forward(Decision... decisions) {
    return new Judgement.Forward<>(calling.asked(), List.of(decisions));
  }

  private JsonObject only(AuditKind kind, String exchange) throws Exception {
    List<AuditRecord> found = records().stream().filter(record -> record.kind() == kind).toList();
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().exchange()).isEqualTo(exchange);
    return found.getFirst().fields();
  }

  private List<JsonObject> fields(AuditKind kind) throws Exception {
    return records().stream()
        .filter(record -> record.kind() == kind)
        .map(AuditRecord::fields)
        .toList();
  }

  private List<AuditRecord> records() throws Exception {
    journal.close();
    return written();
  }

  private List<AuditRecord> written() throws IOException {
    List<AuditRecord> records = new ArrayList<>();
    new AuditReader(AuditJournal.directoryIn(data.path())).forEach(AuditFilter.all(), records::add);
    return records;
  }

  private static Request request(String method) {
    return Messages.ofClient().stream()
        .filter(Request.class::isInstance)
        .map(Request.class::cast)
        .filter(request -> request.method().equals(method))
        .findFirst()
        .orElseThrow();
  }
}
