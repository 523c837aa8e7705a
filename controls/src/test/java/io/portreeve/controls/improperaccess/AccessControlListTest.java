package io.portreeve.controls.improperaccess;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Change;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.PromptName;
import io.portreeve.mcp.ResourceUri;
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
import org.junit.jupiter.params.provider.MethodSource;

class AccessControlListTest {
  private static final AccessControlList NOTHING =
      new AccessControlList(new FakePolicy(Set.of("read", "greet", "file:///a.txt"), Set.of()));

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

    assertThat(judge(new AccessControlList(policy), use))
        .isEqualTo(Verdict.pass(Reason.POLICY_ALLOWED));
    assertThat(policy.calls()).containsExactly(new Call(subject, Jsons.object(arguments)));
  }

  @Test
  void ruleThatWantsAnApproval_isAQuestion_andNamesTheRule() {
    PolicyEngine policy = answering(new PolicyEngine.Ruling.RequireApproval("dangerous"));

    assertThat(judge(new AccessControlList(policy), Messages.callTool("read", "{}")))
        .isEqualTo(Verdict.ask("rule `dangerous` asks for an approval", Reason.APPROVAL_REQUIRED));
  }

  @Test
  void ruleThatDenies_isNamedToTheOperator() {
    PolicyEngine policy =
        answering(new PolicyEngine.Ruling.Deny(Reason.POLICY_ERROR, "odd", "cannot be evaluated"));

    assertThat(judge(new AccessControlList(policy), Messages.callTool("read", "{}")))
        .isEqualTo(Verdict.deny(Reason.POLICY_ERROR, "rule `odd`"));
  }

  @Test
  void subscriptionToWhatIsNotAllowed_isNotAskedFor() {
    Listen listen = listening("'file:///secret','file:///a.txt'");
    AccessControlList control =
        new AccessControlList(new FakePolicy(Set.of(), Set.of("file:///a.txt")));

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
    PolicyEngine policy = answering(new PolicyEngine.Ruling.RequireApproval("dangerous"));

    assertThat(judge(new AccessControlList(policy), listening("'file:///a.txt'")))
        .isInstanceOf(Verdict.Rewrite.class);
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(NOTHING);
    ControlContract.verify(new AccessControlList(new Asked(new ArrayList<>())));
  }

  private static Listen listening(String uris) {
    return (Listen)
        Messages.request(
            "subscriptions/listen", "'notifications':{'resourceSubscriptions':[" + uris + "]}");
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
