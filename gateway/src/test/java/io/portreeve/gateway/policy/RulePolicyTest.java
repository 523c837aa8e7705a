package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.controls.Glob;
import io.portreeve.gateway.config.Phase;
import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.gateway.config.RuleSettings;
import io.portreeve.gateway.config.form.Expression;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ToolName;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulePolicyTest {
  private static final Subject TOOL = new Subject.OfTool(Exchanges.SERVER, new ToolName("read"));
  private static final RuleSettings ALL = rule("all", "");

  @Test
  void policyWithoutRules_allowsNothing() throws PolicyFault {
    assertThat(call(List.of(), List.of(), "{}"))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_NO_RULE, "default", ""));
    assertThat(discover(List.of(), List.of())).isInstanceOf(Ruling.Deny.class);
  }

  @Test
  void denial_overridesAnyNumberOfPermissions() throws PolicyFault {
    RuleSettings never = rule("never", "args.path.startsWith('/etc')");
    List<RuleSettings> many = List.of(ALL, rule("more", "true"), rule("most", "name == 'read'"));

    assertThat(call(many, List.of(never), "{'path':'/etc/passwd'}"))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_DENIED, "never", "denies it"));
    assertThat(call(many, List.of(never), "{'path':'/tmp'}")).isEqualTo(new Ruling.Allow("all"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args.absent == 1",
        "args.path == 1 / 0",
        "args.path > 3",
        "args.path.nothing.here",
        "args.path.matches('[')",
        "int(args.path) == 1"
      })
  void ruleThatCannotBeEvaluated_denies_onEitherSideAndInAnyOrder(String condition)
      throws PolicyFault {
    RuleSettings broken = rule("broken", condition);
    Ruling error = new Ruling.Deny(Reason.POLICY_ERROR, "broken", "cannot be evaluated");

    assertThat(call(List.of(ALL), List.of(broken), "{'path':'a'}")).isEqualTo(error);
    assertThat(call(List.of(ALL, broken), List.of(), "{'path':'a'}")).isEqualTo(error);
    assertThat(call(List.of(broken, ALL), List.of(), "{'path':'a'}")).isEqualTo(error);
  }

  @Test
  void loopWithoutEnd_isAnError() throws PolicyFault {
    String digits = "[0,1,2,3,4,5,6,7,8,9]";
    String loops =
        "%1$s.all(a, %1$s.all(b, %1$s.all(c, %1$s.all(d, %1$s.all(e, a >= 0)))))".formatted(digits);

    assertThat(call(List.of(rule("loops", loops)), List.of(), "{}"))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_ERROR, "loops", "cannot be evaluated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "'yes'", "args", "unknown == 1", "args.path ==", ""})
  void conditionThatIsNoQuestion_doesNotCompile(String condition) {
    assertThatExceptionOfType(PolicyFault.class)
        .isThrownBy(() ->
            RulePolicy.compile(
                new PolicySettings(List.of(settings("odd", Optional.of(condition))), List.of())))
        .satisfies(fault -> assertThat(fault.rule()).isEqualTo("odd"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "kind == 'tools' && true | kind | tools | tool",
        "'tools' != kind | kind | tools | tool",
        "kind in ['tool', 'prompts'] | kind | prompts | prompt",
        "principal.authentication == 'apikey' | principal.authentication | apikey | api-key",
        "principal['authentication'] == 'apikey' | principal.authentication | apikey | api-key",
      })
  void comparisonWithWhatNeverIs_doesNotCompile(
      String condition, String name, String value, String meant) {
    assertThat(Rules.fault(condition))
        .hasValueSatisfying(fault ->
            assertThat(fault)
                .startsWith(
                    "is no condition: `%s` is never `%s`: it is one of ".formatted(name, value))
                .endsWith("; did you mean `" + meant + "`?"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "principal.rolez == 1",
        "has(principal.rolez)",
        "'x' in principal['rolez']",
        "args.path == principal.rolez"
      })
  void memberThatNoPrincipalHas_doesNotCompile(String condition) {
    assertThat(Rules.fault(condition))
        .hasValue(
            "is no condition: a principal has no `rolez`, only id, roles, groups, scopes, authentication");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind == 'resource' || kind in ['tool', 'prompt']",
        "principal.authentication in ['api-key', 'local-process', 'anonymous']",
        "principal.authentication == 'client-certificate' || principal['id'] == 'x'",
        "args.all.exists(kind, kind == 'x')",
        "args.kind == 'x' && args.principal.rolez == 1",
        "kind == args.kind"
      })
  void comparisonWithWhatMayBe_compiles(String condition) {
    assertThat(Rules.fault(condition)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "client == 'corp/desk' | true",
        "client.startsWith('other/') | false",
        "actors == ['corp/agent', 'corp/planner'] | true",
        "size(actors) == 0 | false",
        "actors[0] == 'corp/agent' && !('corp/rogue' in actors) | true",
        "'/Staff' in principal.groups | true",
        "'admin' in principal.scopes | false",
        "['mcp', 'write'].all(scope, scope in principal.scopes) | true",
      })
  void conditionSees_whoCameForWhom(String condition, boolean holds) throws PolicyFault {
    Principal anna =
        Exchanges.ANNA
            .granted(Set.of("/Staff"), Set.of("mcp", "write"))
            .through(
                new Delegation(
                    Optional.of(new Client("corp/desk")),
                    List.of(new Actor("corp/agent"), new Actor("corp/planner"))));
    PolicyEngine policy =
        RulePolicy.compile(new PolicySettings(List.of(rule("one", condition)), List.of()));

    Ruling ruling =
        policy.call(Exchanges.of(anna, Messages.callTool("read", "{}")), TOOL, Jsons.object("{}"));

    assertThat(ruling instanceof Ruling.Allow).isEqualTo(holds);
  }

  @Test
  void ruleForSomeClients_speaksOfNoOther_inBothPhases() throws PolicyFault {
    RuleSettings desk =
        settings("desk", List.of(new Glob("corp/desk"), new Glob("key:*")), Optional.empty());
    PolicyEngine allowing = RulePolicy.compile(new PolicySettings(List.of(desk), List.of()));
    PolicyEngine denying = RulePolicy.compile(new PolicySettings(List.of(ALL), List.of(desk)));

    for (String client : List.of("corp/desk", "key:ab12")) {
      assertThat(allowing.call(from(client), TOOL, Jsons.object("{}")))
          .isEqualTo(new Ruling.Allow("desk"));
      assertThat(denying.discover(from(client), TOOL)).isInstanceOf(Ruling.Deny.class);
    }
    for (String client : List.of("corp/other", "corp/desktop", "certificate:desk")) {
      assertThat(allowing.call(from(client), TOOL, Jsons.object("{}")))
          .isInstanceOf(Ruling.Deny.class);
      assertThat(allowing.discover(from(client), TOOL)).isInstanceOf(Ruling.Deny.class);
      assertThat(denying.discover(from(client), TOOL)).isEqualTo(new Ruling.Allow("all"));
    }
    assertThat(allowing.discover(Exchanges.asking(Messages.callTool("read", "{}")), TOOL))
        .isInstanceOf(Ruling.Deny.class);
  }

  private static Exchange from(String client) {
    return Exchanges.of(
        Exchanges.ANNA.through(Delegation.by(new Client(client))), Messages.callTool("read", "{}"));
  }

  @Test
  void tokenThatLacksAScope_seesTheThing_andIsToldAllThatTheRuleAsksFor() throws PolicyFault {
    RuleSettings write = needing("write", "files:read", "files:write");

    PolicyEngine policy = RulePolicy.compile(new PolicySettings(List.of(write), List.of()));

    assertThat(policy.discover(granted("files:read"), TOOL)).isEqualTo(new Ruling.Allow("write"));
    assertThat(policy.call(granted("files:read"), TOOL, Jsons.object("{}")))
        .isEqualTo(new Ruling.Deny(Reason.SCOPE_INSUFFICIENT, "write", "files:read files:write"));
    assertThat(policy.call(granted("files:read", "files:write"), TOOL, Jsons.object("{}")))
        .isEqualTo(new Ruling.Allow("write"));
  }

  /** Whoever cannot use it with any token is not sent for one. */
  @Test
  void scopeThatWouldNotHelp_isNotAskedFor() throws PolicyFault {
    RuleSettings write = needing("write", "files:write");
    RuleSettings condition =
        settings("when", List.of(), List.of("files:write"), Optional.of("false"));
    PolicyEngine denied = RulePolicy.compile(new PolicySettings(List.of(write), List.of(ALL)));
    PolicyEngine unmet = RulePolicy.compile(new PolicySettings(List.of(condition), List.of()));
    PolicyEngine keys = RulePolicy.compile(new PolicySettings(List.of(write), List.of()));

    assertThat(denied.call(granted(), TOOL, Jsons.object("{}")))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_DENIED, "all", "denies it"));
    assertThat(unmet.call(granted(), TOOL, Jsons.object("{}")))
        .isEqualTo(
            new Ruling.Deny(
                Reason.POLICY_NO_RULE, "default", "the condition does not hold of `when`"));
    assertThat(
            keys.call(Exchanges.asking(Messages.callTool("read", "{}")), TOOL, Jsons.object("{}")))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_NO_RULE, "default", ""));
  }

  @Test
  void ofSeveralRulesThatAskForMore_theOneThatAsksForLeastCounts_andAnotherMayAllow()
      throws PolicyFault {
    RuleSettings much = needing("much", "a", "b", "c");
    RuleSettings little = needing("little", "d");

    assertThat(
            RulePolicy.compile(new PolicySettings(List.of(much, little), List.of()))
                .call(granted(), TOOL, Jsons.object("{}")))
        .isEqualTo(new Ruling.Deny(Reason.SCOPE_INSUFFICIENT, "little", "d"));
    assertThat(
            RulePolicy.compile(new PolicySettings(List.of(much, little), List.of()))
                .call(granted("a", "b", "c"), TOOL, Jsons.object("{}")))
        .isEqualTo(new Ruling.Allow("much"));
    assertThat(
            RulePolicy.compile(new PolicySettings(List.of(much, ALL), List.of()))
                .call(granted(), TOOL, Jsons.object("{}")))
        .isEqualTo(new Ruling.Allow("all"));
  }

  private static RuleSettings needing(String name, String... scopes) {
    return settings(name, List.of(), List.of(scopes), Optional.empty());
  }

  private static Exchange granted(String... scopes) {
    Principal anna =
        new Principal("corp/anna", Set.of("staff"), Principal.Authentication.ACCESS_TOKEN)
            .granted(Set.of(), Set.of(scopes));
    return Exchanges.of(anna, Messages.callTool("read", "{}"));
  }

  @Test
  void rulings_areTheSame_whenAskedAgain_andOfMoreThingsThanRulesAreKeptFor() throws PolicyFault {
    List<String> names =
        IntStream.range(0, RuleIndex.MOST_KEYS + 10).mapToObj(i -> "tool-" + i).toList();
    RulePolicy policy =
        RulePolicy.compile(
            new PolicySettings(
                List.of(ofTools("sevens", "tool-*7"), ofTools("read", "read")),
                List.of(ofTools("never", "tool-17"))));

    for (int time = 0; time < 2; time++) {
      assertThat(names.stream().filter(name -> isAllowed(policy, name)))
          .containsExactlyElementsOf(
              names.stream()
                  .filter(name -> name.endsWith("7") && !name.equals("tool-17"))
                  .toList());
      assertThat(policy.known()).isBetween(1, RuleIndex.MOST_KEYS);
    }
    assertThat(isAllowed(policy, "read")).isTrue();
    int before = policy.known();
    assertThat(isAllowed(policy, "read")).isTrue();
    assertThat(policy.known()).as("the last is among them").isEqualTo(before);
  }

  /** Rules for everything, and names that somebody invents, would fill the memory together. */
  @Test
  void rulesThatNameAll_areKeptForFewerThings() throws PolicyFault {
    List<RuleSettings> many =
        IntStream.range(0, 10_000).mapToObj(i -> ofTools("all-" + i, "tool-*")).toList();
    RulePolicy policy = RulePolicy.compile(new PolicySettings(many, List.of()));

    for (int i = 0; i < 250; i++) {
      assertThat(isAllowed(policy, "tool-" + i)).isTrue();
      assertThat(policy.known()).isBetween(1, RuleIndex.MOST_ENTRIES / 10_000);
    }
  }

  @Test
  void nameThatNobodyNeeds_isJudged_andNotKept() throws PolicyFault {
    RulePolicy policy =
        RulePolicy.compile(new PolicySettings(List.of(ofTools("all", "tool-*")), List.of()));

    assertThat(isAllowed(policy, "tool-" + "x".repeat(300))).isTrue();
    assertThat(policy.known()).isZero();
  }

  private static RuleSettings ofTools(String name, String tools) {
    return new RuleSettings(
        name,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Glob(tools)),
        List.of(),
        List.of(),
        List.of(Phase.DISCOVER, Phase.CALL),
        Map.of(),
        Optional.empty());
  }

  private static boolean isAllowed(PolicyEngine policy, String name) {
    Subject tool = new Subject.OfTool(Exchanges.SERVER, new ToolName(name));
    Exchange exchange = Exchanges.asking(Messages.callTool("read", "{}"));
    return policy.call(exchange, tool, Jsons.object("{}")) instanceof Ruling.Allow;
  }

  @Test
  void senderThroughNobody_hasAnEmptyClient_andNoActors() throws PolicyFault {
    assertThat(call(List.of(rule("one", "client == '' && size(actors) == 0")), List.of(), "{}"))
        .isEqualTo(new Ruling.Allow("one"));
  }

  @Test
  void thingWhoseArgumentsDecide_isDiscovered_andNotHiddenByADenialOfSomeOfThem()
      throws PolicyFault {
    RuleSettings some = rule("some", "args.path == 'a'");

    assertThat(discover(List.of(some), List.of())).isEqualTo(new Ruling.Allow("some"));
    assertThat(discover(List.of(ALL), List.of(some))).isEqualTo(new Ruling.Allow("all"));
    assertThat(call(List.of(some), List.of(), "{'path':'b'}"))
        .isEqualTo(
            new Ruling.Deny(
                Reason.POLICY_NO_RULE, "default", "the condition does not hold of `some`"));
  }

  @Test
  void thingThatIsDeniedWhateverTheArguments_isNotDiscovered() throws PolicyFault {
    RuleSettings staff = rule("staff", "'staff' in principal.roles");

    assertThat(discover(List.of(ALL), List.of(staff)))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_DENIED, "staff", "denies it"));
  }

  private static Ruling call(List<RuleSettings> allow, List<RuleSettings> deny, String arguments)
      throws PolicyFault {
    return RulePolicy.compile(new PolicySettings(allow, deny))
        .call(Exchanges.asking(Messages.callTool("read", "{}")), TOOL, Jsons.object(arguments));
  }

  private static Ruling discover(List<RuleSettings> allow, List<RuleSettings> deny)
      throws PolicyFault {
    return RulePolicy.compile(new PolicySettings(allow, deny))
        .discover(Exchanges.asking(Messages.request("tools/list", "")), TOOL);
  }

  private static RuleSettings rule(String name, String when) {
    return settings(name, when.isEmpty() ? Optional.empty() : Optional.of(when));
  }

  private static RuleSettings settings(String name, Optional<String> when) {
    return settings(name, List.of(), when);
  }

  private static RuleSettings settings(String name, List<Glob> clients, Optional<String> when) {
    return settings(name, clients, List.of(), when);
  }

  private static RuleSettings settings(
      String name, List<Glob> clients, List<String> scopes, Optional<String> when) {
    List<Glob> any = List.of(new Glob("*"));
    return new RuleSettings(
        name,
        List.of(),
        clients,
        scopes,
        List.of(),
        any,
        any,
        any,
        List.of(Phase.DISCOVER, Phase.CALL),
        Map.of(),
        when.map(Expression.Unread::new));
  }
}
