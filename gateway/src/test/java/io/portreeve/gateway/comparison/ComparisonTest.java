package io.portreeve.gateway.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.portreeve.gateway.comparison.RuleChange.How;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.store.PinName;
import io.portreeve.guard.Subject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static final List<PinName> SEEN =
      List.of(
          new PinName("files", "tool", "read"),
          new PinName("files", "tool", "write"),
          new PinName("files", "resource", "notes://one"),
          new PinName("files", "instructions", ""));

  @Test
  void sameConfiguration_differsInNothing() throws PolicyFault {
    Comparison none = both(rules("{name: a, tools: [read]}"), rules("{name: a, tools: [read]}"));

    assertThat(none.rules()).isEmpty();
    assertThat(none.access(List.of(), SEEN)).isEmpty();
  }

  @Test
  void rules_areComparedByName_andTheKeysThatChangedAreSaid() throws PolicyFault {
    Comparison both =
        both(
            rules("{name: a, tools: [read]}, {name: b, tools: [read]}"),
            """
            data: ./data
            servers: {files: {command: [x]}}
            policy:
              objects: {note: {named-by: [{tools: [read], argument: id}]}}
              allow: [{name: a, roles: [staff], tools: [read], when: args.n == 1}]
              deny: [{name: c, tools: [write]}]
            """);

    assertThat(both.rules())
        .containsExactly(
            new RuleChange("object", "note", How.NEW, List.of()),
            new RuleChange("allow", "a", How.CHANGED, List.of("roles", "when")),
            new RuleChange("allow", "b", How.GONE, List.of()),
            new RuleChange("deny", "c", How.NEW, List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{name: a, tools: [read]} ; YES",
        "{name: a, tools: ['*'], when: server == 'files'} ; YES",
        "{name: a, tools: ['*'], when: server == 'mail'} ; NO",
        "{name: a, tools: [read], when: args.path == 'x'} ; SOMETIMES",
        "{name: a, tools: [read], when: peer.inNetwork('10.0.0.0/8')} ; SOMETIMES",
        "{name: a, tools: [read], when: time.getHours() > 8} ; SOMETIMES",
        "{name: a, tools: [read], when: principal.id == 'ann'} ; SOMETIMES",
        "{name: a, tools: [read], scopes: [mcp]} ; SOMETIMES",
        "{name: a, tools: [read], clients: [desk]} ; SOMETIMES",
        "{name: a, tools: [read], roles: [staff]} ; NO",
        "{name: a, tools: [read], phases: [call]} ; NO",
        "{name: a, tools: [read], phases: [discover]} ; NO",
        "{name: a, tools: [read], shadow: true} ; NO",
        "{name: a, tools: [read], when: 1 / 0 == 1} ; NO",
      })
  void everybody_mayUseWhatARuleAllows_asFarAsNoMessageDecides(String rule, Access access)
      throws PolicyFault {
    List<AccessChange> changes = both(rules(""), rules(rule)).access(List.of(), SEEN);

    assertThat(changes)
        .filteredOn(change -> change.caller().equals("everybody"))
        .filteredOn(change -> isTool(change.subject(), "read"))
        .extracting(AccessChange::before, AccessChange::after)
        .isEqualTo(access == Access.NO ? List.of() : List.of(tuple(Access.NO, access)));
  }

  @Test
  void roleThatEitherPolicyNames_isACaller_andSoIsWhoeverHasAKey() throws PolicyFault {
    Comparison both =
        both(
            rules("{name: a, roles: [staff], tools: [read]}"),
            rules("{name: a, roles: [boss], tools: [read]}"));
    Caller ann = Caller.withKey("ann", Set.of("boss", "staff"));
    Caller bob = Caller.withKey("bob", Set.of("boss"));

    assertThat(both.access(List.of(ann, bob), SEEN))
        .extracting(AccessChange::caller, AccessChange::before, AccessChange::after)
        .containsExactly(
            tuple("role staff", Access.YES, Access.NO),
            tuple("role boss", Access.NO, Access.YES),
            tuple("key of bob (boss)", Access.NO, Access.YES));
  }

  @Test
  void idOfAKeysOwner_isKnown() throws PolicyFault {
    Comparison both =
        both(rules(""), rules("{name: a, tools: [read], when: principal.id == 'ann'}"));

    assertThat(both.access(List.of(Caller.withKey("ann", Set.of())), SEEN))
        .extracting(AccessChange::caller, AccessChange::after)
        .contains(tuple("key of ann", Access.YES), tuple("everybody", Access.SOMETIMES));
  }

  @Test
  void rolesThatTheConfigurationGives_areThoseOfEachSide() throws PolicyFault {
    String rule = "{name: a, roles: [staff], tools: [read]}";
    Comparison both =
        both(rules(rule), rules(rule) + "authentication: {stdio: {roles: [staff]}}\n");

    assertThat(both.access(List.of(), SEEN))
        .extracting(AccessChange::caller, AccessChange::after)
        .containsExactly(tuple("whoever comes over stdio", Access.YES));
  }

  @Test
  void nameThatARuleWritesOut_isComparedThoughNobodySawIt() throws PolicyFault {
    Comparison both = both(rules(""), rules("{name: a, tools: [purge, 'list_*']}"));

    assertThat(both.access(List.of(), List.of()))
        .extracting(change -> change.subject())
        .allSatisfy(subject -> assertThat(isTool(subject, "purge")).isTrue())
        .isNotEmpty();
  }

  @Test
  void serverThatIsGone_givesNothingToAnybody() throws PolicyFault {
    Comparison both =
        both(
            rules("{name: a, tools: [read]}"),
            "data: ./data\nservers: {mail: {command: [x]}}\n"
                + "policy: {allow: [{name: a, tools: [read]}]}\n");

    assertThat(both.access(List.of(), SEEN))
        .filteredOn(change -> change.caller().equals("everybody"))
        .extracting(
            change -> change.subject().server().value(), AccessChange::before, AccessChange::after)
        .containsExactly(
            tuple("files", Access.YES, Access.NO), tuple("mail", Access.NO, Access.YES));
  }

  @Test
  void labelOfAServer_decidesWithoutAnyMessage() throws PolicyFault {
    String rule = rules("{name: a, tools: [read], when: 'labels.stage == \"test\"'}");

    assertThat(
            both(rule, rule.replace("[x]}", "[x], labels: {stage: test}}")).access(List.of(), SEEN))
        .extracting(AccessChange::before, AccessChange::after)
        .contains(tuple(Access.NO, Access.YES))
        .doesNotContain(tuple(Access.NO, Access.SOMETIMES));
  }

  /** Access is under conditions before and after, so nothing but the labels tells of the change. */
  @Test
  void labelsOfAServer_areWhatRulesGoBy_andThoseThatChangedAreSaid() throws PolicyFault {
    String rule =
        rules("{name: a, tools: [read], when: 'labels.stage == \"test\" || args.n == 1'}");
    String some = rule.replace("[x]}", "[x], labels: {owner: ann, stage: live, tier: one}}");
    String others = rule.replace("[x]}", "[x], labels: {owner: ann, stage: next, zone: two}}");

    assertThat(both(some, others).access(List.of(), SEEN)).isEmpty();
    assertThat(both(some, others).rules())
        .containsExactly(
            new RuleChange("labels", "files", How.CHANGED, List.of("stage", "tier", "zone")));
    assertThat(both(rule, some).rules())
        .containsExactly(new RuleChange("labels", "files", How.NEW, List.of()));
    assertThat(both(some, rule).rules())
        .containsExactly(new RuleChange("labels", "files", How.GONE, List.of()));
    assertThat(both(some, some).rules()).isEmpty();
  }

  @Test
  void resource_isJudgedInEveryReadingOfItsAddress() throws PolicyFault {
    List<PinName> odd = List.of(new PinName("files", "resource", "notes://a/%2e%2e/b"));
    Comparison both = both(resources("[]"), resources("[{name: no, resources: ['notes://b']}]"));

    assertThat(both.access(List.of(), odd))
        .extracting(AccessChange::caller, AccessChange::after)
        .contains(tuple("everybody", Access.NO));
  }

  private static String resources(String deny) {
    return "data: ./data\nservers: {files: {command: [x]}}\n"
        + "policy: {allow: [{name: a, resources: ['*']}], deny: "
        + deny
        + "}\n";
  }

  private static boolean isTool(Subject subject, String name) {
    return subject instanceof Subject.OfTool tool && tool.name().value().equals(name);
  }

  private static String rules(String allow) {
    return "data: ./data\nservers: {files: {command: [x]}}\npolicy: {allow: [" + allow + "]}\n";
  }

  private static Comparison both(String before, String after) throws PolicyFault {
    return new Comparison(side(before), side(after));
  }

  private static Side side(String text) throws PolicyFault {
    return new Side(Configurations.of(text), false);
  }
}
