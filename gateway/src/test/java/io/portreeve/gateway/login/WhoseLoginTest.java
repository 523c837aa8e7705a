package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.gateway.upstream.UpstreamCredentials;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose the credentials of logins are, and which server sees them. */
@Timeout(120)
class WhoseLoginTest {
  private static final URI URL = URI.create("https://tickets.example/mcp");
  private static final Principal BY_DESK = anna("desk");
  private static final Principal BY_PHONE = anna("phone");

  private final ManualClock clock = ManualClock.atNewYear();
  private final SecureRandom random = new SecureRandom();
  private final Seal seal = Seal.forNow(random);
  private final LoginMemory memory =
      new LoginMemory(new KeptInMemory(), ShortLived.ofProcess(clock), seal, random, clock);
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());

  @AfterEach
  void close() {
    pool.close();
    engine.close();
  }

  private static Principal anna(String client) {
    return Exchanges.ANNA.through(Delegation.by(new io.portreeve.guard.Client(client)));
  }

  private ServerLogin login(LoginTarget target) {
    Tickets tickets =
        new Tickets(
            new LoginSite(URI.create("https://gateway.example"), Optional.empty()), seal, clock);
    TokenEndpoint tokens =
        new TokenEndpoint(new Fetcher(pool, Duration.ofSeconds(20)), Optional.empty());
    return new ServerLogin(target, tokens, memory, tickets, (_, _) -> true, clock);
  }

  private static LoginTarget target(URI url) {
    return LoginTarget.of(Exchanges.SERVER, url);
  }

  private static UpstreamCredential of(ServerLogin login, Principal principal) throws Exception {
    Exchange exchange = Exchanges.of(principal, Messages.callTool("who", "{}"));
    return login.of(exchange);
  }

  private static String set(ServerLogin login, Principal principal) throws Exception {
    return ((UpstreamCredential.Granted) of(login, principal)).set();
  }

  /**
   * Sessions are shared within a set. In a session of both, what the server refuses to one of them
   * would make a login page for the other.
   */
  @Test
  void callersWithoutALogin_shareNothing() throws Exception {
    ServerLogin login = login(target(URL));

    assertThat(set(login, BY_DESK)).isEqualTo(set(login, BY_DESK));
    assertThat(set(login, BY_DESK)).isNotEqualTo(set(login, BY_PHONE));
    assertThat(set(login, BY_DESK))
        .isNotEqualTo(
            set(
                login,
                new Principal("bert", BY_DESK.roles(), BY_DESK.authentication())
                    .through(BY_DESK.delegation())));
  }

  private void hasLoggedIn(Principal principal, String resource, String issuer) {
    memory.loggedIn(
        Who.of(Exchanges.SERVER, principal),
        new Grant(
            "grant",
            URI.create(issuer),
            URI.create(issuer + "/token"),
            Client.without("us"),
            resource,
            "access",
            Optional.of("refresh"),
            Optional.empty(),
            List.of(),
            List.of(),
            Instant.EPOCH,
            Optional.empty()));
  }

  private static boolean showsTheToken(UpstreamCredential credential) {
    return credential.equals(UpstreamCredential.Granted.bearer("access", "grant"));
  }

  /** The operator lets the same name lead elsewhere; what is kept was got for the old place. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/mcp",
        "https://tickets.example/other",
        "https://tickets.example:8443/mcp",
        "http://tickets.example/mcp"
      })
  void tokenOfOneAddress_isNotShownToAnother(String next) throws Exception {
    hasLoggedIn(BY_DESK, URL.toString(), "https://id.example");

    assertThat(showsTheToken(of(login(target(URL)), BY_DESK))).isTrue();
    assertThat(showsTheToken(of(login(target(URI.create(next))), BY_DESK))).isFalse();
  }

  @Test
  void tokenOfWhatHoldsTheServer_isShown_andSurvivesThatItMovesWithin() throws Exception {
    hasLoggedIn(BY_DESK, "https://tickets.example/", "https://id.example");

    assertThat(showsTheToken(of(login(target(URL)), BY_DESK))).isTrue();
    assertThat(showsTheToken(of(login(target(URL.resolve("/v2/mcp"))), BY_DESK))).isTrue();
  }

  @Test
  void tokenOfAnIssuerThatIsNotTheNamedOne_isNotShown() throws Exception {
    hasLoggedIn(BY_DESK, URL.toString(), "https://id.example");

    assertThat(showsTheToken(of(login(naming("https://id.example")), BY_DESK))).isTrue();
    assertThat(showsTheToken(of(login(naming("https://corp.example")), BY_DESK))).isFalse();
  }

  /** Nor is its refresh token used: the server is asked as by somebody who never logged in. */
  @Test
  void loginAtAnotherAddress_countsAsNone_andIsNotRenewed() throws Exception {
    ServerLogin moved = login(target(URI.create("https://evil.example/mcp")));
    hasLoggedIn(BY_DESK, URL.toString(), "https://id.example");
    Exchange exchange = Exchanges.of(BY_DESK, Messages.callTool("who", "{}"));
    var nothing = (UpstreamCredential.Granted) moved.of(exchange);

    assertThat(nothing.fields().size()).isZero();
    assertThat(moved.refused(exchange, nothing, new UpstreamCredentials.Refusal(401, List.of())))
        .isTrue();
    assertThat(moved.of(exchange)).isInstanceOf(UpstreamCredential.LoginNeeded.class);
  }

  private static LoginTarget naming(String issuer) {
    LoginTarget any = target(URL);
    return new LoginTarget(
        any.id(),
        any.url(),
        Optional.of(URI.create(issuer)),
        any.clientId(),
        any.clientSecret(),
        any.audience(),
        any.scopes(),
        any.dynamic(),
        any.hosts());
  }
}
