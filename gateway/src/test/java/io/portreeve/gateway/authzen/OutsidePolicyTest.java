package io.portreeve.gateway.authzen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.config.DecisionPointSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.PolicyEngine;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.FakePolicy;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ReservedPort;
import io.portreeve.testkit.server.ScriptedHttp;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A decision point beside rules that let everybody read, over HTTP. */
@Timeout(120)
class OutsidePolicyTest {
  private static final PolicyEngine RULES =
      new FakePolicy(Set.of("read", "notes://note/7"), Set.of("read", "notes://note/7"));
  private static final String YES = "{\"decision\":true}";
  private static final Duration LONG = Duration.ofSeconds(60);

  private final HttpEngine engine = HttpEngine.start(1);
  private volatile int status = 200;
  private volatile String said = YES;
  private final ScriptedHttp http = ScriptedHttp.start(this::serve);

  private void serve(HttpAsked asked, HttpWire wire) throws Exception {
    switch (said) {
      case "silence" -> wire.awaitHangUp();
      case "redirect" -> wire.empty(302, "location: " + http.url("/yes"));
      default -> wire.json(status, said);
    }
  }

  @AfterEach
  void close() {
    engine.close();
    http.close();
  }

  @Test
  void useThatBothAllow_isAllowed_byTheRuleThatAllowsIt() {
    assertThat(ruling()).isEqualTo(new Ruling.Allow("named"));
  }

  @Test
  void useThatItDoesNotAllow_isDenied_andTheRecordSaysWhichRuleWould() {
    said = "{\"decision\":false,\"context\":{\"reason_admin\":{\"en\":\"no\"}}}";

    assertThat(ruling())
        .isEqualTo(
            new Ruling.Deny(Reason.DECISION_DENIED, "named", "though rule `named` allows it"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "true",
        "{}",
        "[]",
        "{\"decision\":\"true\"}",
        "{\"decision\":1}",
        "{\"decision\":null}",
        "{\"decision\":[true]}",
        "{\"Decision\":true}",
        "{\"decision\":true",
        "{\"decision\":true}{}",
        "{\"decision\":false,\"decision\":true}",
        "{\"context\":{\"decision\":true}}",
        "{\"evaluations\":[{\"decision\":true}]}",
        "redirect"
      })
  void answerThatIsNoDecision_refuses(String answer) {
    said = answer;

    assertRefused(ruling());
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 400, 401, 403, 404, 429, 500, 503})
  void answerWithAnotherStatus_refuses_whateverItSays(int other) {
    status = other;

    assertRefused(ruling());
  }

  @Test
  void answerThatHasNoEnd_refuses() {
    said = "{\"decision\":true,\"context\":\"" + "x".repeat(600 * 1024) + "\"}";

    assertRefused(ruling());
  }

  @Test
  void answerThatDoesNotCome_refuses_whenTheTimeIsOver() {
    said = "silence";

    assertRefused(ruling(http.url("/"), Duration.ofMillis(100)));
  }

  @Test
  void decisionPointThatIsNotThere_refuses() throws Exception {
    try (ReservedPort nobody = new ReservedPort()) {
      assertRefused(ruling(nobody.url("/"), LONG));
    }
  }

  @Test
  void whatTheRulesDeny_isNotEvenAsked() {
    Ruling ruling = call(tool("write"), "{}");

    assertThat(ruling)
        .isInstanceOfSatisfying(
            Ruling.Deny.class, no -> assertThat(no.reason()).isEqualTo(Reason.POLICY_NO_RULE));
    assertThat(http.rest()).isEmpty();
  }

  @Test
  void lists_areTheRulesOwn() {
    said = "{\"decision\":false}";

    try (OutsidePolicy outside = outside(settings(http.url("/"), LONG, Optional.empty()))) {
      assertThat(outside.beside(RULES).discover(asking("{}"), tool("read")))
          .isInstanceOf(Ruling.Allow.class);
    }
    assertThat(http.rest()).isEmpty();
  }

  @Test
  void everyUse_isAskedAnew() {
    try (OutsidePolicy outside = outside(settings(http.url("/"), LONG, Optional.empty()))) {
      PolicyEngine both = outside.beside(RULES);
      assertThat(both.call(asking("{}"), tool("read"), JsonObject.empty()))
          .isInstanceOf(Ruling.Allow.class);
      said = "{\"decision\":false}";

      assertThat(both.call(asking("{}"), tool("read"), JsonObject.empty()))
          .isInstanceOf(Ruling.Deny.class);
    }
  }

  @Test
  void question_saysWhoWantsWhat_inTheWordsOfTheStandard() throws Exception {
    Principal ann =
        new Principal("corp/ann", Set.of("staff", "boss"), Principal.Authentication.ACCESS_TOKEN)
            .granted(Set.of("/Staff"), Set.of("mcp"))
            .through(
                new Delegation(
                    Optional.of(new Client("corp/desk")), List.of(new Actor("corp/agent"))));
    Exchange exchange = Exchanges.of(ann, Messages.callTool("read", "{'id':7}"));

    try (OutsidePolicy outside = outside(settings(http.url("/ask?v=1"), LONG, Optional.empty()))) {
      var _ = outside.beside(RULES).call(exchange, tool("read"), Jsons.object("{'id':7}"));
    }

    HttpAsked asked = http.next();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target()).isEqualTo("/ask?v=1");
    assertThat(asked.field("content-type")).contains("application/json");
    assertThat(asked.field("x-request-id")).contains("x-1");
    assertThat(asked.field("authorization")).isEmpty();
    assertThat(Jsons.json(asked.body()))
        .isEqualTo(
            Jsons.json(
                """
                {'subject':{'type':'user','id':'corp/ann','properties':{
                  'authentication':'access-token','roles':['boss','staff'],'groups':['/Staff'],
                  'scopes':['mcp'],'client':'corp/desk','actors':['corp/agent']}},
                'action':{'name':'tools/call'},
                'resource':{'type':'tool','id':'read','properties':{
                  'server':'files','arguments':{'id':7}}},
                'context':{'time':'2026-01-01T00:00:00Z','peer':'127.0.0.1'}}
                """));
  }

  @Test
  void question_saysAtWhichEndpoint_whereEndpointsHaveNames() throws Exception {
    try (OutsidePolicy outside = outside(settings(http.url("/"), LONG, Optional.empty()))) {
      var _ =
          outside
              .beside(RULES)
              .call(asking("{}").at(new EndpointId("staff")), tool("read"), JsonObject.empty());
    }

    assertThat(Jsons.object(http.next().body()).object("context").orElseThrow())
        .isEqualTo(
            Jsons.object("{'time':'2026-01-01T00:00:00Z','peer':'127.0.0.1','endpoint':'staff'}"));
  }

  @Test
  void resource_isAskedForByItsAddress() throws Exception {
    Subject note = new Subject.OfResource(Exchanges.SERVER, new ResourceUri("notes://note/7"));

    assertThat(call(note, "{'uri':'notes://note/7'}")).isInstanceOf(Ruling.Allow.class);
    assertThat(http.next().body()).contains("\"type\":\"resource\"", "\"id\":\"notes://note/7\"");
  }

  @Test
  void token_isShownToIt() throws Exception {
    try (OutsidePolicy outside =
        outside(settings(http.url("/"), LONG, Optional.of(new Reference.InEnvironment("GOOD"))))) {
      var _ = outside.beside(RULES).call(asking("{}"), tool("read"), JsonObject.empty());
    }
    assertThat(http.next().field("authorization")).contains("Bearer good");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MISSING", "BROKEN"})
  void tokenThatCannotBeShown_isToldByItsPlace_andNotByItself(String place) {
    DecisionPointSettings settings =
        settings(http.url("/"), LONG, Optional.of(new Reference.InEnvironment(place)));

    assertThatThrownBy(() -> outside(settings))
        .isInstanceOf(SecretUnavailable.class)
        .hasMessageContaining(place)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void withoutADecisionPoint_theRulesDecideAlone() {
    try (OutsidePolicy none = OutsidePolicy.none()) {
      assertThat(none.beside(RULES)).isSameAs(RULES);
    }
  }

  private static void assertRefused(Ruling ruling) {
    assertThat(ruling)
        .isInstanceOfSatisfying(
            Ruling.Deny.class,
            no -> assertThat(no.reason()).isEqualTo(Reason.DECISION_UNAVAILABLE));
  }

  private Ruling ruling() {
    return ruling(http.url("/access/v1/evaluation"), LONG);
  }

  private Ruling ruling(URI url, Duration timeout) {
    try (OutsidePolicy outside = outside(settings(url, timeout, Optional.empty()))) {
      return outside.beside(RULES).call(asking("{}"), tool("read"), JsonObject.empty());
    }
  }

  private Ruling call(Subject subject, String arguments) {
    try (OutsidePolicy outside = outside(settings(http.url("/"), LONG, Optional.empty()))) {
      return outside.beside(RULES).call(asking("{}"), subject, Jsons.object(arguments));
    }
  }

  private OutsidePolicy outside(DecisionPointSettings settings) {
    return OutsidePolicy.of(settings, secrets(), engine, ManualClock.atNewYear());
  }

  private static DecisionPointSettings settings(
      URI url, Duration timeout, Optional<Reference> token) {
    return new DecisionPointSettings(url, token, timeout);
  }

  private static SecretSource secrets() {
    return new SecretSource(name ->
        switch (name) {
          case "GOOD" -> Optional.of("good");
          case "BROKEN" -> Optional.of("s3cret\r\nx: y");
          default -> Optional.empty();
        });
  }

  private static Subject tool(String name) {
    return new Subject.OfTool(Exchanges.SERVER, new ToolName(name));
  }

  private static Exchange asking(String arguments) {
    return Exchanges.asking(Messages.callTool("read", arguments));
  }
}
