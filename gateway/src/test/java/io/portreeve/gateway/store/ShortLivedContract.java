package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is promised of what is kept for minutes, wherever that is. */
public abstract class ShortLivedContract {
  private static final Duration LONG = Duration.ofHours(1);

  protected final String name = UUID.randomUUID().toString();
  protected final JsonObject content = JsonObject.empty().with("who", "anna");

  /** That of one node; of another at each call, where there are several. */
  protected abstract ShortLived node();

  /** Returns once so much time has passed for those who keep it. */
  protected abstract void pass(Duration time);

  @Test
  void whatIsKept_isFoundUntilItIsRemoved() {
    node().put(name, content, LONG);

    assertThat(node().get(name)).hasValue(content);
    assertThat(node().get(name)).hasValue(content);
    node().remove(name);
    assertThat(node().get(name)).isEmpty();
  }

  @Test
  void whatWasTaken_isGone() {
    node().put(name, content, LONG);

    assertThat(node().take(name)).hasValue(content);
    assertThat(node().take(name)).isEmpty();
    assertThat(node().get(name)).isEmpty();
  }

  @Test
  void whatWasNeverKept_isNotFound_andRemovingItIsNoError() {
    assertThat(node().get(name)).isEmpty();
    assertThat(node().take(name)).isEmpty();
    node().remove(name);
  }

  @Test
  void later_takesThePlaceOfEarlier() {
    node().put(name, content, LONG);
    node().put(name, JsonObject.empty().with("who", "bob"), LONG);

    assertThat(node().get(name).flatMap(text -> text.string("who"))).hasValue("bob");
  }

  @Test
  void whatIsTooOld_isGone() {
    node().put(name, content, Duration.ofMillis(100));

    pass(Duration.ofMillis(200));

    assertThat(node().get(name)).isEmpty();
    assertThat(node().take(name)).isEmpty();
  }

  @Test
  void ofManyWhoTakeIt_oneGetsIt() {
    node().put(name, content, LONG);
    List<Future<Boolean>> taken;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      taken =
          IntStream.range(0, 16)
              .mapToObj(_ -> {
                ShortLived node = node();
                return threads.submit(() -> node.take(name).isPresent());
              })
              .toList();
    }
    assertThat(taken.stream().filter(Future::resultNow)).hasSize(1);
  }
}
