package io.portreeve.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.gateway.store.ShortLivedContract;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.ManualClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsRedis
@Timeout(120)
class RedisShortLivedTest extends ShortLivedContract {
  private static final Seal SEAL = Seal.forNow(new SecureRandom());
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration HOUR = Duration.ofHours(1);

  private final RedisServer server = RedisServer.shared();
  private final Nodes<ShortLived> nodes =
      new Nodes<>(server, link -> new RedisShortLived(link, SEAL, CLOCK, "visitor"));
  private final Nodes<ShortLived> four =
      new Nodes<>(server, link -> new RedisShortLived(link, SEAL, CLOCK, "four", 4));

  @AfterEach
  void close() {
    nodes.close();
    four.close();
  }

  @Override
  protected ShortLived node() {
    return nodes.next();
  }

  @Override
  protected ShortLived four() {
    return four.next();
  }

  @Override
  protected void pass(Duration time) {
    long since = System.nanoTime();
    Eventually.holds("time passes", () -> System.nanoTime() - since > time.toNanos());
  }

  private String place(String of) {
    return Keys.of("visitor", of);
  }

  @Test
  void whatIsKept_canBeReadByNobodyElse() {
    node().put(name, content, HOUR);

    assertThat(String.valueOf(server.ask("GET", place(name)))).doesNotContain("anna");
    assertThat(server.keys()).noneMatch(key -> key.contains(name));
  }

  /** Who can write in Redis signs nobody in. */
  @Test
  void whatSomebodyMadeUp_orGaveAnotherName_isNotFound() {
    node().put(name, content, HOUR);
    server.ask("SET", place("mine"), String.valueOf(server.ask("GET", place(name))));
    server.ask("SET", place("made up"), "{\"principal\":\"anna\"}");

    assertThat(node().get("mine")).isEmpty();
    assertThat(node().get("made up")).isEmpty();
    assertThat(node().get(name)).hasValue(content);
  }

  /** Who copied what was there, and writes it back, brings back nobody who went. */
  @Test
  void copyThatIsPutBack_isNoLongerGoodThanWhatWasCopied() {
    ManualClock clock = ManualClock.atNewYear();
    try (RedisLink link = server.link()) {
      ShortLived kept = new RedisShortLived(link, SEAL, clock, "visitor");
      kept.put(name, content, HOUR);
      String copy = String.valueOf(server.ask("GET", place(name)));
      clock.advance(HOUR.minusMillis(1));
      server.ask("SET", place(name), copy);
      assertThat(kept.get(name)).hasValue(content);

      clock.advance(Duration.ofMillis(1));

      assertThat(kept.get(name)).isEmpty();
      assertThat(kept.take(name)).isEmpty();
    }
  }

  @Test
  void whatIsOfAnotherKind_isNotFound() {
    node().put(name, content, HOUR);
    server.ask("SET", Keys.of("leaving", name), String.valueOf(server.ask("GET", place(name))));
    try (RedisLink link = server.link()) {
      assertThat(new RedisShortLived(link, SEAL, CLOCK, "leaving").get(name)).isEmpty();
    }
  }

  @Test
  void lostServer_keepsAndFindsNothing() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      ShortLived kept = new RedisShortLived(link, SEAL, CLOCK, "visitor");
      own.kill();

      assertThatThrownBy(() -> kept.put("a", JsonObject.empty(), HOUR))
          .isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> kept.get("a")).isInstanceOf(StoreUnavailable.class);
    }
  }
}
