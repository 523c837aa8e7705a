package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresSourceTest {
  private final List<Socket> held = new CopyOnWriteArrayList<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final ServerSocket server = listening();
  private final Thread listener = Thread.ofVirtual().start(this::take);
  private volatile boolean mute;

  private static ServerSocket listening() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Takes whoever comes, and says nothing; he is sent away at once, but for one. */
  private void take() {
    while (!server.isClosed()) {
      try {
        Socket one = server.accept();
        var _ = taken.incrementAndGet();
        if (mute) {
          mute = false;
          held.add(one);
        } else {
          one.close();
        }
      } catch (IOException over) {
        assertThat(over).isNotNull();
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    server.close();
    letGo();
    listener.join();
  }

  private void letGo() throws IOException {
    for (Socket one : held) {
      one.close();
    }
  }

  private PostgresSource source() {
    return new PostgresSource(
        new PostgresOptions(
            "127.0.0.1:" + server.getLocalPort() + "/x",
            "x",
            () -> "x",
            Optional.empty(),
            false,
            8,
            Duration.ofMinutes(1)));
  }

  private void tryUntilOneIsHeld(PostgresSource source) {
    while (held.isEmpty()) {
      assertThatThrownBy(source::open).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void whileOneCallerTriesWhetherTheServerIsBack_theOthersFailAtOnce() throws Exception {
    PostgresSource source = source();
    assertThatThrownBy(source::open).isInstanceOf(SQLException.class);
    mute = true;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = threads.submit(() -> tryUntilOneIsHeld(source));
      Eventually.holds("one tries", () -> held.size() == 1);
      int before = taken.get();

      long since = System.nanoTime();
      while (System.nanoTime() - since < PostgresSource.PAUSE.multipliedBy(2).toNanos()) {
        assertThatThrownBy(source::open).isInstanceOf(SQLException.class);
      }

      assertThat(taken).hasValue(before);
      letGo();
      assertThat(first.get()).isNull();
    }
    Eventually.holds("another tries", () -> triesAgain(source));
  }

  private boolean triesAgain(PostgresSource source) {
    int before = taken.get();
    assertThatThrownBy(source::open).isInstanceOf(SQLException.class);
    return taken.get() > before;
  }
}
