package io.portreeve.gateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import io.portreeve.testkit.Exchanges;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens of the gateway's own. */
@Timeout(120)
class ClientTokensTest {
  private static final CallTool CALL = new CallTool(JsonObject.of("name", JsonString.of("a")));
  private static final Exchange ANNAS = Exchanges.asking(CALL);
  private static final Exchange BERTS =
      Exchanges.of(new Principal("bert", Set.of(), Principal.Authentication.API_KEY), CALL);

  private final AuthorizationServer server = new AuthorizationServer();
  private final ClientTokens tokens =
      new ClientTokens(
          server.endpoint(),
          Optional.of(AuthorizationServer.AUDIENCE),
          Optional.empty(),
          List.of("tick"),
          server.clock);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void token_isGotOnce_andTheSameForEverybody() throws Exception {
    server.gives("{\"access_token\":\"ours\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    UpstreamCredential annas = tokens.of(ANNAS);
    assertThat(tokens.of(BERTS)).isEqualTo(annas);
    assertThat(server.asked())
        .singleElement()
        .satisfies(asked ->
            assertThat(AuthorizationServer.form(asked))
                .isEqualTo(
                    Map.of(
                        "grant_type",
                        "client_credentials",
                        "audience",
                        "tickets",
                        "scope",
                        "tick")));
  }

  @Test
  void tokenForSomebodyElse_isNotShown() throws Exception {
    String token = server.issuer.token(server.issuer.claims("us").audience("payroll"));
    server.gives("{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\"}");
    assertThat(tokens.of(ANNAS)).isInstanceOf(UpstreamCredential.Unavailable.class);
  }

  /** RFC 8707: so that what is got for one server is good at no other. */
  @Test
  void serverThatTheTokenIsFor_isNamed_andTheTokenMustNameIt() throws Exception {
    URI resource = URI.create("https://tickets.example/mcp");
    ClientTokens named =
        new ClientTokens(
            server.endpoint(), Optional.empty(), Optional.of(resource), List.of(), server.clock);
    String other = server.issuer.token(server.issuer.claims("us").audience("https://b.example"));
    server.gives("{\"access_token\":\"" + other + "\",\"token_type\":\"Bearer\"}");

    assertThat(named.of(ANNAS)).isInstanceOf(UpstreamCredential.Unavailable.class);
    assertThat(AuthorizationServer.form(server.asked().getFirst()))
        .containsEntry("resource", resource.toString());
  }

  /** Whoever waits for it waits once: for where tokens are given out, and for the token. */
  @Test
  void metadataThatTakeAllOfTheTime_leaveNoneToTheToken() throws Exception {
    server.gives("{\"access_token\":\"late\",\"token_type\":\"Bearer\"}");
    server.readingTakes = Duration.ofSeconds(20).toNanos();
    assertThat(tokens.of(ANNAS)).isInstanceOf(UpstreamCredential.Unavailable.class);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void refusedToken_isGotAnew() throws Exception {
    server.gives("{\"access_token\":\"first\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    UpstreamCredential.Granted first = (UpstreamCredential.Granted) tokens.of(ANNAS);
    server.clock.advance(Duration.ofSeconds(6));
    server.gives("{\"access_token\":\"second\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    assertThat(tokens.refused(ANNAS, first, new UpstreamCredentials.Refusal(401, List.of())))
        .isTrue();
    assertThat(Bearer.of((UpstreamCredential.Granted) tokens.of(ANNAS))).isEqualTo("second");
  }
}
