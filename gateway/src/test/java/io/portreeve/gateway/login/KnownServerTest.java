package io.portreeve.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.http.HttpEngine;
import io.portreeve.gateway.http.HttpPool;
import io.portreeve.gateway.http.PoolOptions;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KnownServerTest {
  private final ManualClock clock = ManualClock.atNewYear();
  private final HttpEngine engine = HttpEngine.start(1);
  private final HttpPool pool =
      HttpPool.open(engine, PoolOptions.defaults(), AddressResolver.system());
  private volatile boolean down;
  private final ScriptedHttp http = ScriptedHttp.start((_, wire) -> answer(wire));
  private final KnownServer server =
      new KnownServer(new Fetcher(pool, Duration.ofSeconds(60)), http.url(""), clock);

  private void answer(HttpWire wire) throws IOException {
    if (down) {
      wire.empty(500);
    } else {
      wire.json(
          200,
          "{\"issuer\":\"%s\",\"authorization_endpoint\":\"%s\",\"token_endpoint\":\"%s\"}"
              .formatted(http.url(""), http.url("/authorize"), http.url("/token")));
    }
  }

  @AfterEach
  void close() {
    pool.close();
    engine.close();
    http.close();
  }

  @Test
  void metadata_isAskedForOnceInTenMinutes_howeverManyComeToSignIn() throws Exception {
    for (int stranger = 0; stranger < 50; stranger++) {
      assertThat(server.find().token()).isEqualTo(http.url("/token"));
    }
    assertThat(http.rest()).hasSize(1);

    clock.advance(Duration.ofMinutes(10));
    assertThat(server.find().token()).isEqualTo(http.url("/token"));
    assertThat(http.rest()).hasSize(1);
  }

  @Test
  void issuerThatFails_isAskedAgainInFiveSeconds_andNotBefore() throws Exception {
    down = true;
    for (int stranger = 0; stranger < 50; stranger++) {
      assertThatThrownBy(server::find)
          .isInstanceOf(LoginFailed.class)
          .hasMessageContaining("HTTP 500");
    }
    assertThat(http.rest()).hasSize(1);

    down = false;
    clock.advance(Duration.ofSeconds(5));
    assertThat(server.find().token()).isEqualTo(http.url("/token"));
  }
}
