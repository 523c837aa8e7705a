package io.portreeve.gateway.credentials;

import static io.portreeve.gateway.credentials.AuthorizationServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.gateway.upstream.UpstreamCredentials.Refusal;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Exchanges;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that wants more scopes of an exchanged token than it was asked for at first. */
@Timeout(120)
class StepUpTest {
  private static final Exchange ANNAS =
      Exchanges.asking(new CallTool(JsonObject.of("name", JsonString.of("a"))));

  private final AuthorizationServer server = new AuthorizationServer();
  private final Map<String, Subject> subjects = new HashMap<>();
  private final UserTokens tokens = server.tokens(subjects);

  StepUpTest() {
    subjects.put("anna", server.subject("anna"));
    server.token =
        (asked, wire) -> {
          String scopes = AuthorizationServer.form(asked).getOrDefault("scope", "");
          wire.json(200, answer(scopes.replace(' ', '.'), 300));
        };
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String shown() throws InterruptedException {
    return Bearer.of(granted());
  }

  private UpstreamCredential.Granted granted() throws InterruptedException {
    return (UpstreamCredential.Granted) tokens.of(ANNAS);
  }

  private boolean wants(UpstreamCredential.Granted granted, String challenge)
      throws InterruptedException {
    return tokens.refused(ANNAS, granted, new Refusal(403, List.of(challenge)));
  }

  private boolean wantsScope(String scope) throws InterruptedException {
    return wants(granted(), insufficient(scope));
  }

  private static String insufficient(String scope) {
    return "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"";
  }

  @Test
  void scopeThatTheOperatorAllows_isAskedForBesideTheFirst_andTheTokenIsShownFromThenOn()
      throws Exception {
    UpstreamCredential.Granted first = granted();
    assertThat(Bearer.of(first)).isEqualTo("read.write");

    assertThat(wants(first, insufficient("delete"))).isTrue();

    assertThat(List.of(shown(), shown())).containsOnly("read.write.delete");
    assertThat(granted().set()).isEqualTo(first.set());
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void scopesOfOneCallAfterTheOther_areAskedForTogether() throws Exception {
    assertThat(wantsScope("share")).isTrue();
    assertThat(wantsScope("delete")).isTrue();

    assertThat(shown()).isEqualTo("read.write.share.delete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "delete admin", "read admin"})
  void scopeThatTheOperatorDoesNotAllow_isNeverAskedFor_norAnyBesideIt(String scope)
      throws Exception {
    assertThat(wantsScope(scope)).isFalse();

    assertThat(shown()).isEqualTo("read.write");
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer error=\"insufficient_scope\"",
        "Bearer error=\"invalid_token\", scope=\"delete\"",
        "DPoP error=\"insufficient_scope\", scope=\"delete\""
      })
  void refusalThatWantsNoScope_changesNothing(String challenge) throws Exception {
    assertThat(wants(granted(), challenge)).isFalse();

    assertThat(shown()).isEqualTo("read.write");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void scopeThatWasAskedFor_isNotAskedForAgain_whateverTheAuthorizationServerGave()
      throws Exception {
    assertThat(wantsScope("write")).isFalse();
    assertThat(wantsScope("delete")).isTrue();
    assertThat(wantsScope("delete")).isFalse();

    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void callThatWasRefusedMeanwhile_isSentAgainWithWhatAnotherOneGot() throws Exception {
    UpstreamCredential.Granted first = granted();
    assertThat(wants(first, insufficient("delete"))).isTrue();

    assertThat(wants(first, insufficient("delete"))).isTrue();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void authorizationServerThatRefusesMore_leavesWhatThereWas_andIsNotAskedByEveryCall()
      throws Exception {
    assertThat(shown()).isEqualTo("read.write");
    server.token = (_, wire) -> wire.json(400, "{\"error\":\"access_denied\"}");

    assertThat(wantsScope("delete")).isFalse();
    assertThat(wantsScope("delete")).isFalse();

    assertThat(shown()).isEqualTo("read.write");
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void widerTokenThatEnds_isFollowedByOneWithTheFirstScopes() throws Exception {
    assertThat(wantsScope("delete")).isTrue();
    server.clock.advance(Duration.ofSeconds(290));

    assertThat(shown()).isEqualTo("read.write");
  }

  @Test
  void widerTokenThatTheServerRefuses_isFollowedByOneWithTheFirstScopes() throws Exception {
    assertThat(wantsScope("delete")).isTrue();

    assertThat(tokens.refused(ANNAS, granted(), new Refusal(401, List.of("Bearer")))).isTrue();

    assertThat(shown()).isEqualTo("read.write");
  }

  @Test
  void widerToken_isForTheTokenOfTheCallerThatItWasGotFor_andForNoOther() throws Exception {
    assertThat(wantsScope("delete")).isTrue();
    server.clock.advance(Duration.ofSeconds(1));
    subjects.put("anna", server.subject("anna"));

    assertThat(shown()).isEqualTo("read.write");
  }

  @Test
  void otherTokenThanTheCallers_isStillDemanded() throws Exception {
    assertThat(shown()).isEqualTo("read.write");
    server.gives(answer(server.issuer.token(server.issuer.claims("anna").audience("payroll")), 9));

    assertThat(wantsScope("delete")).isFalse();
    assertThat(shown()).isEqualTo("read.write");
  }
}
