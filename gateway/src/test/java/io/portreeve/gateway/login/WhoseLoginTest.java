package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.upstream.UpstreamCredential;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Principal;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose the credentials of logins are, and which server sees them. */
@Timeout(60)
class WhoseLoginTest {
  private static final URI URL = URI.create("https://tickets.example/mcp");
  private static final Principal BY_DESK = anna("desk");
  private static final Principal BY_PHONE = anna("phone");

  private final ManualClock clock = ManualClock.atNewYear();
  private final SecureRandom random = new SecureRandom();
  private final Seal seal = Seal.forNow(random);
  private final LoginMemory memory = new LoginMemory(new KeptInMemory(), seal, random, clock);
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());

  @AfterEach
  void close() {
    pool.close();
    engine.close();
  }

  private static Principal anna(String client) {
    return Exchanges.ANNA.through(Delegation.by(new Client(client)));
  }

  private ServerLogin login(LoginTarget target) {
    Tickets tickets = new Tickets(URI.create("https://gateway.example/login"), seal, clock);
    TokenEndpoint tokens = new TokenEndpoint(new Fetcher(pool, Duration.ofSeconds(20)));
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
}
