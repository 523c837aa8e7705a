package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.ManualClock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FirstLookTest {
  private static final Principal US =
      new Principal("portreeve", Set.of(), Principal.Authentication.LOCAL_PROCESS);
  private static final List<ServerId> SERVERS = List.of(new ServerId("a"), new ServerId("b"));

  @Test
  void everyServer_isAskedForEveryKind_byUs() throws Exception {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    CountDownLatch left = new CountDownLatch(SERVERS.size() * Kind.values().length);

    FirstLook look =
        FirstLook.begin(
            SERVERS,
            US,
            (exchange, kind) -> {
              asked.add(exchange.server() + " " + kind + " " + exchange.principal().id());
              left.countDown();
            },
            ManualClock.atNewYear(),
            () -> new ExchangeId("x"));

    try (look) {
      left.await();
    }
    assertThat(asked)
        .containsAll(Stream.of(Kind.values()).map(kind -> "a " + kind + " portreeve").toList())
        .hasSize(SERVERS.size() * Kind.values().length);
  }

  @Test
  void closing_endsALookThatHangs() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);

    FirstLook look =
        FirstLook.begin(
            SERVERS.subList(0, 1),
            US,
            (_, _) -> {
              hanging.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                ended.countDown();
              }
            },
            ManualClock.atNewYear(),
            () -> new ExchangeId("x"));
    hanging.await();
    look.close();

    ended.await();
    assertThat(ended.getCount()).isZero();
  }
}
