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

  /** Of one node, where only four have room. */
  protected abstract ShortLived four();

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

  /** Else one who leaves again and again drove everybody else away. */
  @Test
  void whoeverKeepsTooMuch_losesHisOldest_andNobodyElseLosesAny() {
    ShortLived four = four();
    four.putFor("bob", name, content, LONG);
    for (int i = 0; i < 9; i++) {
      four.putFor("anna", name + i, content, LONG);
    }

    assertThat(four.get(name + 6)).isEmpty();
    assertThat(four.get(name + 7)).isPresent();
    assertThat(four.get(name + 8)).isPresent();
    assertThat(four.get(name)).isPresent();
  }

  /** Anybody may leave to sign in: he must not fill the memory by that. */
  @Test
  void ofTooMuch_theOldestGoes() {
    ShortLived four = four();
    for (int i = 0; i < 5; i++) {
      four.put(name + i, content, LONG);
    }

    assertThat(four.get(name + 0)).isEmpty();
    assertThat(four.take(name + 1)).isPresent();
    four.remove(name + 2);
    four.put(name + 5, content, LONG);
    four.put(name + 6, content, LONG);
    assertThat(four.get(name + 3)).isPresent();
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
