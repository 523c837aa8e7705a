package io.portreeve.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.store.ShortLived;
import io.portreeve.gateway.store.ShortLivedContract;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Eventually;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RedisShortLivedTest extends ShortLivedContract {
  private static final Seal SEAL = Seal.forNow(new SecureRandom());
  private static final Duration HOUR = Duration.ofHours(1);

  private final RedisServer server = RedisServer.shared();
  private final Nodes<ShortLived> nodes =
      new Nodes<>(server, link -> new RedisShortLived(link, SEAL, "visitor"));

  @AfterEach
  void close() {
    nodes.close();
  }

  @Override
  protected ShortLived node() {
    return nodes.next();
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

  @Test
  void whatIsOfAnotherKind_isNotFound() {
    node().put(name, content, HOUR);
    server.ask("SET", Keys.of("leaving", name), String.valueOf(server.ask("GET", place(name))));
    try (RedisLink link = server.link()) {
      assertThat(new RedisShortLived(link, SEAL, "leaving").get(name)).isEmpty();
    }
  }

  @Test
  void lostServer_keepsAndFindsNothing() {
    try (RedisServer own = RedisServer.start();
        RedisLink link = own.link()) {
      ShortLived kept = new RedisShortLived(link, SEAL, "visitor");
      own.kill();

      assertThatThrownBy(() -> kept.put("a", JsonObject.empty(), HOUR))
          .isInstanceOf(StoreUnavailable.class);
      assertThatThrownBy(() -> kept.get("a")).isInstanceOf(StoreUnavailable.class);
    }
  }
}
