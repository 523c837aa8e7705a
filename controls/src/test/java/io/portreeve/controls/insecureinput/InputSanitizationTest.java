package io.portreeve.controls.insecureinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.text.HostileTexts;
import io.portreeve.guard.Change;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Tool;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputSanitizationTest {
  private static final ArgumentKind DOCS = new ArgumentKind.PathUnderRoot(List.of("/srv/docs"));
  private static final ArgumentKind INVOICE = new ArgumentKind.OwnedId("invoice");

  private static InputSanitization control(ArgumentKinds kinds) {
    return new InputSanitization((_, _) -> Optional.of(kinds), Judging.JUDGE);
  }

  private static InputSanitization declared(Map<String, ArgumentKind> kinds) {
    return control(ArgumentKinds.of(kinds, List.of()));
  }

  private static Verdict<ClientMessage> judge(InputSanitization control, ClientMessage message) {
    return control.onRequest(Exchanges.asking(message), message);
  }

  @Test
  void pathThatClimbs_refusesTheCall_withoutItsValue() {
    Verdict<ClientMessage> verdict =
        judge(
            declared(Map.of("path", DOCS)), Messages.callTool("read", "{'path':'../etc/passwd'}"));
    assertThat(verdict)
        .isEqualTo(
            Verdict.deny(
                Reason.ARGUMENT_DANGEROUS,
                "argument /path leads out of the directory that it must stay in"));
  }

  @ParameterizedTest
  @CsvSource({
    "path, out/x, RESOLVES_OUTSIDE_ROOT, OUTSIDE_ROOT",
    "path, unreadable/x, RESOLVES_OUTSIDE_ROOT, OUTSIDE_ROOT",
    "path, ../x, OUTSIDE_ROOT, OUTSIDE_ROOT",
    "url, https://nowhere.example/, HOST_UNRESOLVED, ADDRESS_NOT_ALLOWED",
    "url, https://inside.example/, ADDRESS_NOT_ALLOWED, ADDRESS_NOT_ALLOWED"
  })
  void whatOnlyTheOperatorCanSee_isNotToldTheSender(
      String argument, String value, ArgumentFlaw detail, ArgumentFlaw told) {
    ArgumentKind url =
        new ArgumentKind.Url(new UrlSchemes.Only(Set.of("https")), Reach.PUBLIC_ONLY, false);
    assertThat(
            judge(
                declared(Map.of("path", DOCS, "url", url)),
                Messages.callTool("read", "{'" + argument + "':'" + value + "'}")))
        .isEqualTo(
            Verdict.deny(
                Reason.ARGUMENT_DANGEROUS,
                "argument /" + argument + " " + detail.words(),
                "argument /" + argument + " " + told.words()));
  }

  @Test
  void toolThatIsNotApprovedAnyMore_isRefused_whateverItsArguments() {
    var forgotten = new InputSanitization((_, _) -> Optional.empty(), Judging.JUDGE);
    assertThat(judge(forgotten, Messages.callTool("read", "{}")))
        .isEqualTo(Verdict.deny(Reason.UNKNOWN_DEFINITION, "the tool is not approved any more"));
  }

  @Test
  void detour_isForwardedStraight_andRecorded() {
    CallTool call = Messages.callTool("read", "{'n':1.0,'path':'a/./b','q':'x'}");
    Verdict.Rewrite<ClientMessage> rewrite = rewrite(judge(declared(Map.of("path", DOCS)), call));
    assertThat(((CallTool) rewrite.message()).arguments().toString())
        .isEqualTo("{\"n\":1.0,\"path\":\"a/b\",\"q\":\"x\"}");
    assertThat(rewrite.changes()).containsExactly(new Change("/path", "canonical-path", 1));
    assertThat(rewrite.reason()).isEqualTo(Reason.ARGUMENTS_SANITIZED);
  }

  private static Verdict.Rewrite<ClientMessage> rewrite(Verdict<ClientMessage> verdict) {
    assertThat(verdict).isInstanceOf(Verdict.Rewrite.class);
    return (Verdict.Rewrite<ClientMessage>) verdict;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'files':['a','../b']}                 | /files/1
          {'files':[{'path':'../b'}]}            | /files/0/path
          {'files':{'x':{'y':['../b']}}}         | /files/x/y/0
          {'files':'../b'}                       | /files
          {'files':{'../b':'x'}}                 | /files/..~1b
          {'files':[{'x':{'../b':1}}]}           | /files/0/x/..~1b
          """)
  void kind_holdsForEveryTextBelowIt(String arguments, String pointer) {
    assertThat(judge(declared(Map.of("files", DOCS)), Messages.callTool("read", arguments)))
        .isEqualTo(
            Verdict.deny(
                Reason.ARGUMENT_DANGEROUS,
                "argument " + pointer + " leads out of the directory that it must stay in"));
  }

  @Test
  void nameOfAMember_isJudgedUnlessItIsTheToolsOwn() {
    InputSanitization control = declared(Map.of("files", DOCS, "ids", INVOICE));
    assertThat(judge(control, Messages.callTool("t", "{'files':{'a/./b':'x'}}")))
        .isEqualTo(
            Verdict.deny(
                Reason.ARGUMENT_DANGEROUS,
                "argument /files/a~1.~1b has a name that is not in its plain form"));
    assertThat(judge(control, Messages.callTool("t", "{'files':{'a/b':'x','encoding':'u'}}")))
        .isInstanceOf(Verdict.Pass.class);
    assertThat(judge(control, Messages.callTool("t", "{'ids':{'inv2':true}}")))
        .isEqualTo(
            Verdict.deny(
                Reason.ARGUMENT_NOT_OWNED,
                "argument /ids/inv2 names what the caller does not own"));
    assertThat(judge(control, Messages.callTool("t", "{'ids':{'inv-1':true}}")))
        .isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void pointer_reachesOneArgument() {
    InputSanitization control =
        declared(Map.of("/edits/*/path", DOCS, "/edits/0/path", new ArgumentKind.Any()));
    assertThat(judge(control, Messages.callTool("t", "{'edits':[{'path':'../b'}],'path':'../b'}")))
        .isInstanceOf(Verdict.Pass.class);
    assertThat(judge(control, Messages.callTool("t", "{'edits':[{'path':'a'},{'path':'../b'}]}")))
        .isInstanceOf(Verdict.Deny.class);
  }

  @Test
  void declaration_overridesWhatWasInferredThereAndBelow() {
    Tool tool =
        new Tool(
            Jsons.object(
                "{'name':'t','inputSchema':{'type':'object','properties':{'path':{'type':'string'},"
                    + "'job':{'type':'object','properties':{'file':{'type':'string'}}}}}}"));
    List<Inference> inferred = KindInference.of(tool);
    CallTool climbs = Messages.callTool("t", "{'path':'../x','job':{'file':'../y'}}");
    assertThat(judge(control(ArgumentKinds.of(Map.of(), inferred)), climbs))
        .isInstanceOf(Verdict.Deny.class);
    ArgumentKind any = new ArgumentKind.Any();
    assertThat(judge(control(ArgumentKinds.of(Map.of("path", any, "job", any), inferred)), climbs))
        .isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void freeFormStatement_losesOnlyWhatNobodySees() {
    Tool tool =
        new Tool(
            Jsons.object(
                "{'name':'q','inputSchema':{'type':'object','properties':{'sql':{'type':'string'}}}}"));
    InputSanitization control = control(ArgumentKinds.of(Map.of(), KindInference.of(tool)));
    CallTool call = Messages.callTool("q", "{'sql':'DROP\\u200B TABLE x; -- y'}");
    Verdict.Rewrite<ClientMessage> rewrite = rewrite(judge(control, call));
    assertThat(((CallTool) rewrite.message()).arguments().string("sql"))
        .contains("DROP TABLE x; -- y");
    assertThat(rewrite.changes()).containsExactly(new Change("/sql", "zero-width", 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'id':'inv-2'} | ARGUMENT_NOT_OWNED
          {'id':17}      | ARGUMENT_NOT_OWNED
          {'id':['inv-1','inv-2']} | ARGUMENT_NOT_OWNED
          {'id':'inv-1\\u200B'} | ARGUMENT_DANGEROUS
          {'id':'inv-1'} | ARGUMENTS_CLEAN
          {'id':null}    | ARGUMENTS_CLEAN
          """)
  void id_mustBeTheCallersOwn(String arguments, Reason reason) {
    Verdict<ClientMessage> verdict =
        judge(declared(Map.of("id", INVOICE)), Messages.callTool("t", arguments));
    assertThat(verdict.reason()).isEqualTo(reason);
  }

  @Test
  void argumentWithoutAKind_passesAsItIs() {
    CallTool call = Messages.callTool("t", "{'x':'\\u202E../../etc'}");
    assertThat(judge(control(ArgumentKinds.none()), call))
        .isEqualTo(Verdict.pass(Reason.ARGUMENTS_CLEAN));
  }

  @Test
  void argumentsOfPrompts_areText() {
    ClientMessage get =
        Messages.request("prompts/get", "'name':'greet','arguments':{'who':'A\\u200Bnna'}");
    Verdict.Rewrite<ClientMessage> rewrite = rewrite(judge(control(ArgumentKinds.none()), get));
    assertThat(((GetPrompt) rewrite.message()).arguments().string("who")).contains("Anna");
  }

  @Test
  void whatIsCompleted_isText_withWhatCameBefore() {
    ClientMessage complete =
        Messages.request(
            "completion/complete",
            "'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'who','value':'A\\u200B'},"
                + "'context':{'arguments':{'city':'B\\u00ADonn'}}");
    Verdict.Rewrite<ClientMessage> rewrite =
        rewrite(judge(control(ArgumentKinds.none()), complete));
    JsonObject params = ((io.portreeve.mcp.Complete) rewrite.message()).params();
    assertThat(params.object("argument").orElseThrow().string("value")).contains("A");
    assertThat(params.object("context").orElseThrow().toString())
        .isEqualTo("{\"arguments\":{\"city\":\"Bonn\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///docs/../etc/passwd",
        "file:///docs/%2e%2e/etc",
        "file:///docs/%252e%252e/etc",
        "file:///docs/..%5cetc",
        "file:///docs/%c0%ae%c0%ae/etc",
        "file:///docs/\\uFF0E\\uFF0E/etc",
        "file:///docs/a%00",
        "file:///docs/a\\u200Bb",
        "memo://../x"
      })
  void resourceThatClimbsOrHides_isRefused(String uri) {
    InputSanitization control = control(ArgumentKinds.none());
    assertThat(judge(control, Messages.request("resources/read", "'uri':'" + uri + "'")))
        .isInstanceOf(Verdict.Deny.class);
    ClientMessage listen =
        Messages.request(
            "subscriptions/listen", "'notifications':{'resourceSubscriptions':['" + uri + "']}");
    assertThat(judge(control, listen)).isInstanceOf(Verdict.Deny.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///docs/a..b/..c",
        "memo://x?next=../y",
        "https://a.example/ü/%20#../x",
        "urn:x"
      })
  void ordinaryResource_passes(String uri) {
    assertThat(
            judge(
                control(ArgumentKinds.none()),
                Messages.request("resources/read", "'uri':'" + uri + "'")))
        .isEqualTo(Verdict.pass(Reason.ARGUMENTS_CLEAN));
  }

  @Test
  void contract_isKept() {
    ControlContract.verify(control(ArgumentKinds.none()));
    ControlContract.verify(declared(Map.of("path", DOCS)));
  }

  @Test
  void whatWasRewritten_passesUnchanged_forEveryKind() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(31);
    List<ArgumentKind> kinds =
        List.of(
            DOCS,
            new ArgumentKind.PathUnderRoot(List.of()),
            new ArgumentKind.Url(new UrlSchemes.NotActive(), Reach.PUBLIC_ONLY, true),
            new ArgumentKind.SqlLiteral(),
            new ArgumentKind.SqlIdentifier(false),
            new ArgumentKind.ShellWord(),
            new ArgumentKind.Email(3),
            new ArgumentKind.PlainText(io.portreeve.controls.text.CanonicalText.Form.NFKC));
    for (int i = 0; i < 24_000; i++) {
      InputSanitization control = declared(Map.of("x", kinds.get(i % kinds.size())));
      String text = HostileTexts.next(random).replaceAll("\\p{Cs}", "");
      CallTool call =
          Messages.callTool("t", "{}").withArguments(JsonObject.empty().with("x", text));
      if (judge(control, call) instanceof Verdict.Rewrite<ClientMessage> changed) {
        assertThat(judge(control, changed.message()))
            .isEqualTo(Verdict.pass(Reason.ARGUMENTS_CLEAN));
      }
    }
  }
}
