package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.Glob;
import io.portreeve.controls.chain.Chain;
import io.portreeve.controls.chain.Placed;
import io.portreeve.controls.chain.Ports;
import io.portreeve.controls.confuseddeputy.DelegationRules;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.controls.indirectpromptinjection.Handling;
import io.portreeve.controls.indirectpromptinjection.SensitiveRules;
import io.portreeve.controls.indirectpromptinjection.ServerClassifiers;
import io.portreeve.controls.indirectpromptinjection.ServerRedaction;
import io.portreeve.controls.indirectpromptinjection.ShippedDetector;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.controls.insecureinput.ArgumentJudge;
import io.portreeve.controls.insecureinput.ArgumentKind;
import io.portreeve.controls.insecureinput.ArgumentKinds;
import io.portreeve.controls.insecureinput.Ownership;
import io.portreeve.controls.insecureinput.PathResolver;
import io.portreeve.controls.insecureinput.Reach;
import io.portreeve.controls.insecureinput.UrlSchemes;
import io.portreeve.controls.insecureresponsehandling.ResponseLimits;
import io.portreeve.controls.network.IpAddress;
import io.portreeve.controls.sensitive.ShippedRules;
import io.portreeve.controls.text.CanonicalText.Form;
import io.portreeve.controls.unintendedtoolexecution.Allowlist;
import io.portreeve.gateway.config.QuarantineFrom;
import io.portreeve.gateway.scan.definition.HeldDefinitions;
import io.portreeve.guard.Approvals;
import io.portreeve.guard.Approver;
import io.portreeve.guard.Creations;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.Sink;
import io.portreeve.guard.UsageLimits;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.FakePins;
import io.portreeve.testkit.FakePolicy;
import io.portreeve.testkit.FakeSchemas;
import io.portreeve.testkit.Messages;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of the whole chain, whatever is put into it: what it forwarded once, it lets pass. */
class ChainLawTest {
  /** What hides in texts: encodings, invisible signs, commands of terminals, markup, separators. */
  private static final List<String> PARTS =
      List.of(
          "a",
          " ",
          "/",
          "..",
          "./",
          "%2e%2e%2f",
          "%252e",
          "\\",
          "\u0000",
          "\u200b",
          "\u202e",
          "e\u0301",
          "\ufb01",
          "\u001b[31m",
          "\u001b]0;t\u0007",
          "\u009b1m",
          "<script>",
          "<img src=x>",
          "![x](https://e.example/?q=1)",
          "[x](javascript:x)",
          "<!-- -->",
          "`",
          "|",
          "=cmd",
          "@",
          "-1",
          "\r\n",
          "\t",
          "'",
          "\"",
          ";",
          "--",
          "/*",
          "$(x)",
          "~",
          "\ud83d\ude00",
          "\u00a0",
          "\uff0f",
          "https://example.com",
          "http://127.0.0.1",
          "javascript:",
          "data:text/html,x",
          "a@b.example",
          "\udb40\udc41",
          "&lt;",
          "&#x3c;",
          "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
          "://a:q7Kd2mZr@b",
          "+4420 7946 0958",
          "\u2028");

  /** What a text may begin with, so that some of every kind are let through. */
  private static final List<String> BEGINNINGS =
      List.of(
          "", "https://example.com/", "a@b.example", "name", "docs/a.txt", "https://Example.COM");

  private static final IpAddress PUBLIC = IpAddress.of(new byte[] {8, 8, 8, 8});

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void argumentsThatWereForwarded_areForwardedUnchangedTheNextTime(long seed) {
    Random random = new Random(seed);
    for (ArgumentKind kind : kinds()) {
      Guard guard = guard(kind, Set.of(Sink.MODEL), Spotlight.OFF);
      int forwarded = 0;
      for (int i = 0; i < 200; i++) {
        CallTool call =
            Messages.callTool("read", "{}")
                .withArguments(JsonObject.empty().with("a", text(random)));
        if (guard.request(Exchanges.asking(call), call)
            instanceof Judgement.Forward<ClientMessage> first) {
          forwarded++;
          CallTool judged = (CallTool) first.message();
          assertThat(guard.request(Exchanges.asking(judged), judged))
              .as("%s of %s", kind, call.arguments())
              .isInstanceOfSatisfying(
                  Judgement.Forward.class, again -> assertThat(again.message()).isEqualTo(judged));
        }
      }
      assertThat(forwarded).as("%s lets something pass", kind).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Sink.class)
  void answersThatWereForwarded_areForwardedUnchangedTheNextTime(Sink sink) {
    for (Spotlight spotlight : Spotlight.values()) {
      answersThatWereForwarded_areForwardedUnchanged(sink, spotlight);
    }
  }

  private static void answersThatWereForwarded_areForwardedUnchanged(
      Sink sink, Spotlight spotlight) {
    Guard guard = guard(new ArgumentKind.Any(), Set.of(sink), spotlight);
    Exchange exchange = Exchanges.asking(Messages.callTool("read", "{}"));
    Random random = new Random(sink.name().hashCode());
    int forwarded = 0;
    for (int i = 0; i < 600; i++) {
      ToolResult answer = result(text(random));
      if (guard.response(exchange, answer) instanceof Judgement.Forward<ServerMessage> first) {
        forwarded++;
        assertThat(guard.response(exchange, first.message()))
            .as("%s", answer)
            .isInstanceOfSatisfying(
                Judgement.Forward.class,
                again -> assertThat(again.message()).isEqualTo(first.message()));
      }
    }
    assertThat(forwarded).isPositive();
  }

  /** Nobody asks twice: the chain must not refuse what it has just written itself. */
  @ParameterizedTest
  @EnumSource(Spotlight.class)
  void everyKindOfAnswer_thatIsForwarded_staysWhatItIs(Spotlight spotlight) {
    Guard guard = guard(new ArgumentKind.Any(), Set.of(Sink.MODEL), spotlight);

    Messages.ofServer()
        .forEach(reply -> {
          Exchange exchange = Exchanges.asking(reply.asked());
          if (guard.response(exchange, reply.said())
              instanceof Judgement.Forward<ServerMessage> first) {
            assertThat(first.message()).hasSameClassAs(reply.said());
            assertThat(guard.response(exchange, first.message()))
                .isInstanceOfSatisfying(
                    Judgement.Forward.class,
                    again -> assertThat(again.message()).isEqualTo(first.message()));
          }
        });
  }

  /**
   * A yes is good for the call that the person was asked about: it must be the one that is sent,
   * and when it comes back with the yes the same question of the same person must have led to it.
   */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NOBODY")
  void callThatAPersonIsAskedAbout_isWhatWouldBeSent_andIsAskedAboutTheNextTime(Asker asker) {
    Random random = new Random(1);
    for (ArgumentKind kind : kinds()) {
      Guard asking = guard(kind, Set.of(Sink.MODEL), asker);
      Guard open = guard(kind, Set.of(Sink.MODEL), Spotlight.OFF);
      int asked = 0;
      for (int i = 0; i < 100; i++) {
        CallTool call =
            Messages.callTool("read", "{}")
                .withArguments(JsonObject.empty().with("a", text(random)));
        Judgement<ClientMessage> first = asking.request(Exchanges.asking(call), call);
        if (open.request(Exchanges.asking(call), call)
            instanceof Judgement.Forward<ClientMessage> sent) {
          asked++;
          assertAsksAbout(sent.message(), asker, first);
          assertAsksAbout(
              sent.message(),
              asker,
              asking.request(Exchanges.asking(sent.message()), sent.message()));
        } else {
          assertThat(first).isInstanceOf(Judgement.Refused.class);
        }
      }
      assertThat(asked).as("%s lets something be asked about", kind).isPositive();
    }
  }

  private static void assertAsksAbout(
      ClientMessage call, Asker asker, Judgement<ClientMessage> judgement) {
    assertThat(judgement).isInstanceOf(Judgement.NeedsApproval.class);
    var needs = (Judgement.NeedsApproval<ClientMessage>) judgement;
    assertThat(needs.message()).isEqualTo(call);
    assertThat(needs.approver()).isEqualTo(Approver.USER);
    assertThat(needs.question()).contains(asker.word);
  }

  /** What has a person asked about a call. */
  enum Asker {
    NOBODY(""),
    RULE("rule `careful`"),
    FLOW("untrusted"),
    TOOL("call `read`?");

    private final String word;

    Asker(String word) {
      this.word = word;
    }

    private PolicyEngine policy() {
      return new FakePolicy(
          Set.of("read"),
          Set.of("read"),
          this == RULE
              ? new PolicyEngine.Ruling.RequireApproval("careful", Approver.USER)
              : new PolicyEngine.Ruling.Allow("named"));
    }

    /** The same labels; a policy about them, if that is what asks. */
    private InformationFlow flow() {
      InformationFlow closed = InformationFlow.closed();
      return new InformationFlow(
          this == FLOW ? closed.policies() : Set.of(),
          Optional.of(Approver.USER),
          closed.labels(),
          closed.conversations());
    }

    private Approvals approvals() {
      return (_, _) -> this == TOOL ? Optional.of(Approver.USER) : Optional.empty();
    }
  }

  private static List<ArgumentKind> kinds() {
    return List.of(
        new ArgumentKind.PathUnderRoot(List.of("/srv/docs")),
        new ArgumentKind.PathUnderRoot(List.of()),
        new ArgumentKind.Url(new UrlSchemes.Only(Set.of("https")), Reach.INSECURE_PRIVATE, false),
        new ArgumentKind.SqlLiteral(),
        new ArgumentKind.SqlLiteral(false),
        new ArgumentKind.SqlLikeLiteral(),
        new ArgumentKind.TemplateLiteral(),
        new ArgumentKind.LdapLiteral(),
        new ArgumentKind.Line(),
        new ArgumentKind.ShellWord(false),
        new ArgumentKind.SqlIdentifier(false),
        new ArgumentKind.ShellWord(),
        new ArgumentKind.Email(3),
        new ArgumentKind.PlainText(Form.NFC),
        new ArgumentKind.Any());
  }

  private static Guard guard(ArgumentKind kind, Set<Sink> sinks, Asker asker) {
    return guard(kind, sinks, asker, Spotlight.OFF);
  }

  private static Guard guard(ArgumentKind kind, Set<Sink> sinks, Spotlight spotlight) {
    return guard(kind, sinks, Asker.NOBODY, spotlight);
  }

  private static Guard guard(ArgumentKind kind, Set<Sink> sinks, Asker asker, Spotlight spotlight) {
    Ports ports =
        new Ports(
            new Ports.Callers(
                List.of(), DelegationRules.nobody(), (_, _) -> new UsageLimits.Standing.Within()),
            new Ports.Rules(
                everything(),
                asker.policy(),
                OutsideDecisions.none(),
                Creations.none(),
                asker.approvals()),
            new Ports.Definitions(
                FakePins.of(DefinitionPins.Kind.TOOL, "read", DefinitionPins.Standing.APPROVED),
                new HeldDefinitions(QuarantineFrom.CRITICAL),
                _ -> Optional.empty(),
                FakeSchemas.lenient()),
            new Ports.Arguments(
                (_, _) -> Optional.of(ArgumentKinds.all(kind)),
                new ArgumentJudge(PathResolver.unseen(), _ -> List.of(PUBLIC), Ownership.none())),
            new Ports.Answers(ResponseLimits.defaults(), (_, _) -> true, _ -> sinks),
            new Ports.Conversations(asker.flow(), new AssumedEntries(Set.of())),
            new Ports.Texts(
                new ShippedRules(),
                ServerRedaction.everywhere(SensitiveRules.all(Handling.REDACT)),
                new ShippedDetector(),
                _ -> Guardrail.BLOCK,
                ServerClassifiers.none(),
                _ -> spotlight,
                new KeyedNonces(new SecureRandom())));
    return new Guard(
        List.of(),
        Chain.request(ports).stream().map(Placed::control).toList(),
        Chain.response(ports).stream().map(Placed::control).toList());
  }

  private static Allowlist everything() {
    List<Glob> any = List.of(new Glob("*"));
    return new Allowlist(Map.of(Exchanges.SERVER, new Allowlist.Named(any, any, any)));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder(BEGINNINGS.get(random.nextInt(BEGINNINGS.size())));
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return text.toString();
  }

  private static ToolResult result(String text) {
    JsonObject block = JsonObject.empty().with("type", "text").with("text", text);
    return new ToolResult(
        JsonObject.empty()
            .with("resultType", "complete")
            .with("content", JsonArray.of(List.of(block)))
            .with("structuredContent", JsonObject.empty().with("a", text)));
  }
}
