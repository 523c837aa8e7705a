package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.login.Registrations.Registered;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.server.HttpAsked;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who we are to authorization servers, in the order that the specification has. */
@Timeout(120)
class RegistrationsTest {
  private static final URI DOCUMENT = URI.create("https://gw.example/login/client.json");
  private static final URI REDIRECT = URI.create("https://gw.example/login/callback");

  private final LoginDouble server = new LoginDouble();
  private final ManualClock clock = ManualClock.atNewYear();
  private final KeptInMemory settings = new KeptInMemory();
  private final Seal seal = Seal.forNow(new SecureRandom());
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());

  @AfterEach
  void close() {
    pool.close();
    engine.close();
    server.close();
  }

  private Registrations registrations(
      Optional<Registered> registered, Optional<URI> document, boolean dynamic) {
    return new Registrations(
        new Registrations.Settings(registered, document, dynamic, REDIRECT),
        new Fetcher(pool, Duration.ofSeconds(20)),
        new Kept(settings, seal),
        clock);
  }

  private Registrations dynamic() {
    return registrations(Optional.empty(), Optional.empty(), true);
  }

  private AuthorizationServer described(String more) throws LoginFailed {
    return described(URI.create(server.base()), more);
  }

  private AuthorizationServer described(URI issuer, String more) throws LoginFailed {
    String text =
        LoginDouble.metadata(more)
            .replace("\"issuer\":\"@\"", "\"issuer\":\"" + issuer + "\"")
            .replace("@", server.base());
    return AuthorizationServer.of(
        (JsonObject) Jsons.read(text.getBytes(StandardCharsets.UTF_8)), issuer);
  }

  private static final String READS = ",\"client_id_metadata_document_supported\":true";

  private Registered registered(URI issuer) {
    return new Registered(issuer, "known", Optional.of("s:1"));
  }

  @Test
  void whatTheOperatorRegistered_comesFirst() throws Exception {
    Registered ours = registered(URI.create(server.base()));

    Client client =
        registrations(Optional.of(ours), Optional.of(DOCUMENT), true).at(described(READS));

    assertThat(client).isEqualTo(new Client("known", Optional.of("s:1"), Client.Method.BASIC));
    assertThat(server.http().rest()).isEmpty();
  }

  @Test
  void secretOfOneAuthorizationServer_isNeverForAnother() throws Exception {
    Registered elsewhere = registered(URI.create("https://idp.example"));
    AuthorizationServer lying = described("");

    assertThatThrownBy(
            () -> registrations(Optional.of(elsewhere), Optional.empty(), true).at(lying))
        .isInstanceOf(LoginFailed.class);
  }

  @Test
  void addressOfADocument_comesNext_whereTheServerReadsIt() throws Exception {
    Registrations registrations = registrations(Optional.empty(), Optional.of(DOCUMENT), true);

    assertThat(registrations.at(described(READS))).isEqualTo(Client.without(DOCUMENT.toString()));
    assertThat(registrations.at(described("")).id()).isEqualTo("registered");
  }

  @Test
  void registration_isMadeOnce_andSurvivesARestart() throws Exception {
    Client first = dynamic().at(described(""));

    assertThat(dynamic().at(described(""))).isEqualTo(first);

    HttpAsked asked = server.http().next();
    assertThat(asked.json().string("application_type")).contains("web");
    assertThat(asked.json().array("redirect_uris").orElseThrow().toString())
        .isEqualTo("[\"" + REDIRECT + "\"]");
    assertThat(server.http().rest()).isEmpty();
  }

  @Test
  void secretInTheStore_cannotBeReadThere() throws Exception {
    dynamic().at(described(""));

    assertThat(settings.text()).isNotEmpty().doesNotContain("secret-of-the-client", "registered");
  }

  /** What one gave us must not be tried at the next, which may be somebody else's (SEP-2352). */
  @Test
  void otherAuthorizationServer_meansAnotherRegistration() throws Exception {
    dynamic().at(described(""));
    dynamic().at(described(URI.create(server.base() + "/second"), ""));

    assertThat(server.http().rest()).hasSize(2);
  }

  @Test
  void secretThatRanOut_isReplaced() throws Exception {
    long expires = clock.instant().plusSeconds(60).getEpochSecond();
    server.registration =
        "{\"client_id\":\"brief\",\"client_secret\":\"x\",\"client_secret_expires_at\":"
            + expires
            + "}";
    dynamic().at(described(""));
    clock.advance(Duration.ofSeconds(61));
    server.registration = "{\"client_id\":\"next\"}";

    assertThat(dynamic().at(described(""))).isEqualTo(Client.without("next"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"none\"]|none",
        "[\"client_secret_post\"]|client_secret_post",
        "[\"none\",\"client_secret_post\",\"client_secret_basic\"]|client_secret_basic",
        "[\"private_key_jwt\"]|none"
      })
  void wayToAuthenticate_isOneThatTheServerTakes(String methods, String wanted) throws Exception {
    var _ = dynamic().at(described(",\"token_endpoint_auth_methods_supported\":" + methods));

    assertThat(server.http().next().json().string("token_endpoint_auth_method")).contains(wanted);
  }

  /** RFC 8414, section 2: who lists no ways takes this one. */
  @Test
  void serverThatListsNoWayToAuthenticate_takesTheOneThatAllTake() throws Exception {
    var _ = dynamic().at(described(""));

    assertThat(server.http().next().json().string("token_endpoint_auth_method"))
        .contains("client_secret_basic");
  }

  /** RFC 7591, section 3.2.1: what the server registered counts, and not what we wanted. */
  @Test
  void wayThatTheServerRegistered_isTheOneThatIsUsed() throws Exception {
    server.registration =
        "{\"client_id\":\"x\",\"client_secret\":\"y\","
            + "\"token_endpoint_auth_method\":\"client_secret_post\"}";

    assertThat(dynamic().at(described("")).method()).isEqualTo(Client.Method.POST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"client_secret_post\"]|POST",
        "[\"client_secret_post\",\"client_secret_basic\"]|BASIC",
        "[\"private_key_jwt\"]|BASIC"
      })
  void secretOfTheOperator_isSentInAWayThatTheServerTakes(String methods, Client.Method way)
      throws Exception {
    Registrations ours =
        registrations(Optional.of(registered(URI.create(server.base()))), Optional.empty(), false);

    assertThat(ours.at(described(",\"token_endpoint_auth_methods_supported\":" + methods)).method())
        .isEqualTo(way);
  }

  @Test
  void serverThatRefuses_endsTheLogin() throws Exception {
    AuthorizationServer described = described("");
    server.registration = "";

    assertThatThrownBy(() -> dynamic().at(described)).isInstanceOf(LoginFailed.class);
  }

  /** The server would register whoever asks. */
  @Test
  void registrationThatTheOperatorDoesNotAllow_isNotEvenAskedFor() throws Exception {
    AuthorizationServer described = described("");
    Registrations forbidden = registrations(Optional.empty(), Optional.empty(), false);

    assertThatThrownBy(() -> forbidden.at(described)).isInstanceOf(LoginFailed.class);

    assertThat(server.http().rest()).isEmpty();
    assertThat(settings.text()).isEmpty();
    assertThat(dynamic().at(described).id()).isEqualTo("registered");
  }

  @Test
  void secret_isSentOnlyInTheWayThatWasAgreed() throws Exception {
    Client basic = new Client("a b", Optional.of("s:1"), Client.Method.BASIC);
    Client post = new Client("a b", Optional.of("s:1"), Client.Method.POST);
    var inBasic = new HashMap<String, String>();
    var inPost = new HashMap<String, String>();
    basic.identify(inBasic);
    post.identify(inPost);

    assertThat(inBasic).isEmpty();
    assertThat(basic.fields().first("authorization")).contains("Basic YStiOnMlM0Ex");
    assertThat(inPost).containsEntry("client_secret", "s:1");
    assertThat(post.fields().size()).isZero();
    assertThat(basic + " " + post).doesNotContain("s:1");
  }
}
