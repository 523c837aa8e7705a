package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What rules that neither allow nor deny, and who is asked besides them, make of a message. */
class ExplainRulesTest extends Explaining {
  private static final String CONFIGURATION =
      """
      data: ./data
      authentication: {stdio: {principal: ann, roles: [staff]}}
      servers:
        files:
          url: https://files.example/mcp
          may-ask: [elicitation-url]
          tools: {note: {arguments: {text: text}}}
        mail: {url: "https://mail.example/mcp"}
      pinning: {first-seen: approve}
      policy:
        allow:
          - {name: staff-files, roles: [staff], servers: [files], tools: [read, note]}
          - {name: owners-mail, roles: [owner], servers: [mail], tools: ["*"]}
        deny:
          - {name: no-secrets, tools: [read], when: 'has(args.path) && args.path.contains("secret")'}
      """;

  @Test
  void decisionPoint_isNotAsked_andThatIsSaid() throws IOException {
    String asked =
        CONFIGURATION.replace(
            "policy:\n", "policy:\n  decision-point: {url: \"http://127.0.0.1:9/\"}\n");
    Files.writeString(directory.resolve("portreeve.yaml"), asked);

    Ran ran = explain("--as", "ann", call("files__read", "{\"path\":\"a\"}"));

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("the decision point is not asked, and may refuse what rules");
    assertThat(Ran.in(directory, "check").out()).contains("each use: http://127.0.0.1:9/");
  }

  @Test
  void classifiers_areNotAsked_andThatIsSaid() throws IOException {
    String shown = CONFIGURATION + "classifiers: {guard: {url: \"http://127.0.0.1:9/\"}}\n";
    Files.writeString(directory.resolve("portreeve.yaml"), shown);

    Ran ran = explain("--as", "ann", call("files__read", "{\"path\":\"a\"}"));

    assertThat(ran.out()).contains("classifiers are not asked, and may refuse what passes here");
    assertThat(Ran.in(directory, "check").out())
        .contains("classifier guard", "no effect: no server whose texts are looked at names it");
  }

  @Test
  void ruleThatAsksForAnApproval_isTold_withWhoseItIs() throws IOException {
    String asking =
        CONFIGURATION.replace(
            "policy:\n",
            "policy:\n  approve: [{name: drafts, when: 'args.path == \"a\"', by: operator}]\n");
    Files.writeString(directory.resolve("portreeve.yaml"), asking);

    Ran ran = explain("--as", "ann", call("files__read", "{\"path\":\"a\"}"));

    assertThat(ran.out())
        .contains("approval-required: a person has to approve it first (rule `drafts` asks for an")
        .contains("drafts       applies, its condition holds: args.path == \"a\"")
        .contains("approve by operator")
        .contains("needs approval as approval-required");
    assertThat(explain("--as", "ann", "--json", call("files__read", "{\"path\":\"a\"}")).out())
        .contains(
            "\"effect\":\"approve\",\"rule\":\"drafts\",\"outcome\":\"applies\",\"by\":\"operator\"");
    assertThat(Ran.in(directory, "check").out()).contains("approve by operator", "(rule drafts)");
  }

  @Test
  void ruleThatIsOnlyTried_isTold_andRefusesNothing() throws IOException {
    String tried = CONFIGURATION.replace("{name: no-secrets,", "{name: no-secrets, shadow: true,");
    Files.writeString(directory.resolve("portreeve.yaml"), tried);

    Ran ran = explain("--as", "ann", call("files__read", "{\"path\":\"secret\"}"));

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("shadow-denied: a rule allows it; one that is only tried would have denied it")
        .contains("(shadow rule `no-secrets` would have denied it)")
        .contains("rule  deny, only tried  no-secrets   applies, its condition holds");
    assertThat(explain("--as", "ann", "--json", call("files__read", "{\"path\":\"secret\"}")).out())
        .contains("\"rule\":\"no-secrets\",\"outcome\":\"applies\",\"shadow\":true");
    assertThat(Ran.in(directory, "check").out()).contains("deny, only tried");
  }
}
