package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.catalog.CatalogLoader;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.Eventually;
import io.portreeve.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FirstLookTest {
  private static final Principal US =
      new Principal("portreeve", Set.of(), Principal.Authentication.LOCAL_PROCESS);
  private static final List<ServerId> SERVERS =
      Stream.of("a", "b", "c", "d", "e", "f").map(ServerId::new).toList();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int ALL = SERVERS.size() * Kind.values().length;

  private final ManualClock clock = ManualClock.atNewYear();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final CountDownLatch over = new CountDownLatch(1);

  @Test
  void everyServer_isAskedForEveryKind_byUs() throws Exception {
    CountDownLatch left = new CountDownLatch(ALL);
    try (FirstLook look = look(counting(left))) {
      look.begin(US);
      look.begin(US);
      left.await();
    }

    assertThat(asked)
        .containsAll(Stream.of(Kind.values()).map(kind -> "a " + kind + " portreeve").toList())
        .hasSize(ALL);
  }

  @Test
  void endOfTheLook_isTold_afterEveryServerWasAsked() throws Exception {
    try (FirstLook look = look(counting(new CountDownLatch(ALL)))) {
      look.begin(US);
      over.await();

      assertThat(asked).hasSize(ALL);
    }
  }

  @Test
  void endOfALookAtNobody_isTold() throws Exception {
    try (FirstLook look =
        new FirstLook(
            List.of(),
            counting(new CountDownLatch(0)),
            clock,
            () -> new ExchangeId("x"),
            MINUTE,
            over::countDown)) {
      look.begin(US);
      over.await();

      assertThat(asked).isEmpty();
    }
  }

  @Test
  void closing_endsLooksThatHang_andBeginsNoneOfThoseThatWaitForTheirTurn() throws Exception {
    CountDownLatch hanging = new CountDownLatch(FirstLook.AT_A_TIME);
    Set<ServerId> ended = ConcurrentHashMap.newKeySet();
    FirstLook look =
        look((exchange, kind) -> {
          asked.add(exchange.server() + " " + kind);
          hanging.countDown();
          try {
            new CountDownLatch(1).await();
            return true;
          } finally {
            ended.add(exchange.server());
          }
        });
    look.begin(US);
    hanging.await();

    look.close();

    assertThat(ended).hasSize(FirstLook.AT_A_TIME);
    assertThat(over.getCount()).isOne();
    assertThat(asked).hasSize(FirstLook.AT_A_TIME);
  }

  @Test
  void closing_doesNotWaitForLooksThatDoNotEnd() throws Exception {
    CountDownLatch stubborn = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    FirstLook look =
        look(
            Duration.ZERO,
            (_, _) -> {
              stubborn.countDown();
              uninterrupted(go);
              return true;
            });
    look.begin(US);
    stubborn.await();

    look.close();

    go.countDown();
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ignored) {
      uninterrupted(latch);
    }
  }

  @Test
  void lookThatIsOver_doesNotBeginAgain() {
    FirstLook look = look(counting(new CountDownLatch(ALL)));
    look.close();
    look.begin(US);
    look.close();

    assertThat(asked).isEmpty();
  }

  @Test
  void slowServer_isNotAskedForMore_whenTheLookTookLong() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    try (FirstLook look =
        new FirstLook(
            SERVERS.subList(0, 1),
            (exchange, kind) -> {
              asked.add(exchange.server() + " " + kind);
              clock.advance(FirstLook.LONGEST);
              first.countDown();
              return true;
            },
            clock,
            () -> new ExchangeId("x"),
            MINUTE,
            () -> {})) {
      look.begin(US);
      first.await();
    }

    assertThat(asked).hasSize(1);
  }

  @Test
  void serverThatIsGivenUp_makesRoomForTheNext_whoseTimeBeginsThen() throws Exception {
    CountDownLatch hanging = new CountDownLatch(FirstLook.AT_A_TIME);
    CountDownLatch never = new CountDownLatch(1);
    try (FirstLook look =
        look((exchange, kind) -> {
          if (asked.add(exchange.server().value())) {
            hanging.countDown();
          }
          never.await();
          return true;
        })) {
      look.begin(US);
      hanging.await();
      Set<ServerId> first = look.asked().keySet();
      assertThat(first).hasSize(FirstLook.AT_A_TIME);
      clock.advance(MINUTE);
      Instant later = clock.instant();

      first.forEach(look::giveUp);

      Eventually.holds(
          "the others are asked, each from now on",
          () ->
              look.asked().size() == SERVERS.size() - FirstLook.AT_A_TIME
                  && look.asked().values().stream().allMatch(later::equals));
      look.asked().keySet().forEach(look::giveUp);
      over.await();
    }
  }

  @Test
  void serversThatHang_areGivenUpOnceTheyAreLate_soThatEachHasItsTurn() throws Exception {
    CountDownLatch hanging = new CountDownLatch(FirstLook.AT_A_TIME);
    CountDownLatch all = new CountDownLatch(SERVERS.size());
    try (FirstLook look =
        look((exchange, kind) -> {
          if (asked.add(exchange.server().value())) {
            hanging.countDown();
            all.countDown();
          }
          new CountDownLatch(1).await();
          return true;
        })) {
      look.begin(US);
      hanging.await();
      look.giveUpLate();
      assertThat(all.getCount()).isEqualTo(SERVERS.size() - FirstLook.AT_A_TIME);

      clock.advance(FirstLook.LONGEST);
      look.giveUpLate();

      all.await();
    }
  }

  private CatalogLoader counting(CountDownLatch left) {
    return (exchange, kind) -> {
      asked.add(exchange.server() + " " + kind + " " + exchange.principal().id());
      left.countDown();
      return true;
    };
  }

  private FirstLook look(CatalogLoader loader) {
    return look(MINUTE, loader);
  }

  private FirstLook look(Duration lastMoments, CatalogLoader loader) {
    return new FirstLook(
        SERVERS, loader, clock, () -> new ExchangeId("x"), lastMoments, over::countDown);
  }
}
