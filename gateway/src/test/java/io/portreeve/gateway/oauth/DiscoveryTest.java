package io.portreeve.gateway.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.document.DocumentUnavailable;
import io.portreeve.gateway.document.Documents;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.ScriptedHttp;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What issuers publish over HTTP, in the places that clients look for it. */
@Timeout(120)
class DiscoveryTest {
  private final Map<String, String> published = new ConcurrentHashMap<>();
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  private final ScriptedHttp server =
      ScriptedHttp.start((asked, wire) -> {
        String document = published.get(asked.target());
        if (document == null) {
          wire.empty(404);
        } else {
          wire.json(200, document);
        }
      });

  @AfterEach
  void close() {
    pool.close();
    engine.close();
    server.close();
  }

  private URI jwks(URI issuer) throws Exception {
    return new Discovery(new Documents(pool, Duration.ofMinutes(1)), issuer).jwks();
  }

  private static String metadata(URI issuer, String jwks) {
    return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, jwks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/oauth-authorization-server/realms/corp",
        "/realms/corp/.well-known/openid-configuration",
        "/.well-known/openid-configuration/realms/corp"
      })
  void metadataOfAnIssuerWithAPath_isFoundInEachOfItsPlaces(String place) throws Exception {
    URI issuer = server.url("/realms/corp");
    published.put(place, metadata(issuer, "http://127.0.0.1:9/keys"));

    assertThat(jwks(issuer)).isEqualTo(URI.create("http://127.0.0.1:9/keys"));
  }

  @Test
  void metadataOfAnIssuerWithoutAPath_isFound_inThePlaceOfOAuthFirst() throws Exception {
    URI issuer = server.url("");
    published.put("/.well-known/openid-configuration", metadata(issuer, "https://b.example"));
    published.put("/.well-known/oauth-authorization-server", metadata(issuer, "https://a.example"));

    assertThat(jwks(issuer)).isEqualTo(URI.create("https://a.example"));
    assertThat(server.rest()).extracting(HttpAsked::method).containsExactly("GET");
  }

  /** RFC 8414, section 3.3: else one issuer could speak for another. */
  @ParameterizedTest
  @ValueSource(strings = {"/realms/other", "/realms/corp/", "/realms/Corp", "/realms", "/"})
  void metadataOfAnotherIssuer_isNone(String other) {
    URI issuer = server.url("/realms/corp");
    published.put(
        "/.well-known/oauth-authorization-server/realms/corp",
        metadata(server.url(other), "https://a.example"));

    assertThatThrownBy(() -> jwks(issuer)).isInstanceOf(DocumentUnavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a/keys", "keys", "https://u:p@a.example/keys", "file:///etc", " "})
  void keysThatLieNowhereSafe_areNone(String uri) {
    URI issuer = server.url("");
    published.put("/.well-known/oauth-authorization-server", metadata(issuer, uri));

    assertThatThrownBy(() -> jwks(issuer)).isInstanceOf(DocumentUnavailable.class);
  }

  @Test
  void issuerOverTls_cannotSendUsToKeysThatAnybodyCanChange() {
    assertThat(Discovery.isAsSafe(URI.create("https://a"), URI.create("http://a/keys"))).isFalse();
    assertThat(Discovery.isAsSafe(URI.create("https://a"), URI.create("https://b/keys"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"issuer\":1}", "<html>"})
  void answerThatIsNoMetadata_isNone(String body) {
    published.put("/.well-known/oauth-authorization-server", body);

    assertThatThrownBy(() -> jwks(server.url(""))).isInstanceOf(DocumentUnavailable.class);
  }

  @Test
  void redirect_isNotFollowed() {
    try (ScriptedHttp elsewhere =
        ScriptedHttp.start((_, wire) -> wire.empty(302, "Location: http://127.0.0.1:9/"))) {
      assertThatThrownBy(() -> jwks(elsewhere.url("")))
          .isInstanceOf(DocumentUnavailable.class)
          .hasMessageContaining("HTTP 302");
    }
  }

  /** However short the pauses are: whoever waits for it would wait for ever. */
  @Test
  void documentThatTrickles_isGivenUp_whenItsTimeIsOver() {
    CountDownLatch enough = new CountDownLatch(1);
    try (ScriptedHttp trickling =
        ScriptedHttp.start((_, wire) -> {
          wire.stream();
          while (!enough.await(1, TimeUnit.MILLISECONDS)) {
            wire.chunk(" ");
          }
        })) {
      Documents documents = new Documents(pool, Duration.ofMillis(500));

      assertThatThrownBy(() -> documents.get(trickling.url("/keys")))
          .isInstanceOf(DocumentUnavailable.class)
          .hasMessageContaining("timed out");
    } finally {
      enough.countDown();
    }
  }

  @Test
  void documentWithoutAnEnd_isGivenUp() {
    String endless = "x".repeat(600 * 1024);
    published.put("/keys", endless);

    assertThatThrownBy(() -> new Documents(pool, Duration.ofMinutes(1)).get(server.url("/keys")))
        .isInstanceOf(DocumentUnavailable.class)
        .hasMessageContaining("too large");
  }
}
