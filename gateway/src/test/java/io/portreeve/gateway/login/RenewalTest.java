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
import io.portreeve.guard.Exchange;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Several calls of one user whose token ran out. An authorization server may take a second use of a
 * refresh token for a theft, and end the login (RFC 9700, section 4.14.2).
 */
@Timeout(120)
class RenewalTest {
  private static final URI URL = URI.create("https://tickets.example/mcp");
  private static final Exchange CALL = Exchanges.of(Exchanges.ANNA, Messages.callTool("who", "{}"));
  private static final UpstreamCredential NEXT =
      UpstreamCredential.Granted.bearer("access-1", "grant");

  private final ManualClock clock = ManualClock.atNewYear();
  private final SecureRandom random = new SecureRandom();
  private final Seal seal = Seal.forNow(random);
  private final LoginMemory memory =
      new LoginMemory(new KeptInMemory(), ShortLived.ofProcess(clock), seal, random, clock);
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean held;
  private final ScriptedHttp authority = ScriptedHttp.start(this::serve);

  private void serve(HttpAsked asked, HttpWire wire) throws Exception {
    String number = "-" + count.incrementAndGet();
    if (held) {
      go.await();
    }
    wire.json(
        200,
        "{\"access_token\":\"access%s\",\"token_type\":\"Bearer\",\"refresh_token\":\"refresh%s\"}"
            .formatted(number, number));
  }

  @AfterEach
  void close() {
    go.countDown();
    pool.close();
    engine.close();
    authority.close();
  }

  private void hasLoggedIn() {
    memory.loggedIn(
        Who.of(Exchanges.SERVER, Exchanges.ANNA),
        new Grant(
            "grant",
            authority.url("/"),
            authority.url("/token"),
            Client.without("us"),
            URL.toString(),
            "access-0",
            Optional.of("refresh-0"),
            Optional.of(clock.instant()),
            List.of(),
            List.of(),
            Instant.EPOCH,
            Optional.empty()));
  }

  private ServerLogin login(InstantSource time) {
    Tickets tickets =
        new Tickets(
            new LoginSite(URI.create("https://gateway.example"), Optional.empty()), seal, clock);
    TokenEndpoint tokens =
        new TokenEndpoint(new Fetcher(pool, Duration.ofSeconds(30)), Optional.empty());
    return new ServerLogin(
        LoginTarget.of(Exchanges.SERVER, URL), tokens, memory, tickets, (_, _) -> true, time);
  }

  @Test
  void callsThatWaitForTheSameToken_haveItRenewedOnce() throws Exception {
    hasLoggedIn();
    held = true;
    ServerLogin login = login(clock);
    FutureTask<UpstreamCredential> first = new FutureTask<>(() -> login.of(CALL));
    FutureTask<UpstreamCredential> second = new FutureTask<>(() -> login.of(CALL));
    Thread.ofVirtual().start(first);
    assertThat(authority.next().body()).contains("refresh-0");

    Eventually.waits(Thread.ofVirtual().start(second));
    go.countDown();

    assertThat(List.of(first.get(), second.get())).containsOnly(NEXT);
    assertThat(authority.rest()).isEmpty();
  }

  /** It knew that the token had run out, and comes to renew it when another just did. */
  @Test
  void callThatComesLate_takesTheTokenThatIsThere() throws Exception {
    hasLoggedIn();
    AtomicInteger looks = new AtomicInteger();
    ServerLogin other = login(clock);
    ServerLogin late =
        login(() -> {
          if (looks.incrementAndGet() == 1) {
            assertThat(credential(other)).isEqualTo(NEXT);
          }
          return clock.instant();
        });

    assertThat(credential(late)).isEqualTo(NEXT);

    assertThat(authority.rest()).hasSize(1);
  }

  private static UpstreamCredential credential(ServerLogin login) {
    try {
      return login.of(CALL);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }
}
