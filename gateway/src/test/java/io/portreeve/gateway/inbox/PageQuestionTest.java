package io.portreeve.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.login.LoginBrowser;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.store.ApprovalState;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users whose word about a call must not pass through the client: it sends them to the page. */
@Timeout(120)
class PageQuestionTest {
  private static final String URLS = "'elicitation':{'url':{}}";
  private static final String FORMS = "'elicitation':{'form':{}}";
  private static final String QUESTION = "io.portreeve/approval-page";

  private InboxRig rig = new InboxRig("approval: page", "");

  @AfterEach
  void close() {
    rig.close();
  }

  private Reply pay(String user, String capabilities, String more) throws Exception {
    return rig.send(user, body(capabilities, more));
  }

  private static String body(String capabilities, String more) {
    return McpClient.request("tools/call", "'name':'pay','arguments':{'to':'bob'}" + more)
        .replace("clientCapabilities':{}", "clientCapabilities':{" + capabilities + "}");
  }

  private static String answer(String question, String action, String state) {
    return ",'inputResponses':{'%s':{'action':'%s'}},'requestState':'%s'"
        .formatted(question, action, state);
  }

  private static JsonObject result(Reply reply) {
    return Jsons.object(reply.body()).object("result").orElseThrow();
  }

  private static JsonObject asked(Reply reply) {
    return result(reply)
        .object("inputRequests")
        .flatMap(all -> all.object(QUESTION))
        .flatMap(one -> one.object("params"))
        .orElseThrow();
  }

  private static String state(Reply reply) {
    return result(reply).string("requestState").orElseThrow();
  }

  private static String path(JsonObject asked) {
    return asked.string("url").orElseThrow().replace("http://127.0.0.1:1", "");
  }

  @Test
  void user_isSentToThePage_approvesThere_andTheCallGoesOn_once() throws Exception {
    Reply first = pay("anna", URLS, "");
    JsonObject asked = asked(first);
    String id = rig.waiting();

    assertThat(asked.string("mode")).contains("url");
    assertThat(path(asked)).isEqualTo("/approvals/call?id=" + id);
    LoginBrowser anna = rig.browser();
    HttpResponse<String> back = rig.signIn(anna, path(asked), "anna");
    assertThat(back.headers().firstValue("location")).contains(path(asked));
    assertThat(rig.say(anna, id, "approve").statusCode()).isEqualTo(303);

    String went = answer(QUESTION, "accept", state(first));
    assertThat(pay("anna", URLS, went).body()).contains("paid");
    assertThat(rig.paid()).isOne();
    assertThat(pay("anna", URLS, went).body()).contains("input_required");
    assertThat(rig.paid()).isZero();
  }

  /** The client says yes, to whatever question it likes; no person did. */
  @ParameterizedTest
  @ValueSource(strings = {QUESTION, "io.portreeve/approval"})
  void whatTheClientSays_isNoWordOfTheUser(String question) throws Exception {
    Reply first = pay("anna", URLS, "");
    // Nobody comes to the page: the call is not kept waiting for him.
    String id = rig.waiting();
    rig.say(rig.signedIn("anna"), id, "deny");

    assertThat(pay("anna", URLS, answer(question, "accept", state(first))).body())
        .contains("a person was asked and denied");
    assertThat(rig.find(id).decidedBy()).contains("corp/anna, on the page");
    assertThat(rig.paid()).isZero();
  }

  @Test
  void formOfTheClient_isNotAskedFor_andItsAnswerIsNone() throws Exception {
    assertThat(pay("anna", FORMS, "").body())
        .contains("a person has to approve this call first")
        .doesNotContain("input_required");
    Reply sent = pay("anna", URLS, "");
    Reply again = pay("anna", FORMS, answer("io.portreeve/approval", "accept", state(sent)));

    assertThat(again.body()).contains("a person has to approve this call first");
    assertThat(rig.find(rig.waiting()).state()).isEqualTo(ApprovalState.PENDING);
    assertThat(rig.paid()).isZero();
  }

  @Test
  void somebodyElseAtTheSameAddress_seesNothing_andSaysNothing() throws Exception {
    JsonObject asked = asked(pay("anna", URLS, ""));
    LoginBrowser malory = rig.browser();
    rig.signIn(malory, path(asked), "malory");

    assertThat(malory.get(path(asked)).statusCode()).isEqualTo(404);
    assertThat(rig.find(rig.waiting()).state()).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void userWhoDoesNotWantToGo_isNotSentAgain_andTheQuestionWaits() throws Exception {
    Reply first = pay("anna", URLS, "");

    assertThat(pay("anna", URLS, answer(QUESTION, "decline", state(first))).body())
        .contains("a person has to approve this call first (approval " + rig.waiting());
  }

  /** One whom a client can show a form is asked there; the page is for whom it cannot. */
  @Test
  void userOfAToolThatHisClientMayAskAbout_isSentToThePageOnlyWhereItCannot() throws Exception {
    rig.close();
    rig = new InboxRig("consequential: true", "");

    assertThat(pay("anna", "'elicitation':{'form':{},'url':{}}", "").body())
        .contains("'io.portreeve/approval'".replace('\'', '"'));
    Reply sent = pay("anna", URLS, "");
    assertThat(asked(sent).string("mode")).contains("url");
    // Whoever was sent to the page was not asked by a form, so there is nothing to accept.
    assertThat(pay("anna", FORMS, answer("io.portreeve/approval", "accept", state(sent))).body())
        .doesNotContain("paid");
    assertThat(rig.paid()).isZero();
  }

  @Test
  void whatIsTheOperators_sendsNobodyAnywhere() throws Exception {
    rig.close();
    rig = new InboxRig("approval: operator", "");

    assertThat(pay("anna", URLS, "").body())
        .contains("a person has to approve this call first")
        .doesNotContain("input_required");
  }

  @Test
  void userWhoCannotSignInThere_isNotSentThere() throws Exception {
    String body = body(URLS, "");
    String key = rig.gateway().key("ann");

    assertThat(
            new McpClient(rig.gateway().url(), key)
                .send("POST", body, McpClient.fields(Jsons.object(body)))
                .body())
        .contains("a person has to approve this call first");
  }

  @Test
  void clientOfTheStatefulRevision_isToldTheAddress_inItsOwnWay_andCallsAgain() throws Exception {
    LegacyClient anna = legacy(URLS);
    Reply refused = anna.ask("tools/call", "{'name':'pay','arguments':{'to':'bob'}}");
    String id = rig.waiting();

    assertThat(refused.body())
        .contains(
            "-32042",
            "\"mode\":\"url\"",
            "\"elicitationId\"",
            "\"url\":\"http://127.0.0.1:1/approvals/call?id=" + id + "\"");
    rig.say(rig.signedIn("anna"), id, "approve");
    assertThat(anna.ask("tools/call", "{'name':'pay','arguments':{'to':'bob'}}").body())
        .contains("paid");
    assertThat(rig.paid()).isOne();
  }

  @Test
  void clientOfTheStatefulRevisionWithoutAddresses_isToldThatItWaits() throws Exception {
    assertThat(legacy("'elicitation':{}").ask("tools/call", "{'name':'pay','arguments':{}}").body())
        .contains("a person has to approve this call first")
        .doesNotContain("-32042");
  }

  private LegacyClient legacy(String capabilities) throws Exception {
    return LegacyClient.begin(
        rig.gateway().url(), rig.corp.bearer("anna"), "2025-11-25", capabilities);
  }
}
