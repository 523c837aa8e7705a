package io.portreeve.controls.improperaccess;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Approver;
import io.portreeve.guard.Change;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.OutsideDecisions.Answer;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.CompleteResult;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.FakePolicy;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessControlListTest {
  private static final AccessControlList NOTHING =
      control(new FakePolicy(Set.of("read", "greet", "file:///a.txt"), Set.of()));

  static Stream<Arguments> uses() {
    return Stream.of(
        Arguments.of(
            Messages.callTool("read", "{'path':'a.txt'}"),
            new Subject.OfTool(Exchanges.SERVER, new ToolName("read")),
            "{'path':'a.txt'}"),
        Arguments.of(
            Messages.request("prompts/get", "'name':'greet','arguments':{'who':'x'}"),
            new Subject.OfPrompt(Exchanges.SERVER, new PromptName("greet")),
            "{'who':'x'}"),
        Arguments.of(
            Messages.request("resources/read", "'uri':'file:///a.txt'"),
            new Subject.OfResource(Exchanges.SERVER, new ResourceUri("file:///a.txt")),
            "{'uri':'file:///a.txt'}"),
        Arguments.of(
            Messages.request(
                "completion/complete",
                "'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'who','value':'A'}"),
            new Subject.OfPrompt(Exchanges.SERVER, new PromptName("greet")),
            "{'who':'A'}"),
        Arguments.of(
            Messages.request(
                "completion/complete",
                "'ref':{'type':'ref/resource','uri':'file:///{p}'},"
                    + "'argument':{'name':'p','value':'/etc'}"),
            new Subject.OfResource(Exchanges.SERVER, new ResourceUri("file:///{p}")),
            "{'p':'/etc'}"));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void useThatNoRuleAllows_isRefused_alsoOfWhatIsVisible(ClientMessage use) {
    assertThat(judge(NOTHING, use)).isEqualTo(Verdict.deny(Reason.POLICY_NO_RULE, ""));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void policy_isAskedAboutTheThingAndTheArgumentsThatWillBeSent(
      ClientMessage use, Subject subject, String arguments) {
    Asked policy = new Asked(new ArrayList<>());

    assertThat(judge(control(policy), use)).isEqualTo(Verdict.pass(Reason.POLICY_ALLOWED));
    assertThat(policy.calls()).containsExactly(new Call(subject, Jsons.object(arguments)));
  }

  @Test
  void ruleThatWantsAnApproval_isAQuestion_andNamesTheRule() {
    PolicyEngine policy =
        answering(new PolicyEngine.Ruling.RequireApproval("dangerous", Approver.USER));

    assertThat(judge(control(policy), Messages.callTool("read", "{}")))
        .isEqualTo(
            Verdict.ask(
                "rule `dangerous` asks for an approval", Reason.APPROVAL_REQUIRED, Approver.USER));
  }

  @Test
  void ruleThatIsOnlyTried_isToldBesideTheQuestion() {
    PolicyEngine policy =
        answering(
            new PolicyEngine.Ruling.RequireApproval("dangerous", Approver.OPERATOR, "shadow"));

    assertThat(judge(control(policy), Messages.callTool("read", "{}")))
        .isEqualTo(
            Verdict.ask("rule `dangerous` asks for an approval; shadow", Reason.APPROVAL_REQUIRED));
  }

  @Test
  void ruleThatDenies_isNamedToTheOperator() {
    PolicyEngine policy =
        answering(new PolicyEngine.Ruling.Deny(Reason.POLICY_ERROR, "odd", "cannot be evaluated"));

    assertThat(judge(control(policy), Messages.callTool("read", "{}")))
        .isEqualTo(Verdict.deny(Reason.POLICY_ERROR, "rule `odd`"));
  }

  @Test
  void subscriptionToWhatIsNotAllowed_isNotAskedFor() {
    Listen listen = listening("'file:///secret','file:///a.txt'");
    AccessControlList control = control(new FakePolicy(Set.of(), Set.of("file:///a.txt")));

    assertThat(judge(control, listen))
        .isEqualTo(
            Verdict.rewrite(
                listen.withFilter(
                    listen.filter().keepResources(uri -> uri.value().equals("file:///a.txt"))),
                Reason.ENTRIES_HIDDEN,
                List.of(new Change("/notifications/resourceSubscriptions", "hidden", 1))));
  }

  @Test
  void subscriptionThatNeedsAnApproval_isNotAskedFor() {
    PolicyEngine policy =
        answering(new PolicyEngine.Ruling.RequireApproval("dangerous", Approver.USER));

    assertThat(judge(control(policy), listening("'file:///a.txt'")))
        .isInstanceOf(Verdict.Rewrite.class);
  }

  @Test
  void useThatTheDecisionPointDoesNotAllow_isRefused_andTheRecordSaysWhichRuleWould() {
    Point point = new Point(Set.of("write"));

    assertThat(judge(beside(point), Messages.callTool("read", "{}")))
        .isEqualTo(Verdict.deny(Reason.DECISION_DENIED, "though rule `all` allows it"));
    assertThat(judge(beside(point), Messages.callTool("write", "{}")))
        .isEqualTo(Verdict.pass(Reason.POLICY_ALLOWED));
  }

  @Test
  void useWithoutADecision_isRefused_alsoOneThatNeedsAnApproval() {
    OutsideDecisions down =
        (_, _) -> new Answer.Undecided(Reason.DECISION_UNAVAILABLE, "it is down");
    PolicyEngine approving =
        answering(new PolicyEngine.Ruling.RequireApproval("dangerous", Approver.USER));

    assertThat(judge(new AccessControlList(approving, down), Messages.callTool("read", "{}")))
        .isEqualTo(
            Verdict.deny(Reason.DECISION_UNAVAILABLE, "rule `dangerous` allows it; it is down"));
  }

  @ParameterizedTest
  @MethodSource("oddAnswers")
  void answerThatIsNotOneYesForTheOneUse_refuses(List<Boolean> allowed) {
    OutsideDecisions odd = (_, _) -> new Answer.Decided(allowed);

    assertThat(judge(beside(odd), Messages.callTool("read", "{}")))
        .isInstanceOfSatisfying(
            Verdict.Deny.class, no -> assertThat(no.reason()).isEqualTo(Reason.DECISION_DENIED));
  }

  static Stream<List<Boolean>> oddAnswers() {
    return Stream.of(List.of(), List.of(false), List.of(true, false), List.of(true, true));
  }

  @Test
  void whatThePolicyDenies_theDecisionPointIsNotEvenAsked() {
    Point point = new Point(Set.of("read"));
    AccessControlList control =
        new AccessControlList(new FakePolicy(Set.of("read"), Set.of()), point);

    assertThat(judge(control, Messages.callTool("read", "{}")))
        .isEqualTo(Verdict.deny(Reason.POLICY_NO_RULE, ""));
    assertThat(judge(control, listening("'file:///a.txt'"))).isInstanceOf(Verdict.Rewrite.class);
    assertThat(point.asked()).isEmpty();
  }

  @Test
  void subscription_isAskedAboutOnce_eachAddressAsItIsWritten() {
    String odd = "FILE:///a%2Etxt;v=1?x#y";
    Point point = new Point(Set.of(odd));

    Verdict<ClientMessage> verdict =
        judge(beside(point), listening("'" + odd + "','file:///b.txt','" + odd + "'"));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Rewrite.class,
            cut ->
                assertThat(((Listen) cut.message()).filter().resources())
                    .isEqualTo(List.of(new ResourceUri(odd), new ResourceUri(odd))));
    assertThat(point.asked()).containsExactly(List.of(odd, "file:///b.txt"));
  }

  @Test
  void subscriptionWithoutADecision_isRefusedAsAWhole() {
    OutsideDecisions over = (_, _) -> new Answer.Undecided(Reason.RATE_EXCEEDED, "too many");

    assertThat(judge(beside(over), listening("'file:///a.txt','file:///b.txt'")))
        .isEqualTo(Verdict.deny(Reason.RATE_EXCEEDED, "too many"));
  }

  @Test
  void completionsThatAUseMayNotHave_areHidden_andSoIsHowManyThereAre() {
    PolicyEngine policy = denying("'who':'Bob'");

    assertThat(completed(control(policy), PROMPT, "'Ann','Bob'"))
        .isEqualTo(
            Verdict.rewrite(
                new CompleteResult(Jsons.object("{'completion':{'values':['Ann']}}")),
                Reason.ENTRIES_HIDDEN,
                List.of(new Change("/completion/values", "hidden", 1))));
    assertThat(completed(control(policy), PROMPT, "'Ann','Cid'"))
        .isEqualTo(Verdict.pass(Reason.POLICY_ALLOWED));
    assertThat(completed(control(policy), PROMPT, ""))
        .isEqualTo(Verdict.pass(Reason.POLICY_ALLOWED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:///{p} | secret | file:///secret",
        "file:///{p}{?v} | secret | file:///secret",
        "file:///{p} | a b+c | file:///a%20b%2Bc",
        "file:///{+p} | x/../secret | file:///x/../secret",
        "{given}:///{p} | secret | file:///secret",
        "file:///{p} | %73ecret | secret",
        "file:///{p} | $1 | file:///%241",
        "file:///{p}/{other} | secret | file:///secret/",
        "file://{/p*}{/other} | secret | file:///secret",
        "file:///{other}/{p} | secret | file:///{other}/secret",
        "file:///x{?other,p} | secret | file:///x?p=secret"
      })
  void completionThatLeadsToADeniedAddress_isHidden_alsoWhereVariablesAreOpen(
      String template, String value, String denied) {
    Complete asked = template(template);
    PolicyEngine policy = denying(denied);

    assertThat(completed(control(policy), asked, "'" + value + "','open'"))
        .isInstanceOfSatisfying(
            Verdict.Rewrite.class,
            cut -> assertThat(((CompleteResult) cut.message()).texts()).containsExactly("open"));
  }

  @Test
  void completionThatLeadsToNoDeniedAddress_goesOn_andStillNotWhereItsTemplateIsDenied() {
    String template = "file:///{p}/{other}";

    assertThat(completed(control(denying("file:///secret/")), template(template), "'open'"))
        .isEqualTo(Verdict.pass(Reason.POLICY_ALLOWED));
    assertThat(completed(control(denying(template)), template(template), "'open'"))
        .isInstanceOf(Verdict.Rewrite.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///{other}", "file:///{=p}", "file:///{p"})
  void completionThatHasNoPlaceInItsTemplate_isHidden(String template) {
    assertThat(completed(control(denying("nothing")), template(template), "'open'"))
        .isInstanceOfSatisfying(
            Verdict.Rewrite.class,
            cut -> assertThat(((CompleteResult) cut.message()).texts()).isEmpty());
  }

  @Test
  void completionOfAnAddressWithoutVariables_isJudgedByThatAddress() {
    assertThat(completed(control(denying("secret")), template("file:///all"), "'open'"))
        .isEqualTo(Verdict.pass(Reason.POLICY_ALLOWED));
    assertThat(completed(control(denying("file:///all")), template("file:///all"), "'open'"))
        .isInstanceOf(Verdict.Rewrite.class);
  }

  @Test
  void addressThatACompletionLeadsTo_isWhatTheDecisionPointIsAskedAbout() {
    Point point = new Point(Set.of("file:///a/{other}"));

    assertThat(completed(beside(point), template("{given}:///{p}/{other}"), "'a','b'"))
        .isInstanceOfSatisfying(
            Verdict.Rewrite.class,
            cut -> assertThat(((CompleteResult) cut.message()).texts()).containsExactly("a"));
    assertThat(point.asked()).containsExactly(List.of("file:///a/{other}", "file:///b/{other}"));
  }

  @Test
  void completions_areAskedOfTheDecisionPointTogether_andWithoutADecisionWithheld() {
    OutsideDecisions first =
        (_, uses) ->
            new Answer.Decided(
                uses.stream().map(use -> use.arguments().toString().contains("Ann")).toList());
    OutsideDecisions down = (_, _) -> new Answer.Undecided(Reason.DECISION_UNAVAILABLE, "down");

    assertThat(completed(beside(first), PROMPT, "'Ann','Bob'"))
        .isInstanceOfSatisfying(
            Verdict.Rewrite.class,
            cut -> assertThat(((CompleteResult) cut.message()).texts()).containsExactly("Ann"));
    assertThat(completed(beside(down), PROMPT, "'Ann'"))
        .isEqualTo(Verdict.deny(Reason.DECISION_UNAVAILABLE, "down"));
  }

  @Test
  void completionOfWhatWasNoCompletion_isWithheld() {
    assertThat(
            NOTHING.onResponse(
                Exchanges.asking(Messages.callTool("read", "{}")),
                new CompleteResult(Jsons.object("{'completion':{'values':['Ann']}}"))))
        .isInstanceOf(Verdict.Deny.class);
  }

  private static final Complete PROMPT =
      (Complete)
          Messages.request(
              "completion/complete",
              "'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'who','value':''}");

  private static Complete template(String uri) {
    return (Complete)
        Messages.request(
            "completion/complete",
            "'ref':{'type':'ref/resource','uri':'"
                + uri
                + "'},'argument':{'name':'p','value':''},'context':{'arguments':{'given':'file'}}");
  }

  private static Verdict<ServerMessage> completed(
      AccessControlList control, Complete asked, String values) {
    return control.onResponse(
        Exchanges.asking(asked),
        new CompleteResult(
            Jsons.object("{'completion':{'values':[" + values + "],'total':9,'hasMore':true}}")));
  }

  /** Allows everything but what has this in its name or its arguments. */
  private static PolicyEngine denying(String text) {
    String wanted = text.replace('\'', '"');
    return new PolicyEngine() {
      @Override
      public Ruling discover(Exchange exchange, Subject subject) {
        return new Ruling.Allow("all");
      }

      @Override
      public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
        return (Point.name(subject) + " " + arguments).contains(wanted)
            ? new Ruling.Deny(Reason.POLICY_DENIED, "not-that", "denies it")
            : new Ruling.Allow("all");
      }
    };
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(NOTHING);
    ControlContract.verify(control(new Asked(new ArrayList<>())));
  }

  private static Listen listening(String uris) {
    return (Listen)
        Messages.request(
            "subscriptions/listen", "'notifications':{'resourceSubscriptions':[" + uris + "]}");
  }

  private static AccessControlList control(PolicyEngine policy) {
    return new AccessControlList(policy, OutsideDecisions.none());
  }

  /** With a policy that allows everything. */
  private static AccessControlList beside(OutsideDecisions outside) {
    return new AccessControlList(new Asked(new ArrayList<>()), outside);
  }

  private static Verdict<ClientMessage> judge(AccessControlList control, ClientMessage message) {
    return control.onRequest(Exchanges.asking(message), message);
  }

  private static PolicyEngine answering(PolicyEngine.Ruling ruling) {
    return new PolicyEngine() {
      @Override
      public Ruling discover(Exchange exchange, Subject subject) {
        return ruling;
      }

      @Override
      public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
        return ruling;
      }
    };
  }

  /** Allows things of some names, and remembers which it was asked about together. */
  private record Point(Set<String> allowed, List<List<String>> asked) implements OutsideDecisions {
    Point(Set<String> allowed) {
      this(allowed, new ArrayList<>());
    }

    @Override
    public Answer ask(Exchange exchange, List<Use> uses) {
      List<String> names = uses.stream().map(use -> name(use.thing())).toList();
      asked.add(names);
      return new Answer.Decided(names.stream().map(allowed::contains).toList());
    }

    private static String name(Subject thing) {
      return switch (thing) {
        case Subject.OfTool tool -> tool.name().value();
        case Subject.OfPrompt prompt -> prompt.name().value();
        case Subject.OfResource resource -> resource.uri().value();
      };
    }
  }

  private record Call(Subject subject, JsonObject arguments) {}

  /** Allows everything and remembers what it was asked. */
  private record Asked(List<Call> calls) implements PolicyEngine {
    @Override
    public Ruling discover(Exchange exchange, Subject subject) {
      return new Ruling.Allow("all");
    }

    @Override
    public Ruling call(Exchange exchange, Subject subject, JsonObject arguments) {
      calls.add(new Call(subject, arguments));
      return new Ruling.Allow("all");
    }
  }
}
