package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.destinations.Names;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.upstream.Challenge;
import io.portreeve.testkit.server.HttpAsked;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that say where their users log in, and some that lie about it. */
@Timeout(120)
class DiscoveryTest {
  private static final String AS = LoginDouble.ISSUER;
  private static final String OPENID = "/.well-known/openid-configuration";

  private final LoginDouble server = new LoginDouble();
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(
          engine,
          PoolOptions.defaults(),
          new VettedAddresses(
              new Names(_ -> AddressResolver.system(), AddressResolver.system()),
              "127.0.0.1",
              Set.of()));
  private final Fetcher fetcher = new Fetcher(pool, Duration.ofSeconds(20));

  @AfterEach
  void close() {
    pool.close();
    engine.close();
    server.close();
  }

  private Discovery discovery(Optional<URI> issuer) {
    return new Discovery(fetcher, server.url(), issuer);
  }

  private Discovery.Found found(Challenge challenge) throws Exception {
    return discovery(Optional.empty()).find(challenge);
  }

  private Discovery.Found found() throws Exception {
    return found(Challenge.none());
  }

  private void assertRefused(String why) {
    assertThatThrownBy(this::found).isInstanceOf(LoginFailed.class).hasMessageContaining(why);
  }

  private List<String> asked() {
    return server.http().rest().stream().map(HttpAsked::target).toList();
  }

  @Test
  void serverWithoutAWord_isLookedUpAtItsPath_thenAtTheRoot() throws Exception {
    server.documents.remove(LoginDouble.RESOURCE);
    server.documents.put("/.well-known/oauth-protected-resource", LoginDouble.OWN);

    Discovery.Found found = found();

    assertThat(found.resource().resource()).isEqualTo(server.url().toString());
    assertThat(found.server().token()).isEqualTo(URI.create(server.base() + "/token"));
    assertThat(asked())
        .containsExactly(LoginDouble.RESOURCE, "/.well-known/oauth-protected-resource", AS);
  }

  @Test
  void challengeThatSaysWhere_isFollowedThere_andNowhereElse() throws Exception {
    server.documents.put("/elsewhere", LoginDouble.OWN);
    Challenge challenge =
        new Challenge(Optional.of(server.base() + "/elsewhere"), List.of(), Optional.empty());

    assertThat(found(challenge).server().issuer()).isEqualTo(URI.create(server.base()));
    assertThat(asked()).containsExactly("/elsewhere", AS);
  }

  @Test
  void challengeThatSaysAPlaceWhereNothingIs_endsTheLogin_thoughThereIsSomethingElsewhere() {
    Challenge challenge =
        new Challenge(Optional.of(server.base() + "/elsewhere"), List.of(), Optional.empty());

    assertThatThrownBy(() -> found(challenge)).isInstanceOf(LoginFailed.class);
    assertThat(asked()).containsExactly("/elsewhere");
  }

  /** What is checked is the address that was named, and no other is asked in its name. */
  @ParameterizedTest
  @ValueSource(strings = {LoginDouble.RESOURCE, LoginDouble.ISSUER})
  void redirect_isNotFollowed(String place) {
    server.documents.put("/elsewhere", server.documents.get(place));
    server.documents.put(place, "/elsewhere");

    assertThatThrownBy(this::found).isInstanceOf(LoginFailed.class);
    assertThat(asked()).contains(place).doesNotContain("/elsewhere");
  }

  @ParameterizedTest
  @CsvSource({
    "/tenant,/.well-known/oauth-authorization-server/tenant",
    "/tenant,/.well-known/openid-configuration/tenant",
    "/tenant,/tenant/.well-known/openid-configuration",
    "'',/.well-known/oauth-authorization-server",
    "'',/.well-known/openid-configuration",
  })
  void authorizationServer_isFoundInEachPlaceThatMayHoldIt(String path, String place)
      throws Exception {
    String metadata = LoginDouble.metadata("").replace("\"issuer\":\"@\"", issuer(path));
    server.documents.remove(AS);
    server.documents.put(place, metadata);
    server.documents.computeIfPresent(
        LoginDouble.RESOURCE, (_, document) -> document.replace("[\"@\"]", "[\"@" + path + "\"]"));

    assertThat(found().server().issuer()).isEqualTo(URI.create(server.base() + path));
    assertThat(asked()).endsWith(place);
  }

  private static String issuer(String path) {
    return "\"issuer\":\"@" + path + "\"";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://other.example/mcp",
        "@/mcp/inner",
        "@/m",
        "@/mcp?tenant=1",
        "@/mcp#part",
        "http://127.0.0.1:1/mcp",
        "http://user@127.0.0.1/mcp",
        "no address"
      })
  void metadataOfAnotherResource_areRefused(String resource) {
    server.documents.put(
        LoginDouble.RESOURCE,
        "{\"resource\":\"" + resource + "\",\"authorization_servers\":[\"@\"]}");

    assertThatThrownBy(this::found).isInstanceOf(LoginFailed.class);
    assertThat(asked()).containsExactly(LoginDouble.RESOURCE);
  }

  @Test
  void resourceThatHoldsTheServer_isTaken_asItIsWritten() throws Exception {
    server.documents.put(
        LoginDouble.RESOURCE, "{\"resource\":\"@/\",\"authorization_servers\":[\"@\"]}");

    assertThat(found().resource().resource()).isEqualTo(server.base() + "/");
  }

  /** Whoever could name himself otherwise could pass for another authorization server. */
  @ParameterizedTest
  @ValueSource(strings = {"@/", "@/tenant", "https://other.example", "@x"})
  void metadataUnderAnotherName_areRefused_toTheLetter(String name) {
    server.documents.put(
        AS, LoginDouble.metadata("").replace("\"issuer\":\"@\"", "\"issuer\":\"" + name + "\""));
    server.documents.put(OPENID, LoginDouble.metadata(""));

    assertRefused("metadata of another authorization server");
  }

  @Test
  void metadataUnderTheSameNameInOtherLetters_areRefused() {
    server.documents.put(
        LoginDouble.RESOURCE, "{\"resource\":\"@/mcp\",\"authorization_servers\":[\"@/tenant\"]}");
    server.documents.put(
        AS + "/tenant", LoginDouble.metadata("").replace("\"issuer\":\"@\"", issuer("/Tenant")));

    assertRefused("metadata of another authorization server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"plain\"]", "[]", "\"S256\""})
  void authorizationServerWithoutPkce_isRefused(String methods) {
    server.documents.put(AS, LoginDouble.metadata("").replace("[\"S256\"]", methods));

    assertRefused("PKCE");
  }

  /** Its answers could be another's: one address of ours takes the answers of all. */
  @ParameterizedTest
  @ValueSource(strings = {"", ",\"authorization_response_iss_parameter_supported\":false"})
  void authorizationServerWhoseAnswersBearNoName_isTakenOnlyWhereTheOperatorNamedIt(String promise)
      throws Exception {
    server.documents.put(AS, LoginDouble.silent(promise));
    URI named = URI.create(server.base());

    assertRefused("no `issuer` names it");
    assertThat(discovery(Optional.of(named)).find(Challenge.none()).server().issuer())
        .isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource({
    "http://10.0.0.1/token,no https address",
    "ftp://127.0.0.1/token,no https address",
    "javascript:alert(1),no https address",
    "/token,no https address",
  })
  void endpointThatIsNoAddressOfTheWeb_isRefused(String endpoint, String why) {
    server.documents.put(AS, LoginDouble.metadata("").replace("@/token", endpoint));

    assertRefused(why);
  }

  @Test
  void authorizationServerInOurOwnNetwork_isNotAsked() {
    server.documents.put(
        LoginDouble.RESOURCE,
        "{\"resource\":\"@/mcp\",\"authorization_servers\":[\"https://169.254.169.254\"]}");

    assertRefused("its name leads where no connection may go");
  }

  @Test
  void issuerThatTheOperatorNamed_isTheOnlyOne() throws Exception {
    server.documents.put(
        LoginDouble.RESOURCE,
        "{\"resource\":\"@/mcp\",\"authorization_servers\":[\"https://evil.example\",\"@\"]}");
    Discovery narrowed = discovery(Optional.of(URI.create(server.base())));
    Discovery other = discovery(Optional.of(URI.create("https://corp.example")));

    assertThat(narrowed.find(Challenge.none()).server().issuer())
        .isEqualTo(URI.create(server.base()));
    assertThatThrownBy(() -> other.find(Challenge.none()))
        .isInstanceOf(LoginFailed.class)
        .hasMessageContaining("does not name the issuer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "<html>", "{\"resource\":\"@/mcp\"}", "HTTP 500", "HTTP 302"})
  void whatIsNoMetadata_endsTheLogin(String document) {
    server.documents.put(LoginDouble.RESOURCE, document);

    assertThatThrownBy(this::found).isInstanceOf(LoginFailed.class);
  }

  @Test
  void documentThatIsTooLarge_isGivenUp() {
    server.documents.put(LoginDouble.RESOURCE, "{\"x\":\"" + "x".repeat(600 * 1024) + "\"}");

    assertRefused("too large");
  }

  @Test
  void serverThatNamesNoPlace_isRefused() {
    server.documents.clear();

    assertRefused("no metadata");
  }
}
