package io.portreeve.gateway.oauth;

import static io.portreeve.gateway.oauth.TwoIssuers.assertInvalid;
import static io.portreeve.gateway.oauth.TwoIssuers.identify;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Identity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who stands between a principal and us, as tokens say it. */
class DelegationsTest {
  private final TwoIssuers issuers = new TwoIssuers();
  private final TestIssuer corp = issuers.corp;
  private final AccessTokens tokens = issuers.tokens(UnaryOperator.identity());

  @Test
  void clientAndActors_areNamedAfterTheIssuer_theOneWhoActsNowFirst() {
    JWTClaimsSet.Builder claims =
        corp.claims("anna")
            .claim(
                "act", Map.of("sub", "agent", "act", Map.of("sub", "planner", "iss", corp.name)));

    assertThat(proved(claims).principal().delegation())
        .isEqualTo(
            new Delegation(
                Optional.of(new Client("corp/desk")),
                List.of(new Actor("corp/agent"), new Actor("corp/planner"))));
  }

  @Test
  void groupsAndScopes_areKeptAsTheIssuerWritesThem() {
    Identity.Authenticated anna =
        proved(
            corp.claims("anna")
                .claim("groups", List.of("/Staff Members", "Not A Role"))
                .claim("scope", "mcp files:read"));

    assertThat(anna.principal().groups()).containsExactlyInAnyOrder("/Staff Members", "Not A Role");
    assertThat(anna.principal().scopes()).containsExactlyInAnyOrder("mcp", "files:read");
  }

  @Test
  void clientOfOpenId_isTheClient_andTwoThatDiffer_areNone() {
    JWTClaimsSet.Builder openId = corp.claims("anna").claim("client_id", null).claim("azp", "web");

    assertThat(proved(openId).principal().delegation())
        .isEqualTo(Delegation.by(new Client("corp/web")));
    assertThat(proved(corp.claims("anna").claim("azp", "desk")).principal().delegation())
        .isEqualTo(Delegation.by(new Client("corp/desk")));
    refused(corp.claims("anna").claim("azp", "web"), "a token of two clients");
  }

  @Test
  void tokenWithoutAClient_hasNone() {
    assertThat(proved(corp.claims("anna").claim("client_id", null)).principal().delegation())
        .isEqualTo(Delegation.unknown());
  }

  /** Overlooked, each would make whoever acts look like the principal himself. */
  @Test
  void actorsThatCannotBeRead_refuseTheToken() {
    String unreadable = "a token with actors that cannot be read, or too many";
    refused(corp.claims("anna").claim("act", "agent"), unreadable);
    refused(corp.claims("anna").claim("act", List.of(Map.of("sub", "agent"))), unreadable);
    refused(corp.claims("anna").claim("act", Map.of("sub", "a", "act", "b")), unreadable);
    refused(corp.claims("anna").claim("act", chain(17)), unreadable);
    String nameless = "a token with an actor that has no name";
    refused(corp.claims("anna").claim("act", Map.of()), nameless);
    refused(corp.claims("anna").claim("act", Map.of("client_id", "agent")), nameless);
    refused(corp.claims("anna").claim("act", Map.of("sub", 7)), nameless);
    refused(
        corp.claims("anna").claim("act", Map.of("sub", "a b")),
        "a token with an actor with a name that nobody can have here");
    refused(
        corp.claims("anna").claim("client_id", "a\nb"),
        "a token of a client with a name that nobody can have here");
  }

  /** Else one issuer could speak for the actors of all. */
  @Test
  void actorOfAnotherIssuer_refusesTheToken() {
    Map<String, Object> foreign = Map.of("sub", "agent", "iss", issuers.partner.name);

    refused(corp.claims("anna").claim("act", foreign), "a token with an actor of another issuer");
    refused(
        corp.claims("anna").claim("act", Map.of("sub", "agent", "act", foreign)),
        "a token with an actor of another issuer");
  }

  @Test
  void whomTheIssuerLetsAct_isKept_whereSomebodyActs() {
    JWTClaimsSet.Builder acted =
        corp.claims("anna")
            .claim("act", Map.of("sub", "agent"))
            .claim("may_act", Map.of("sub", "planner"));

    assertThat(proved(acted).principal().delegation().mayAct()).hasValue(new Actor("corp/planner"));
    assertThat(proved(acted.claim("act", null)).principal().delegation().mayAct()).isEmpty();
    refused(
        corp.claims("anna").claim("act", Map.of("sub", "agent")).claim("may_act", "agent"),
        "a token that says unreadably who may act");
    refused(
        corp.claims("anna").claim("act", Map.of("sub", "agent")).claim("may_act", Map.of()),
        "a token with an actor that has no name");
  }

  @Test
  void tokenItself_isThereForItsIssuer_andPrintsAsNothing() {
    String token = corp.token(corp.claims("anna"));
    Identity.Authenticated anna = (Identity.Authenticated) identify(tokens, token);

    assertThat(anna.credential().token().orElseThrow().revealText()).isEqualTo(token);
    assertThat(anna.credential().token().orElseThrow().issuer()).isEqualTo("corp");
    assertThat(anna.credential().expires()).hasValue(issuers.clock.instant().plusSeconds(600));
    assertThat(anna.toString()).contains("corp/anna").doesNotContain(token);
  }

  private Identity.Authenticated proved(JWTClaimsSet.Builder claims) {
    return (Identity.Authenticated) identify(tokens, corp.token(claims));
  }

  private void refused(JWTClaimsSet.Builder claims, String detail) {
    assertInvalid(identify(tokens, corp.token(claims)), detail);
  }

  private static Map<String, Object> chain(int length) {
    List<Map<String, Object>> actors = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Map<String, Object> actor = new LinkedHashMap<>(Map.of("sub", "agent" + i));
      if (!actors.isEmpty()) {
        actor.put("act", actors.getLast());
      }
      actors.add(actor);
    }
    return actors.getLast();
  }
}
