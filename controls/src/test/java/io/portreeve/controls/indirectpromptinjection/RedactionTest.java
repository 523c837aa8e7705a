package io.portreeve.controls.indirectpromptinjection;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.contextpoisoning.HostMark;
import io.portreeve.controls.sensitive.SensitiveText;
import io.portreeve.guard.Change;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ToolSchemas.Check;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.ListResources;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ResourceList;
import io.portreeve.mcp.ResourceResult;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.FakeSchemas;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import io.portreeve.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RedactionTest {
  private static final SensitiveText SHIPPED = SensitiveText.shipped();
  private static final String TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
  private static final String MARK = "[redacted: github-token]";
  private static final String MAIL = "ann@acme.io";

  static List<Reply> replies() {
    return Messages.ofServer();
  }

  @ParameterizedTest
  @EnumSource(Handling.class)
  void contract_isKept_howeverStrict(Handling handling) {
    ControlContract.verify(control(SensitiveRules.all(handling)));
  }

  /** The attack: nobody looks, and the model gets it. */
  @Test
  void token_goesOnUnseen_whereNobodyLooks() {
    assertThat(said(Handling.OFF, result(TOKEN))).isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
  }

  @Test
  void token_isReplaced_refused_orOnRecord_asTheOperatorWants() {
    assertThat(said(Handling.REDACT, result("a " + TOKEN)))
        .isEqualTo(
            Verdict.rewrite(
                result("a " + MARK),
                Reason.SENSITIVE_REDACTED,
                List.of(new Change("/content/0/text", "github-token", 1))));
    assertThat(said(Handling.BLOCK, result(TOKEN)))
        .isEqualTo(
            Verdict.deny(Reason.RESPONSE_SENSITIVE, "/content/0/text holds a token of GitHub"));
    assertThat(said(Handling.ALERT, result(TOKEN + " " + TOKEN + " " + MAIL)))
        .isEqualTo(Verdict.pass(Reason.SENSITIVE_SEEN, "email-address 1, github-token 2"));
    assertThat(said(Handling.BLOCK, result("nothing")))
        .isEqualTo(Verdict.pass(Reason.NOTHING_SENSITIVE));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void token_isReplaced_inEveryKindOfAnswer(Reply reply) {
    ServerMessage leaking =
        switch (reply.said()) {
          case Result result -> result.withJson(result.json().with("note", TOKEN));
          case Notification note -> note.withParams(note.params().with("note", TOKEN));
          case Failure failure ->
              new Failure(new McpError(failure.error().code(), TOKEN, Optional.empty()));
        };

    Verdict<ServerMessage> verdict =
        control(SensitiveRules.all(Handling.REDACT))
            .onResponse(Exchanges.asking(reply.asked()), leaking);

    assertThat(verdict).isInstanceOf(Verdict.Rewrite.class);
    assertThat(verdict.toString()).contains(MARK).doesNotContain(TOKEN);
  }

  @Test
  void groupsAndKinds_areHandledEachAsTheOperatorWants() {
    SensitiveRules rules =
        new SensitiveRules(Handling.REDACT, Handling.ALERT, Set.of("phone-number"));

    assertThat(said(control(rules), result(TOKEN + " " + MAIL + " +44 20 7946 0958")))
        .isEqualTo(
            Verdict.rewrite(
                result(MARK + " " + MAIL + " +44 20 7946 0958"),
                Reason.SENSITIVE_REDACTED,
                List.of(new Change("/content/0/text", "github-token", 1)),
                "seen and left: email-address 1"));
    ClientMessage call = Messages.callTool("send", "{'to':'" + MAIL + "','body':'" + TOKEN + "'}");
    assertThat(control(rules).onRequest(Exchanges.asking(call), call))
        .isEqualTo(
            Verdict.rewrite(
                Messages.callTool("send", "{'to':'" + MAIL + "','body':'" + MARK + "'}"),
                Reason.SENSITIVE_REDACTED,
                List.of(new Change("/arguments/body", "github-token", 1)),
                "seen and left: email-address 1"));
    assertThat(said(control(rules), result("+44 20 7946 0958")))
        .isEqualTo(Verdict.pass(Reason.NOTHING_SENSITIVE));
  }

  /** One beside the other begins no word, until the other is gone. */
  @Test
  void tokensWithNothingBetweenThem_areAllReplaced() {
    assertThat(rewritten(said(Handling.REDACT, result("+4420 7946 0958" + TOKEN))).toString())
        .doesNotContain("7946", "ghp_");
  }

  @Test
  void structuredContent_isReplacedInside_byTheNamesOfItsMembersToo() {
    ToolResult leaking =
        structured("{'db':{'password':'q7Kd2mZr9xW','host':'db'},'n':[1,'" + TOKEN + "']}");

    assertThat(rewritten(said(Handling.REDACT, leaking)).toString())
        .contains("\"password\":\"[redacted: assigned-secret]\",\"host\":\"db\"")
        .contains("[1,\"" + MARK + "\"]");
  }

  @Test
  void structuredContent_thatNoLongerFitsItsSchema_isRefused() {
    Redaction control =
        new Redaction(
            () -> SHIPPED,
            ServerRedaction.everywhere(SensitiveRules.all(Handling.REDACT)),
            FakeSchemas.ofOutput(new Check.Invalid(List.of("not an address"))));

    assertThat(said(control, structured("{'mail':'" + MAIL + "'}")))
        .isEqualTo(
            Verdict.deny(
                Reason.RESPONSE_SENSITIVE, "redacted, it would not match the output schema"));
    assertThat(said(control, result(MAIL))).isInstanceOf(Verdict.Rewrite.class);
  }

  @Test
  void textInABlob_isReplacedThere() {
    String blob = base64("key: " + TOKEN);
    ServerMessage read =
        new ResourceResult(
            Jsons.object(
                "{'resultType':'complete','contents':[{'uri':'file:///a','blob':'"
                    + blob
                    + "'}]}"));

    assertThat(rewritten(said(Handling.REDACT, read)).toString()).contains(base64("key: " + MARK));
  }

  static List<Arguments> hidden() {
    String jwt = "eyJhbGciOiJIUzI1NiJ9aaaa.eyJzdWIiOiI0MiIsImEiOjF9.c2lnbmF0dXJlLW9mLWEtdG9rZW4";
    String password = "k8Jd93kLm2Qx7 ann@corp.org 4111 1111 1111 1111";
    String url = "db://ann:4111111111111111@db.corp.org/x";
    String encoded = base64(jwt + " db://a:q7Kd2mZr@b 4111 1111 1111 1111");
    return List.of(
        Arguments.of(Handling.BLOCK, Handling.OFF, "assigned-secret", "api_key", TOKEN),
        Arguments.of(Handling.ALERT, Handling.BLOCK, "", "password", password),
        Arguments.of(Handling.REDACT, Handling.BLOCK, "", "password", password),
        Arguments.of(Handling.ALERT, Handling.BLOCK, "", "a", url),
        Arguments.of(Handling.OFF, Handling.BLOCK, "", "a", url),
        Arguments.of(Handling.BLOCK, Handling.OFF, "signed-token", "a", encoded),
        Arguments.of(Handling.ALERT, Handling.BLOCK, "", "a", encoded),
        Arguments.of(Handling.REDACT, Handling.BLOCK, "signed-token", "a", encoded));
  }

  /** What is let be, or only told, must be no cover for what may not leave. */
  @ParameterizedTest
  @MethodSource("hidden")
  void whatIsHandledLessStrictly_hidesNothingThatIsBlocked(
      Handling secrets, Handling personal, String except, String name, String text) {
    SensitiveRules rules = new SensitiveRules(secrets, personal, Set.of(except));
    ClientMessage call = Messages.callTool("send", "{'" + name + "':'" + text + "'}");

    assertThat(control(SensitiveRules.all(Handling.OFF)).onRequest(Exchanges.asking(call), call))
        .isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
    assertThat(control(rules).onRequest(Exchanges.asking(call), call))
        .isInstanceOfSatisfying(
            Verdict.Deny.class,
            denied -> assertThat(denied.reason()).isEqualTo(Reason.ARGUMENTS_SENSITIVE));
  }

  @Test
  void whatIsOnlyTold_staysOnRecord_whereSomethingInItIsReplaced() {
    Redaction control = control(new SensitiveRules(Handling.ALERT, Handling.REDACT, Set.of()));
    ToolResult leaking = structured("{'password':'q7Kd2mZr9xW 4111 1111 1111 1111'}");

    Verdict<ServerMessage> verdict = said(control, leaking);

    assertThat(verdict)
        .isEqualTo(
            Verdict.rewrite(
                structured("{'password':'q7Kd2mZr9xW [redacted: payment-card]'}"),
                Reason.SENSITIVE_REDACTED,
                List.of(new Change("/structuredContent/password", "payment-card", 1)),
                "seen and left: assigned-secret 1"));
    assertThat(said(control, (ToolResult) rewritten(verdict)))
        .isEqualTo(Verdict.pass(Reason.SENSITIVE_SEEN, "assigned-secret 1"));
  }

  /** Changed, it would lead elsewhere; left, the model would read it. */
  @Test
  void address_isNotChanged_butRefused_andACursorIsNobodysToRead() {
    String jwt = "eyJhbGciOiJIUzI1NiJ9aaaa.eyJzdWIiOiI0MiIsImEiOjF9.c2lnbmF0dXJlLW9mLWEtdG9rZW4";
    ServerMessage list = resources("db://app:q7Kd2mZr@host/x", "");
    ServerMessage cursor = resources("db://host/x", ",'nextCursor':'" + jwt + "'");

    assertThat(said(Handling.REDACT, list))
        .isEqualTo(
            Verdict.deny(
                Reason.RESPONSE_SENSITIVE,
                "/resources/0/uri holds a password inside an address, and cannot be redacted"));
    assertThat(said(Handling.ALERT, list))
        .isEqualTo(Verdict.pass(Reason.SENSITIVE_SEEN, "url-password 1"));
    assertThat(said(Handling.BLOCK, cursor)).isEqualTo(Verdict.pass(Reason.NOTHING_SENSITIVE));
  }

  @Test
  void argument_isReplaced_refused_orOnRecord_asTheOperatorWants() {
    ClientMessage call = Messages.callTool("send", "{'body':'my key: " + TOKEN + "'}");

    assertThat(asked(Handling.REDACT, call))
        .isEqualTo(
            Verdict.rewrite(
                Messages.callTool("send", "{'body':'my key: " + MARK + "'}"),
                Reason.SENSITIVE_REDACTED,
                List.of(new Change("/arguments/body", "github-token", 1))));
    assertThat(asked(Handling.BLOCK, call))
        .isEqualTo(
            Verdict.deny(Reason.ARGUMENTS_SENSITIVE, "/arguments/body holds a token of GitHub"));
    assertThat(asked(Handling.ALERT, call))
        .isEqualTo(Verdict.pass(Reason.SENSITIVE_SEEN, "github-token 1"));
    assertThat(asked(Handling.OFF, call)).isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
  }

  @Test
  void answersToQuestions_areTexts_andAnAddressIsRefused() {
    Request retry =
        Messages.request(
            "tools/call",
            "'name':'x','arguments':{},'requestState':'"
                + TOKEN
                + "','inputResponses':"
                + "{'q':{'action':'accept','content':{'a':'"
                + TOKEN
                + "'}}}");
    Request read = Messages.request(ReadResource.METHOD, "'uri':'x://a/" + TOKEN + "'");

    assertThat(rewritten(asked(Handling.REDACT, retry)).toString())
        .contains("\"requestState\":\"" + TOKEN + "\"")
        .contains("\"a\":\"" + MARK + "\"");
    assertThat(asked(Handling.REDACT, read))
        .isEqualTo(
            Verdict.deny(
                Reason.ARGUMENTS_SENSITIVE,
                "/uri holds a token of GitHub, and cannot be redacted"));
  }

  /** They are the user's, and no server gets them. */
  @Test
  void wordsThatAHostSaysForUs_areNotLookedAt() {
    Request call = Messages.callTool("send", "{}");
    JsonObject meta = call.params().object("_meta").orElseThrow();
    JsonObject said = JsonObject.empty().with("user", TOKEN);
    Request marked = call.withParams(call.params().with("_meta", meta.with(HostMark.KEY, said)));
    Request noted = call.withParams(call.params().with("_meta", meta.with("note", TOKEN)));

    assertThat(asked(Handling.BLOCK, marked)).isEqualTo(Verdict.pass(Reason.NOTHING_SENSITIVE));
    assertThat(asked(Handling.BLOCK, noted)).isInstanceOf(Verdict.Deny.class);
  }

  @ParameterizedTest
  @EnumSource(value = Handling.class, names = "OFF", mode = EnumSource.Mode.EXCLUDE)
  void verdict_holdsNothingThatWasFound_notEvenTheNameOfAMember(Handling handling) {
    ClientMessage call =
        Messages.callTool("send", "{'" + TOKEN + "':{'" + TOKEN + "':'" + MAIL + "'}}");

    String verdict = asked(handling, call).toString();

    assertThat(verdict).contains("github-token".substring(0, 6)).doesNotContain(MAIL, TOKEN);
  }

  @Test
  void namesThatBecomeOne_refuseTheMessage() {
    String other = TOKEN.replace('1', '2');
    ClientMessage call = Messages.callTool("send", "{'" + TOKEN + "':1,'" + other + "':2}");

    assertThat(asked(Handling.REDACT, call))
        .isEqualTo(Verdict.deny(Reason.ARGUMENTS_SENSITIVE, "two names became one"));
  }

  private static ToolResult result(String text) {
    return new ToolResult(
        Jsons.object(
            "{'resultType':'complete','content':[{'type':'text','text':'" + text + "'}]}"));
  }

  private static ToolResult structured(String json) {
    return new ToolResult(
        Jsons.object("{'resultType':'complete','content':[],'structuredContent':" + json + "}"));
  }

  private static ServerMessage resources(String uri, String more) {
    return new ResourceList(
        Jsons.object(
            "{'resultType':'complete','resources':[{'uri':'"
                + uri
                + "','name':'x'}]"
                + more
                + "}"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Redaction control(SensitiveRules rules) {
    return new Redaction(() -> SHIPPED, ServerRedaction.everywhere(rules), FakeSchemas.lenient());
  }

  private static Verdict<ServerMessage> said(Handling handling, ServerMessage message) {
    return said(control(SensitiveRules.all(handling)), message);
  }

  private static Verdict<ServerMessage> said(Redaction control, ServerMessage message) {
    Request asked =
        message instanceof ResourceList
            ? Messages.request(ListResources.METHOD, "")
            : Messages.callTool("read", "{}");
    return control.onResponse(Exchanges.asking(asked), message);
  }

  private static Verdict<ClientMessage> asked(Handling handling, ClientMessage message) {
    return control(SensitiveRules.all(handling)).onRequest(Exchanges.asking(message), message);
  }

  private static <M> M rewritten(Verdict<M> verdict) {
    return ((Verdict.Rewrite<M>) verdict).message();
  }
}
