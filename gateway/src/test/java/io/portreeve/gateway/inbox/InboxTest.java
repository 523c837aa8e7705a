package io.portreeve.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.login.LoginBrowser;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalState;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People answer on the page what is asked of them, and nothing else. */
@Timeout(120)
class InboxTest {
  private static final String PAY = "{'to':'bob','sum':5}";

  private InboxRig rig = new InboxRig("consequential: true", ", approvers: {names: [corp/olga]}");

  private void anew(String tools, String inbox) {
    rig.close();
    rig = new InboxRig(tools, inbox);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void userSeesHisCall_approvesIt_andItIsMadeOnce() throws Exception {
    assertThat(rig.pay("anna", PAY).body()).contains("a person has to approve");
    LoginBrowser anna = rig.signedIn("anna");
    String id = rig.waiting();

    assertThat(anna.get("/approvals").body())
        .contains("href=\"/approvals/call?id=" + id + "\"", "corp/anna", "bob");
    assertThat(InboxRig.page(anna, id).body())
        .contains(
            "corp/anna",
            "corp/desk",
            "<code>it</code>",
            "what this tool does cannot be taken back",
            "{&quot;arguments&quot;:{&quot;sum&quot;:5,&quot;to&quot;:&quot;bob&quot;}",
            "SHA-256");
    HttpResponse<String> said = rig.say(anna, id, "approve");

    assertThat(said.statusCode()).isEqualTo(303);
    assertThat(said.headers().firstValue("location")).contains("/approvals/call?id=" + id);
    assertThat(rig.pay("anna", PAY).body()).contains("paid");
    assertThat(rig.pay("anna", PAY).body()).contains("a person has to approve");
    assertThat(rig.paid()).isOne();
    assertThat(InboxRig.page(anna, id).body()).contains("and made").doesNotContain("Approve once");
  }

  @Test
  void denial_isToldToTheApplication_withoutItsReason_andOnRecord() throws Exception {
    rig.pay("anna", PAY);
    String id = rig.waiting();
    rig.say(rig.signedIn("anna"), id, "deny");

    assertThat(rig.pay("anna", PAY).body())
        .contains("a person was asked and denied")
        .doesNotContain("so be it");
    assertThat(rig.paid()).isZero();
    assertThat(rig.find(id).decidedBy()).contains("corp/anna, on the page");
    assertThat(rig.gateway().recorded().text())
        .contains(
            "approval-denied",
            "\"by\":\"corp/anna, on the page\"",
            "so be it",
            "console-signed-in");
  }

  @Test
  void somebodyElse_seesNothingOfIt_andHisAnswerCountsForNothing() throws Exception {
    rig.pay("anna", PAY);
    String id = rig.waiting();
    LoginBrowser malory = rig.signedIn("malory");

    for (String user : List.of("malory", "olga")) {
      LoginBrowser other = rig.signedIn(user);
      assertThat(other.get("/approvals").body()).contains("No call waits for you");
      assertThat(InboxRig.page(other, id).statusCode()).isEqualTo(404);
    }
    // The form of a call of his own, with the id of hers in it.
    rig.pay("malory", PAY);
    String own = own("corp/malory");
    HttpResponse<String> refused =
        malory.submit(
            "/approvals/call",
            InboxRig.page(malory, own).body(),
            Map.of("word", "approve", "id", id));

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(rig.find(id).state()).isEqualTo(ApprovalState.PENDING);
    assertThat(rig.gateway().recorded().text())
        .contains("console-refused", "it is not asked of whoever answered", id);
  }

  private String own(String principal) {
    return rig.approvals(all -> all.latest(10)).stream()
        .filter(one -> one.call().principal().equals(principal))
        .map(Approval::id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsTheOperators_isAskedOfHisApproversAlone() throws Exception {
    anew("approval: operator", ", approvers: {names: [corp/olga]}");
    rig.pay("anna", PAY);
    String id = rig.waiting();

    LoginBrowser anna = rig.signedIn("anna");
    assertThat(anna.get("/approvals").body()).contains("No call waits for you");
    assertThat(InboxRig.page(anna, id).statusCode()).isEqualTo(404);
    LoginBrowser olga = rig.signedIn("olga");
    assertThat(olga.get("/approvals").body()).contains(id);
    assertThat(rig.say(olga, id, "approve").statusCode()).isEqualTo(303);
    assertThat(rig.pay("anna", PAY).body()).contains("paid");
  }

  @Test
  void holderOfTheRole_isAnApprover_byTheIssuersWord() throws Exception {
    anew("approval: operator", ", approvers: {roles: [approver]}");
    rig.pay("anna", PAY);
    String id = rig.waiting();

    assertThat(InboxRig.page(rig.signedIn("olga"), id).statusCode()).isEqualTo(404);
    rig.corp.said = claims -> claims.claim("groups", List.of("approver"));
    assertThat(rig.say(rig.signedIn("olga"), id, "approve").statusCode()).isEqualTo(303);
  }

  @Test
  void approver_deniesACallOfHisOwn_andCannotApproveIt() throws Exception {
    anew("approval: operator", ", approvers: {names: [corp/olga]}");
    rig.pay("olga", PAY);
    String id = rig.waiting();
    LoginBrowser olga = rig.signedIn("olga");

    assertThat(InboxRig.page(olga, id).body())
        .contains("somebody else has to approve it")
        .doesNotContain("Approve once");
    assertThat(rig.say(olga, id, "approve").statusCode()).isEqualTo(403);
    assertThat(rig.find(id).state()).isEqualTo(ApprovalState.PENDING);
    assertThat(rig.say(olga, id, "deny").statusCode()).isEqualTo(303);
    assertThat(rig.find(id).state()).isEqualTo(ApprovalState.DENIED);
  }

  /** An operator who is an approver, too, makes a key for another name and calls with it. */
  @Test
  void approver_cannotApproveACallWithAKeyThatHeMade_andASecondPersonCan() throws Exception {
    anew(
        "approval: operator",
        ", approvers: {names: [corp/olga, corp/petra]}, operators: {names: [corp/olga]}");
    LoginBrowser olga = rig.signedIn("olga");
    McpClient robot = new McpClient(rig.gateway().url(), made(olga, "robot"));
    String call = McpClient.request("tools/call", "'name':'pay','arguments':" + PAY);
    assertThat(robot.post(call).body()).contains("a person has to approve");
    String id = rig.waiting();

    assertThat(rig.say(olga, id, "approve").statusCode()).isEqualTo(403);
    assertThat(robot.post(call).body()).contains("a person has to approve");
    assertThat(rig.paid()).isZero();
    assertThat(rig.say(rig.signedIn("petra"), id, "approve").statusCode()).isEqualTo(303);
    assertThat(robot.post(call).body()).contains("paid");
  }

  private static String made(LoginBrowser operator, String principal) throws Exception {
    String form = operator.get("/console/keys").body();
    HttpResponse<String> made =
        operator.submit("/console/keys", form, Map.of("principal", principal, "expires", "1d"));
    String shown = operator.get(made.headers().firstValue("location").orElseThrow()).body();
    Matcher key = Pattern.compile("<pre>([^<]+)</pre>").matcher(shown);
    assertThat(key.find()).as(shown).isTrue();
    return key.group(1);
  }

  @Test
  void approver_approvesACallOfHisOwn_whereTheOperatorSaysSo() throws Exception {
    anew("approval: operator", ", approvers: {names: [corp/olga]}, own-calls: true");
    rig.pay("olga", PAY);

    assertThat(rig.say(rig.signedIn("olga"), rig.waiting(), "approve").statusCode()).isEqualTo(303);
  }

  @Test
  void secondAnswer_changesNothing_andIsToldSo() throws Exception {
    rig.pay("anna", PAY);
    String id = rig.waiting();
    LoginBrowser anna = rig.signedIn("anna");
    String form = InboxRig.page(anna, id).body();

    Map<String, String> yes = Map.of("word", "approve");
    assertThat(anna.submit("/approvals/call", form, yes).statusCode()).isEqualTo(303);
    for (String word : List.of("approve", "deny")) {
      HttpResponse<String> again = anna.submit("/approvals/call", form, Map.of("word", word));
      assertThat(again.statusCode()).isEqualTo(409);
      assertThat(again.body()).contains("Approved by").doesNotContain("Your answer");
    }
    rig.pay("anna", PAY);
    assertThat(anna.submit("/approvals/call", form, yes).statusCode()).isEqualTo(409);
    assertThat(rig.pay("anna", PAY).body()).contains("a person has to approve");
    assertThat(rig.paid()).isOne();
  }

  @Test
  void otherArguments_areAskedAnew_andTheFormOfTheFirstIsNoneForThem() throws Exception {
    rig.pay("anna", PAY);
    LoginBrowser anna = rig.signedIn("anna");
    String first = rig.waiting();
    String form = InboxRig.page(anna, first).body();
    rig.pay("anna", "{'to':'malory','sum':5000}");
    String second =
        rig.approvals(all -> all.latest(10)).stream()
            .map(Approval::id)
            .filter(id -> !id.equals(first))
            .findFirst()
            .orElseThrow();

    HttpResponse<String> refused =
        anna.submit("/approvals/call", form, Map.of("word", "approve", "id", second));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(anna.submit("/approvals/call", form, Map.of("word", "approve")).statusCode())
        .isEqualTo(303);
    assertThat(rig.pay("anna", "{'to':'malory','sum':5000}").body())
        .contains("a person has to approve");
    assertThat(rig.find(second).state()).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void wordThatIsNeitherYesNorNo_isNone() throws Exception {
    rig.pay("anna", PAY);
    String id = rig.waiting();

    assertThat(rig.say(rig.signedIn("anna"), id, "perhaps").statusCode()).isEqualTo(400);
    assertThat(rig.find(id).state()).isEqualTo(ApprovalState.PENDING);
  }

  /** What others wrote may say that it is something else, and may hide something. */
  @Test
  void hostileText_isShownAsText_withAllThatIsHiddenInIt() throws Exception {
    rig.pay(
        "anna",
        "{'to':'<script>alert(1)</script>\\u202eevil','\\\"><img src=x onerror=alert(2)>':'</pre><b>ok'}");
    LoginBrowser anna = rig.signedIn("anna");
    String page = InboxRig.page(anna, rig.waiting()).body();

    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;\\u{202e}evil", "&lt;/pre&gt;&lt;b&gt;ok")
        .doesNotContain("<script>alert", "<img", "\u202e", "</pre><b>");
    assertThat(anna.get("/approvals").body()).doesNotContain("<script>alert", "<img", "\u202e");
  }

  @Test
  void list_hasTheNewestFirst() throws Exception {
    rig.pay("anna", "{'to':'first'}");
    rig.pay("anna", "{'to':'second'}");
    String page = rig.signedIn("anna").get("/approvals").body();

    assertThat(page.indexOf("second")).isPositive().isLessThan(page.indexOf("first"));
  }

  @Test
  void pageThatLooksAgain_hearsOfWhatChanged() throws Exception {
    rig.pay("anna", "{'to':'first'}");
    String id = rig.waiting();
    LoginBrowser anna = rig.signedIn("anna");
    String list = anna.get("/approvals").body();
    String call = InboxRig.page(anna, id).body();

    assertThat(list).contains("data-state=\"" + state(anna, "") + "\"");
    assertThat(call).contains("data-state=\"" + state(anna, "?id=" + id) + "\"");
    rig.say(anna, id, "deny");
    assertThat(list).doesNotContain("data-state=\"" + state(anna, "") + "\"");
    assertThat(call).doesNotContain("data-state=\"" + state(anna, "?id=" + id) + "\"");
    assertThat(rig.browser().get("/approvals/state").statusCode()).isEqualTo(403);
  }

  private static String state(LoginBrowser browser, String query) throws Exception {
    return browser.get("/approvals/state" + query).body();
  }

  @Test
  void withoutAnInbox_thereIsNoPage() throws Exception {
    anew("consequential: true", "");
    assertThat(rig.browser().get("/approvals").statusCode()).isEqualTo(403);
    try (var none = io.portreeve.gateway.rig.RunningGateway.before(rig.server.url("/mcp"))) {
      assertThat(new LoginBrowser(none).get("/approvals").statusCode()).isEqualTo(404);
    }
  }
}
