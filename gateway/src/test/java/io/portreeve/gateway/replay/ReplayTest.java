package io.portreeve.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.EveryReading;
import io.portreeve.gateway.audit.AuditEntry;
import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.gateway.policy.Rules;
import io.portreeve.guard.Client;
import io.portreeve.guard.Decision;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions that a log really holds, judged again. */
class ReplayTest {
  private static final Decision REWROTE =
      new Decision(
          "InputSanitization",
          Mitigation.INPUT_SANITIZATION,
          Decision.Kind.REWRITE,
          Reason.ARGUMENTS_SANITIZED,
          "",
          List.of());
  private static final Principal ANNA =
      Exchanges.ANNA
          .granted(Set.of("/Staff"), Set.of("mcp"))
          .through(new Delegation(Optional.of(new Client("corp/desk")), List.of()));
  private static final RuleSettings ALL = rule("all", List.of(), "");

  private final WrittenLog log;

  ReplayTest(@TempDir Path directory) throws Exception {
    log = new WrittenLog(directory);
  }

  @AfterEach
  void close() throws Exception {
    log.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "args.path == 'a' ; Unknown",
        "args.path == 'a' && name == 'write' ; Denied",
        "args.path == 'a' || name == 'read' ; Allowed",
        "has(args.path) ; Unknown",
        "has(args.other) ; Denied",
        "!has(args.other) ; Allowed",
        "args.other == 1 ; Denied",
        "size(args) == 1 ; Unknown",
        "args.all(k, args[k] != 'b') ; Unknown",
        "args == {'path': 'a'} ; Unknown",
        "[args].exists(all, all.path == 'a') ; Unknown",
        "1 / 0 == 1 || args.path == 'a' ; Unknown",
        "1 / 0 == 1 ; Denied",
        "principal.id == 'anna' && 'staff' in principal.roles ; Allowed",
        "'/Staff' in principal.groups && 'mcp' in principal.scopes ; Allowed",
        "client == 'corp/desk' && size(actors) == 0 ; Allowed",
        "principal.authentication == 'api-key' && peer == '127.0.0.1' ; Allowed",
        "time == timestamp('2026-01-01T00:00:00Z') && server == 'files' ; Allowed",
        "time > timestamp('2026-01-01T00:00:00Z') ; Denied",
      })
  void ruleThatNeedsAHiddenValue_isUnknown_andAnyOtherIsWhatItIs(String condition, String said)
      throws Exception {
    WrittenLog.forwarded(log.shapes(), reading("{'path':'a'}"));

    assertThat(replayed(List.of(rule("one", List.of(), condition)), List.of()))
        .extracting(now -> now.getClass().getSimpleName())
        .isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "true ; args.path == 'a' ; Unknown",
        "true ; args.path == 'a' && name == 'write' ; Allowed",
        "true ; args.path == 'a' || name == 'read' ; Denied",
        "false ; args.path == 'a' ; Denied",
        "1 / 0 == 1 ; args.path == 'a' ; Denied",
        "args.path == 'a' ; name == 'read' ; Denied",
        "args.path == 'a' ; name == 'write' ; Unknown",
        "args.path == 'a' ; args.path == 'b' ; Unknown",
      })
  void unknownDenial_leavesDeniedWhatIsDeniedAnyway_andNothingElseCertain(
      String allowing, String denying, String said) throws Exception {
    WrittenLog.forwarded(log.shapes(), reading("{'path':'a'}"));

    Replayed now =
        replayed(
            List.of(rule("yes", List.of(), allowing)), List.of(rule("no", List.of(), denying)));

    assertThat(now.getClass().getSimpleName()).isEqualTo(said);
  }

  @Test
  void allowanceBesideAnUnknownOne_isUnknown_becauseTheOtherMayBeBroken() throws Exception {
    WrittenLog.forwarded(log.shapes(), reading("{'path':'a'}"));
    RuleSettings hidden = rule("hidden", List.of(), "args.path.size() > 3");

    assertThat(replayed(List.of(ALL, hidden), List.of())).isEqualTo(new Replayed.Unknown("hidden"));
  }

  /** Of every rule here and every argument: what is said for certain is so for all of them. */
  @Test
  void whatIsCertain_isWhatTheGatewayWouldHaveSaid() throws Exception {
    List<String> conditions =
        List.of(
            "args.path == 'a'",
            "has(args.path)",
            "has(args.path) && args.path != 'a'",
            "!has(args.n) || args.n > 3",
            "args.n > 3",
            "size(args) > 1",
            "name == 'read' || args.n == 1",
            "kind == 'prompt' && args.n == 1",
            "args.exists(k, args[k] == 'a')");
    List<String> arguments =
        List.of("{}", "{'path':'a'}", "{'path':'b','n':4}", "{'n':1}", "{'n':'x'}", "{'0x':'a'}");
    for (String some : arguments) {
      WrittenLog.forwarded(log.shapes(), reading(some));
    }
    List<RecordedUse> uses = uses();
    long certain = 0;
    for (String allowing : conditions) {
      for (String denying : conditions) {
        RulePolicy policy =
            policy(
                List.of(rule("yes", List.of(), allowing)), List.of(rule("no", List.of(), denying)));
        for (int i = 0; i < uses.size(); i++) {
          Replayed now = new Replay(policy).judge(uses.get(i));
          if (!(now instanceof Replayed.Unknown)) {
            certain++;
            assertThat(now instanceof Replayed.Allowed)
                .as("%s, unless %s, of %s", allowing, denying, arguments.get(i))
                .isEqualTo(live(policy, Jsons.object(arguments.get(i))));
          }
        }
      }
    }
    assertThat(certain).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({"a, Allowed", "b, Denied"})
  void recordedValues_areJudged(String path, String said) throws Exception {
    WrittenLog.forwarded(log.values(), reading("{'path':'" + path + "'}"));

    Replayed now = replayed(List.of(rule("one", List.of(), "args.path == 'a'")), List.of());

    assertThat(now.getClass().getSimpleName()).isEqualTo(said);
  }

  @Test
  void valuesThatWereRewrittenAfterwards_areUnknown() throws Exception {
    WrittenLog.forwarded(log.values(), reading("{'path':'a'}"), REWROTE);

    assertThat(replayed(List.of(rule("one", List.of(), "args.path == 'a'")), List.of()))
        .isEqualTo(new Replayed.Unknown("one"));
  }

  @Test
  void valuesThatNeverGotTheFormThatRulesSee_areUnknown() throws Exception {
    WrittenLog.refused(log.values(), reading("{'path':'a'}"), Reason.NOT_VISIBLE);

    assertThat(replayed(List.of(rule("one", List.of(), "args.path == 'a'")), List.of()))
        .isEqualTo(new Replayed.Unknown("one"));
  }

  @Test
  void argumentsTooLongToRecord_areUnknown_andNotTakenForOnesOfThatName() throws Exception {
    WrittenLog.forwarded(log.values(), reading("{'text':'" + "x".repeat(200_000) + "'}"));

    assertThat(replayed(List.of(rule("one", List.of(), "!has(args.text)")), List.of()))
        .isEqualTo(new Replayed.Unknown("one"));
  }

  @Test
  void addressOfAResource_isKnownInEveryReading() throws Exception {
    Exchange reading =
        Exchanges.asking(Messages.request("resources/read", "'uri':'file:///a/%73ecret'"));
    WrittenLog.forwarded(log.shapes(), reading);

    assertThat(
            replayed(List.of(ALL), List.of(rule("no", List.of(), "args.uri.endsWith('secret')"))))
        .isEqualTo(new Replayed.Denied("no", Reason.POLICY_DENIED));
  }

  @Test
  void completion_isAUseOfWhatItCompletes() throws Exception {
    WrittenLog.forwarded(
        log.shapes(),
        Exchanges.asking(
            Messages.request(
                "completion/complete",
                "'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'n','value':'v'}")));

    assertThat(replayed(List.of(rule("one", List.of(), "kind == 'prompt'")), List.of()))
        .isEqualTo(new Replayed.Allowed("one"));
  }

  @Test
  void ruleForARole_isForThoseWhoHadIt() throws Exception {
    WrittenLog.forwarded(log.shapes(), reading("{}"));

    assertThat(replayed(List.of(rule("one", List.of("staff"), "")), List.of()))
        .isEqualTo(new Replayed.Allowed("one"));
    assertThat(replayed(List.of(rule("one", List.of("admin"), "")), List.of()))
        .isEqualTo(new Replayed.Denied("default", Reason.POLICY_NO_RULE));
  }

  @Test
  void ruleForAClient_isForThoseWhoCameWithIt() throws Exception {
    WrittenLog.forwarded(log.shapes(), reading("{}"));

    assertThat(replayed(List.of(forDesk()), List.of())).isEqualTo(new Replayed.Allowed("desk"));
  }

  @Test
  void recordOfAnEarlierVersion_leavesOpenWhateverItDoesNotSay() throws Exception {
    log.append(
        earlier(JsonObject.empty().with("tool", "read").with("arguments", JsonObject.empty())));
    RecordedUse use = uses().getFirst();

    assertThat(judged(use, rule("one", List.of("staff"), ""))).isInstanceOf(Replayed.Unknown.class);
    assertThat(judged(use, rule("one", List.of(), "client == ''")))
        .isInstanceOf(Replayed.Unknown.class);
    assertThat(judged(use, forDesk())).isInstanceOf(Replayed.Unknown.class);
    assertThat(judged(use, rule("one", List.of(), "size(principal.scopes) == 0")))
        .isInstanceOf(Replayed.Unknown.class);
    assertThat(judged(use, rule("one", List.of(), "principal.id == 'anna'")))
        .isEqualTo(new Replayed.Allowed("one"));
    assertThat(judged(use, rule("one", List.of("staff"), "name == 'write'")))
        .isInstanceOf(Replayed.Denied.class);
  }

  @Test
  void manyGroups_areRecordedAsANumber_andAreUnknown() throws Exception {
    Principal many = ANNA.granted(Set.of("/Staff", "x".repeat(9_000)), Set.of());
    WrittenLog.forwarded(log.shapes(), Exchanges.of(many, Messages.callTool("read", "{}")));

    assertThat(replayed(List.of(rule("one", List.of(), "'/Staff' in principal.groups")), List.of()))
        .isEqualTo(new Replayed.Unknown("one"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools/list", "server/discover"})
  void messageThatUsesNothing_isNoUse(String method) throws Exception {
    WrittenLog.forwarded(log.shapes(), Exchanges.asking(Messages.request(method, "")));

    assertThat(uses()).isEmpty();
  }

  @Test
  void useWithANameTooLongToRecord_orUntold_isUnreadable() throws Exception {
    WrittenLog.forwarded(log.shapes(), Exchanges.asking(Messages.callTool("x".repeat(501), "{}")));
    log.append(new AuditEntry(AuditKind.DECISION, "x-2", Jsons.object("{'untold':true}")));

    assertThat(
            log.records().stream()
                .filter(record -> record.kind() == AuditKind.DECISION)
                .map(Recorded::of))
        .hasSize(2)
        .allMatch(Recorded.Unreadable.class::isInstance);
  }

  private static AuditEntry earlier(JsonObject more) {
    JsonObject fields =
        JsonObject.empty()
            .with("principal", "anna")
            .with("peer", "127.0.0.1")
            .with("server", "files")
            .with("method", "tools/call")
            .with("verdict", "forward")
            .with("tool", more.string("tool").orElseThrow())
            .with("arguments", more.object("arguments").orElseThrow());
    return new AuditEntry(AuditKind.DECISION, "x-1", fields);
  }

  private static Exchange reading(String arguments) {
    return Exchanges.of(ANNA, Messages.callTool("read", arguments));
  }

  private static boolean live(RulePolicy policy, JsonObject arguments) {
    PolicyEngine rules = new EveryReading(policy);
    Subject subject = new Subject.OfTool(Exchanges.SERVER, new ToolName("read"));
    Exchange exchange = reading("{}");
    return rules.discover(exchange, subject) instanceof Ruling.Allow
        && rules.call(exchange, subject, arguments) instanceof Ruling.Allow;
  }

  private Replayed replayed(List<RuleSettings> allow, List<RuleSettings> deny) throws Exception {
    return new Replay(policy(allow, deny)).judge(uses().getFirst());
  }

  private static Replayed judged(RecordedUse use, RuleSettings rule) throws Exception {
    return new Replay(policy(List.of(rule), List.of())).judge(use);
  }

  private List<RecordedUse> uses() throws Exception {
    return log.records().stream()
        .map(Recorded::of)
        .filter(Recorded.Use.class::isInstance)
        .map(one -> ((Recorded.Use) one).use())
        .toList();
  }

  private static RulePolicy policy(List<RuleSettings> allow, List<RuleSettings> deny)
      throws Exception {
    return RulePolicy.compile(new PolicySettings(allow, deny));
  }

  private static RuleSettings forDesk() {
    return Rules.forClient("desk", "corp/desk");
  }

  private static RuleSettings rule(String name, List<String> roles, String when) {
    return Rules.forRoles(name, roles, when);
  }
}
