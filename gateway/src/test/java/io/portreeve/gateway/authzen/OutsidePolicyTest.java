package io.portreeve.gateway.authzen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.config.DecisionPointSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.tls.WrittenTls;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.OutsideDecisions;
import io.portreeve.guard.OutsideDecisions.Answer;
import io.portreeve.guard.OutsideDecisions.Use;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ReservedPort;
import io.portreeve.testkit.server.ScriptedHttp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decision point says of uses, over HTTP. */
@Timeout(120)
class OutsidePolicyTest {
  private static final String YES = "{\"decision\":true}";
  private static final OutsidePolicy.Allowance ALL = (_, _) -> true;
  private static final Use READ = new Use(tool("read"), JsonObject.empty());
  private static final Duration LONG = Duration.ofSeconds(60);

  private final HttpEngine engine = HttpEngine.start(1);
  private volatile int status = 200;
  private volatile String said = YES;
  private final ScriptedHttp http = ScriptedHttp.start(this::serve);

  private void serve(HttpAsked asked, HttpWire wire) throws Exception {
    switch (said) {
      case "silence" -> wire.awaitHangUp();
      case "redirect" -> wire.empty(302, "location: " + http.url("/yes"));
      case "only notes://a" ->
          wire.json(200, "{\"decision\":" + asked.body().contains("\"notes://a\"") + "}");
      default -> wire.json(status, said);
    }
  }

  @AfterEach
  void close() {
    engine.close();
    http.close();
  }

  @Test
  void useThatItAllows_isAllowed() {
    assertThat(answer()).isEqualTo(decided(true));
  }

  @Test
  void useThatItDoesNotAllow_isNotAllowed() {
    said = "{\"decision\":false,\"context\":{\"reason_admin\":{\"en\":\"no\"}}}";

    assertThat(answer()).isEqualTo(decided(false));
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

    assertRefused(answer());
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 202, 400, 401, 403, 404, 429, 500, 503})
  void answerWithAnotherStatus_refuses_whateverItSays(int other) {
    status = other;

    assertRefused(answer());
  }

  @Test
  void answerThatHasNoEnd_refuses() {
    said = "{\"decision\":true,\"context\":\"" + "x".repeat(600 * 1024) + "\"}";

    assertRefused(answer());
  }

  @Test
  void answerThatDoesNotCome_refuses_whenTheTimeIsOver() {
    said = "silence";

    assertRefused(answer(http.url("/"), Duration.ofMillis(100)));
  }

  @Test
  void decisionPointThatIsNotThere_refuses() throws Exception {
    try (ReservedPort nobody = new ReservedPort()) {
      assertRefused(answer(nobody.url("/"), LONG));
    }
  }

  @Test
  void everyUse_isAskedAnew() {
    try (OutsidePolicy outside = outside(http.url("/"))) {
      OutsideDecisions decisions = outside.decisions(ALL);
      assertThat(decisions.ask(asking("{}"), List.of(READ))).isEqualTo(decided(true));
      said = "{\"decision\":false}";

      assertThat(decisions.ask(asking("{}"), List.of(READ))).isEqualTo(decided(false));
    }
  }

  @Test
  void usesOfOneRequest_areDecidedEachByItself_inTheirOrder() {
    List<Use> uses = List.of(reading("notes://a"), reading("notes://b"), reading("notes://a"));
    said = "only notes://a";

    assertThat(ask(uses, ALL)).isEqualTo(decided(true, false, true));
    assertThat(http.rest()).hasSize(3);
  }

  @Test
  void useThatGetsNoDecision_isTheLastThatIsAskedAbout() {
    status = 503;

    assertRefused(ask(many(50), ALL));

    assertThat(http.rest()).hasSize(1);
  }

  @Test
  void requestAboutMoreUsesThanAHundred_isNotAskedAboutAtAll() {
    assertThat(ask(many(101), ALL))
        .isInstanceOfSatisfying(
            Answer.Undecided.class,
            none -> assertThat(none.reason()).isEqualTo(Reason.REQUEST_TOO_LARGE));
    assertThat(http.rest()).isEmpty();

    assertThat(ask(many(100), ALL)).isInstanceOf(Answer.Decided.class);
    assertThat(http.rest()).hasSize(100);
  }

  @Test
  void everyUseButTheFirst_countsAsAnotherRequestOfThePrincipal() {
    List<String> taken = new ArrayList<>();
    OutsidePolicy.Allowance some =
        (principal, more) -> taken.add(principal.id() + " " + more) && more < 3;

    assertThat(ask(many(1), some)).isEqualTo(decided(true));
    assertThat(ask(many(3), some)).isEqualTo(decided(true, true, true));
    var _ = http.rest();
    assertThat(ask(many(4), some))
        .isInstanceOfSatisfying(
            Answer.Undecided.class,
            over -> assertThat(over.reason()).isEqualTo(Reason.RATE_EXCEEDED));

    assertThat(http.rest()).isEmpty();
    assertThat(taken).containsExactly("anna 2", "anna 3");
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

    try (OutsidePolicy outside = outside(http.url("/ask?v=1"))) {
      Use use = new Use(tool("read"), Jsons.object("{'id':7}"));
      var _ = outside.decisions(ALL).ask(exchange, List.of(use));
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
    try (OutsidePolicy outside = outside(http.url("/"))) {
      var _ = outside.decisions(ALL).ask(asking("{}").at(new EndpointId("staff")), List.of(READ));
    }

    assertThat(Jsons.object(http.next().body()).object("context").orElseThrow())
        .isEqualTo(
            Jsons.object("{'time':'2026-01-01T00:00:00Z','peer':'127.0.0.1','endpoint':'staff'}"));
  }

  @Test
  void resource_isAskedForByItsAddress() throws Exception {
    assertThat(ask(List.of(reading("notes://note/7")), ALL)).isEqualTo(decided(true));
    assertThat(http.next().body()).contains("\"type\":\"resource\"", "\"id\":\"notes://note/7\"");
  }

  @Test
  void token_isShownToIt() throws Exception {
    try (OutsidePolicy outside =
        outside(settings(http.url("/"), LONG, Optional.of(new Reference.InEnvironment("GOOD"))))) {
      var _ = outside.decisions(ALL).ask(asking("{}"), List.of(READ));
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
      assertThat(none.decisions((_, _) -> false).ask(asking("{}"), many(200)))
          .isEqualTo(new Answer.Decided(Collections.nCopies(200, true)));
    }
  }

  private static void assertRefused(Answer answer) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Undecided.class,
            none -> assertThat(none.reason()).isEqualTo(Reason.DECISION_UNAVAILABLE));
  }

  private static Answer decided(Boolean... allowed) {
    return new Answer.Decided(List.of(allowed));
  }

  private Answer answer() {
    return answer(http.url("/access/v1/evaluation"), LONG);
  }

  private Answer answer(URI url, Duration timeout) {
    try (OutsidePolicy outside = outside(settings(url, timeout, Optional.empty()))) {
      return outside.decisions(ALL).ask(asking("{}"), List.of(READ));
    }
  }

  private Answer ask(List<Use> uses, OutsidePolicy.Allowance allowance) {
    try (OutsidePolicy outside = outside(http.url("/"))) {
      return outside.decisions(allowance).ask(asking("{}"), uses);
    }
  }

  private static List<Use> many(int count) {
    return IntStream.range(0, count).mapToObj(i -> reading("notes://note/" + i)).toList();
  }

  private static Use reading(String uri) {
    return new Use(
        new Subject.OfResource(Exchanges.SERVER, new ResourceUri(uri)),
        JsonObject.empty().with("uri", uri));
  }

  private OutsidePolicy outside(URI url) {
    return outside(settings(url, LONG, Optional.empty()));
  }

  private OutsidePolicy outside(DecisionPointSettings settings) {
    return OutsidePolicy.of(
        settings,
        secrets(),
        engine,
        AddressResolver.system(),
        new WrittenTls(secrets(), ManualClock.atNewYear(), (_, _, _) -> {}),
        ManualClock.atNewYear());
  }

  private static DecisionPointSettings settings(
      URI url, Duration timeout, Optional<Reference> token) {
    return new DecisionPointSettings(url, Optional.empty(), token, Optional.empty(), timeout);
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
