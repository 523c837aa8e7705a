package io.portreeve.gateway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.upstream.ServerEra;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.gateway.upstream.UpstreamSettings;
import io.portreeve.gateway.upstream.Upstreams;
import io.portreeve.guard.Credential;
import io.portreeve.guard.EndpointId;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.SubjectToken;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller shows to us reaches no server, whichever way we speak to it. */
@Timeout(120)
class CallersTokenTest {
  private static final Request LIST =
      Request.of(
          "tools/list",
          Jsons.object(
              "{'_meta':{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
                  + "'io.modelcontextprotocol/clientCapabilities':{}}}"));

  private final AuthorizationServer issuer = new AuthorizationServer();
  private final String annas = issuer.issuer.token(issuer.issuer.claims("anna"));

  @AfterEach
  void close() {
    issuer.close();
  }

  private Exchange asking() {
    Credential shown =
        new Credential(
            Optional.of(issuer.clock.instant().plus(Duration.ofMinutes(10))),
            Optional.of(new SubjectToken("corp", annas)));
    return new Exchange(
        new ExchangeId("x-1"),
        issuer.clock.instant(),
        "127.0.0.1",
        Exchanges.ANNA,
        shown,
        Revision.LATEST,
        EndpointId.unnamed(),
        Exchanges.SERVER,
        LIST);
  }

  private UpstreamCredentials exchanging() {
    return new UserTokens(
        new ShownTokens(Map.of("corp", issuer.url())),
        issuer.exchange(issuer.endpoint()),
        List.of(),
        issuer.clock);
  }

  private void list(URI url, Optional<ServerEra> era) throws Exception {
    issuer.gives(AuthorizationServer.answer("theirs", 300));
    UpstreamSettings settings =
        UpstreamSettings.endpoint(Exchanges.SERVER, url).withCredentials(exchanging());
    try (Upstreams upstreams =
        Upstreams.open(
            List.of(era.map(settings::withEra).orElse(settings)),
            issuer.pool(),
            issuer.clock,
            (_, _, _) -> {})) {
      Upstream server = Objects.requireNonNull(upstreams.servers().get(Exchanges.SERVER));
      server.send(asking(), LIST, _ -> {});
    }
  }

  private void assertShownTheirsAlone(List<HttpAsked> all) {
    assertThat(issuer.asked()).isNotEmpty().allMatch(it -> it.body().contains(annas));
    assertThat(all).isNotEmpty().noneMatch(it -> it.toString().contains(annas));
    assertThat(all).allMatch(it -> it.field("authorization").equals(Optional.of("Bearer theirs")));
  }

  @ParameterizedTest
  @CsvSource({",2025-11-25,/mcp", "LEGACY,2025-11-25,/mcp", "SSE,2024-11-05,/sse"})
  void statefulServer_isShownItsOwnToken_probedAndUsedAndListenedToAndEnded(
      ServerEra era, String revision, String path) throws Exception {
    Script script =
        Script.legacy(revision, "{'tools':{}}")
            .on("tools/list", turn -> turn.result("{'tools':[]}"));
    try (ScriptedServer server = ScriptedServer.start(script)) {
      list(server.url(path), Optional.ofNullable(era));
      assertShownTheirsAlone(server.http().rest());
    }
  }

  @Test
  void statelessServer_isShownItsOwnToken_probedAndUsed() throws Exception {
    try (ScriptedHttp server = ScriptedHttp.start(CallersTokenTest::modern)) {
      list(server.url("/mcp"), Optional.empty());
      assertShownTheirsAlone(server.rest());
    }
  }

  private static void modern(HttpAsked asked, HttpWire wire) throws IOException {
    wire.json(
        200,
        asked.result(
            asked.rpcMethod().equals("tools/list")
                ? "{'resultType':'complete','tools':[]}"
                : "{'resultType':'complete','supportedVersions':['2026-07-28'],'capabilities':{}}"));
  }

  @Test
  void tokenWithoutAnEnd_andTokenOfAnIssuerThatIsGone_areExchangedByNobody() {
    ShownTokens tokens = new ShownTokens(Map.of("corp", issuer.url()));
    Exchange good = asking();
    assertThat(tokens.of(good)).isPresent();
    assertThat(new ShownTokens(Map.of()).of(good)).isEmpty();
    Credential endless = new Credential(Optional.empty(), good.credential().token());
    Exchange forever =
        new Exchange(
            good.id(),
            good.at(),
            good.peer(),
            good.principal(),
            endless,
            good.revision(),
            good.endpoint(),
            good.server(),
            good.asked());
    assertThat(tokens.of(forever)).isEmpty();
    assertThat(tokens.of(good).orElseThrow()).asString().doesNotContain(annas);
  }
}
