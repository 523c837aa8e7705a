package io.portreeve.gateway.credentials;

import static io.portreeve.gateway.credentials.AuthorizationServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.gateway.upstream.UpstreamCredentials.Refusal;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.server.HttpAsked;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An enterprise's identity provider, and the authorization server of a server that believes it. */
@Timeout(120)
class EnterpriseManagedTest {
  private static final String ID_JAG = "urn:ietf:params:oauth:token-type:id-jag";
  private static final URI RESOURCE = URI.create("https://wiki.example.com/mcp");
  private static final Exchange ANNAS =
      Exchanges.asking(new CallTool(JsonObject.of("name", JsonString.of("a"))));

  private final AuthorizationServer provider = new AuthorizationServer();
  private final AuthorizationServer wiki = new AuthorizationServer();
  private final Subject anna = provider.subject("anna");
  private final UserTokens tokens =
      new UserTokens(
          _ -> Optional.of(anna),
          new EnterpriseManaged(
              provider.endpoint(),
              wiki.endpoint(),
              RESOURCE,
              List.of("read"),
              TokenExchange.ACCESS_TOKEN),
          List.of("write"),
          provider.clock);

  @AfterEach
  void close() {
    provider.close();
    wiki.close();
  }

  private String assertion(JWTClaimsSet.Builder claims) {
    return provider.issuer.token(claims);
  }

  private JWTClaimsSet.Builder vouching() {
    return provider.issuer.claims("anna").audience(wiki.url().toString());
  }

  private String shown() throws InterruptedException {
    return switch (tokens.of(ANNAS)) {
      case UpstreamCredential.Granted granted -> Bearer.of(granted);
      case UpstreamCredential.LoginNeeded _ -> "login";
      case UpstreamCredential.Unavailable none -> "none: " + none.why();
    };
  }

  @Test
  void token_isGotForWhatTheEnterpriseSaysOfTheUser() throws Exception {
    String assertion = assertion(vouching());
    provider.gives(answer(assertion, ID_JAG, "N_A", 300));
    wiki.gives("{\"access_token\":\"wikis\",\"token_type\":\"bearer\",\"expires_in\":300}");
    assertThat(shown()).isEqualTo("wikis");
    HttpAsked asked = provider.asked().getFirst();
    assertThat(AuthorizationServer.form(asked))
        .isEqualTo(
            Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "requested_token_type",
                ID_JAG,
                "audience",
                wiki.url().toString(),
                "resource",
                RESOURCE.toString(),
                "subject_token",
                anna.token(),
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token",
                "scope",
                "read"));
    assertThat(AuthorizationServer.form(wiki.asked().getFirst()))
        .isEqualTo(
            Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion", assertion,
                "scope", "read"));
  }

  @Test
  void callersToken_isNotShownToTheServersOwnAuthorizationServer() throws Exception {
    provider.gives(answer(assertion(vouching()), ID_JAG, "N_A", 300));
    wiki.gives("{\"access_token\":\"wikis\",\"token_type\":\"Bearer\"}");
    shown();
    assertThat(wiki.http.rest()).isNotEmpty().noneMatch(it -> it.toString().contains(anna.token()));
  }

  @Test
  void scopesThatTheServerWantsToo_areVouchedFor_andThenAskedFor() throws Exception {
    String assertion = assertion(vouching());
    provider.gives(answer(assertion, ID_JAG, "N_A", 300));
    wiki.gives("{\"access_token\":\"wikis\",\"token_type\":\"Bearer\"}");
    UpstreamCredential.Granted first = (UpstreamCredential.Granted) tokens.of(ANNAS);
    var _ = provider.asked();
    var _ = wiki.asked();

    String challenge = "Bearer error=\"insufficient_scope\", scope=\"write\"";
    assertThat(tokens.refused(ANNAS, first, new Refusal(403, List.of(challenge)))).isTrue();

    assertThat(AuthorizationServer.form(provider.asked().getFirst()))
        .containsEntry("scope", "read write");
    assertThat(AuthorizationServer.form(wiki.asked().getFirst()))
        .containsEntry("scope", "read write");
  }

  @Test
  void assertionForAnotherServer_isNotSentOn() throws Exception {
    provider.gives(
        answer(assertion(vouching().audience("https://login.example")), ID_JAG, "N_A", 300));
    assertThat(shown()).startsWith("none: ").contains("for somebody else");
    assertThat(wiki.asked()).isEmpty();
  }

  @Test
  void whatIsNoAssertion_isNotSentOn() throws Exception {
    provider.gives(answer(assertion(vouching()), 300));
    assertThat(shown()).startsWith("none: ");
    assertThat(wiki.asked()).isEmpty();
  }

  @Test
  void whatIsCalledSomethingElseThanAnAssertion_isNotSentOn() throws Exception {
    provider.gives(answer(assertion(vouching()), TokenExchange.ACCESS_TOKEN, "N_A", 300));
    assertThat(shown()).startsWith("none: ").contains("of another type");
    assertThat(wiki.asked()).isEmpty();
  }

  @Test
  void tokenOfAnotherIssuer_isNotShownToTheProvider() throws Exception {
    Subject stranger =
        new Subject("https://evil.example", anna.token(), anna.expires(), anna.sender());
    provider.gives(answer(assertion(vouching()), ID_JAG, "N_A", 300));
    EnterpriseManaged source =
        new EnterpriseManaged(
            provider.endpoint(), wiki.endpoint(), RESOURCE, List.of(), TokenExchange.ACCESS_TOKEN);
    UserTokens strangers =
        new UserTokens(_ -> Optional.of(stranger), source, List.of(), provider.clock);

    assertThat(strangers.of(ANNAS)).isInstanceOf(UpstreamCredential.Unavailable.class);
    assertThat(provider.http.rest()).isEmpty();
  }

  @Test
  void assertionThatComesBack_isNotShownToTheServer() throws Exception {
    String assertion = assertion(vouching());
    provider.gives(answer(assertion, ID_JAG, "N_A", 300));
    wiki.gives("{\"access_token\":\"" + assertion + "\",\"token_type\":\"Bearer\"}");
    assertThat(shown()).startsWith("none: ").contains("the token it was shown");
  }

  @Test
  void userWhoMayNot_isRefused_byWhomeverItIs() throws Exception {
    provider.token = (_, wire) -> wire.json(400, "{\"error\":\"access_denied\"}");
    assertThat(shown()).isEqualTo("none: the authorization server refused: access_denied");
    provider.clock.advance(Grants.PAUSE);
    provider.gives(answer(assertion(vouching()), ID_JAG, "N_A", 300));
    wiki.token = (_, wire) -> wire.json(400, "{\"error\":\"invalid_grant\"}");
    assertThat(shown()).isEqualTo("none: the authorization server refused: invalid_grant");
  }

  @Test
  void token_isNotUsedAfterTheCallersHasEnded() throws Exception {
    provider.gives(answer(assertion(vouching()), ID_JAG, "N_A", 300));
    wiki.gives("{\"access_token\":\"wikis\",\"token_type\":\"Bearer\",\"expires_in\":100000}");
    assertThat(shown()).isEqualTo("wikis");
    provider.clock.advance(Duration.ofMinutes(10));
    assertThat(shown()).startsWith("none: ");
  }

  /** Streams and sessions: what answers nobody's call any more must not go on all the same. */
  @Test
  void whatIsOpenWithAToken_lastsNoLongerThanTheCallersDoes() throws Exception {
    provider.gives(answer(assertion(vouching()), ID_JAG, "N_A", 300));
    wiki.gives("{\"access_token\":\"wikis\",\"token_type\":\"Bearer\",\"expires_in\":100000}");
    var shown = (UpstreamCredential.Granted) tokens.of(ANNAS);
    assertThat(tokens.lasts(ANNAS, shown)).isTrue();

    provider.clock.advance(Duration.ofMinutes(10));

    assertThat(tokens.lasts(ANNAS, shown)).isFalse();
  }
}
