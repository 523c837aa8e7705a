package io.portreeve.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.testkit.Eventually;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

class GroupCommitTest {
  private static final int QUEUE = 8;

  @TempDir Path directory;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger commits = new AtomicInteger();
  private String url;
  private GroupCommit writer;

  @BeforeEach
  void open() throws SQLException {
    url = "jdbc:sqlite:" + directory.resolve("test.db");
    Connection connection = DriverManager.getConnection(url);
    Session session = new Session(connection, Dialect.SQLITE);
    assertThat(session.update("CREATE TABLE t (x INTEGER PRIMARY KEY CHECK (x < 1000))")).isZero();
    ((SQLiteConnection) connection).addCommitListener(new CountingCommits(commits));
    writer = new GroupCommit(session, "BEGIN IMMEDIATE", QUEUE, 4);
  }

  @AfterEach
  void close() {
    writer.close();
    threads.close();
  }

  private Future<Integer> insert(int x) {
    return threads.submit(() -> writer.write(session -> insert(session, x)));
  }

  private static int insert(Session session, int x) throws SQLException {
    return session.update("INSERT INTO t VALUES (?)", x);
  }

  private List<Integer> committed() throws SQLException {
    try (Session other = new Session(DriverManager.getConnection(url), Dialect.SQLITE)) {
      return other.all("SELECT x FROM t ORDER BY x", row -> row.getInt(1));
    }
  }

  /** Holds the writer inside a write until the latch opens. */
  private Future<Integer> hold(CountDownLatch until) throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    Future<Integer> held =
        threads.submit(() ->
            writer.write(_ -> {
              inside.countDown();
              return waitFor(until);
            }));
    assertThat(inside.await(1, TimeUnit.MINUTES)).isTrue();
    return held;
  }

  private static int waitFor(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES) ? 1 : 0;
    } catch (InterruptedException e) {
      // close() interrupts the writer; the write that is running goes on.
      return waitFor(latch);
    }
  }

  private void untilQueued(int writes) {
    Eventually.holds(writes + " wait", () -> writer.waiting() >= writes);
  }

  @Test
  void writeThatReturned_isSeenByAnotherConnection() throws Exception {
    assertThat(insert(1).get()).isEqualTo(1);
    assertThat(committed()).containsExactly(1);
  }

  @Test
  void writesThatWaitTogether_shareOneCommit() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Future<Integer> held = hold(open);
    List<Future<Integer>> writes = new ArrayList<>();
    for (int x = 1; x <= 4; x++) {
      writes.add(insert(x));
    }
    untilQueued(4);
    open.countDown();
    for (Future<Integer> write : writes) {
      assertThat(write.get()).isEqualTo(1);
    }
    assertThat(held.get()).isEqualTo(1);
    assertThat(committed()).containsExactly(1, 2, 3, 4);
    assertThat(commits).hasValue(2);
  }

  @Test
  void failingWrite_takesNobodyWithIt() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Future<Integer> held = hold(open);
    Future<Integer> before = insert(1);
    untilQueued(1);
    Future<Integer> broken = insert(5000);
    untilQueued(2);
    Future<Integer> halfDone =
        threads.submit(() ->
            writer.write(session -> {
              throw new IllegalStateException("after " + insert(session, 3));
            }));
    untilQueued(3);
    Future<Integer> after = insert(2);
    untilQueued(4);
    open.countDown();
    assertThat(List.of(held.get(), before.get(), after.get())).containsOnly(1);
    assertThatThrownBy(broken::get).hasCauseInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(halfDone::get).hasRootCauseMessage("after 1");
    assertThat(committed()).containsExactly(1, 2);
  }

  @Test
  void fullQueue_refusesAtOnceAndLosesNothing() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Future<Integer> held = hold(open);
    List<Future<Integer>> accepted = new ArrayList<>();
    for (int x = 0; x < QUEUE; x++) {
      accepted.add(insert(x));
    }
    untilQueued(QUEUE);
    assertThatThrownBy(() -> writer.write(session -> insert(session, 99)))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessage("too many writes are waiting");
    open.countDown();
    for (Future<Integer> write : accepted) {
      assertThat(write.get()).isEqualTo(1);
    }
    assertThat(held.get()).isEqualTo(1);
    assertThat(committed()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void close_commitsWhatWasAcceptedAndRefusesTheRest() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Future<Integer> held = hold(open);
    List<Future<Integer>> accepted = new ArrayList<>();
    for (int x = 0; x < QUEUE; x++) {
      accepted.add(insert(x));
    }
    untilQueued(QUEUE);
    Future<?> closing = threads.submit(writer::close);
    Eventually.holds("the writer takes no more", writer::isClosed);
    assertThatThrownBy(() -> writer.write(session -> insert(session, 99)))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessage("the store is closed");
    open.countDown();
    closing.get();
    for (Future<Integer> write : accepted) {
      assertThat(write.get()).isEqualTo(1);
    }
    assertThat(held.get()).isEqualTo(1);
    assertThat(committed()).hasSize(QUEUE);
  }

  @Test
  void errorInTheWriter_commitsNothingAndRefusesAllThatFollows() throws Exception {
    assertThatThrownBy(() ->
            writer.write(session -> {
              throw new StackOverflowError("row " + insert(session, 7));
            }))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> writer.write(session -> insert(session, 1)))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessage("the store is closed");
    assertThat(committed()).isEmpty();
  }

  @Test
  void failedCommit_refusesEveryWriteOfTheBatch() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Future<Integer> held = hold(open);
    Future<Integer> first = insert(1);
    Future<Integer> closer =
        threads.submit(() ->
            writer.write(session -> {
              session.connection().close();
              return 1;
            }));
    untilQueued(2);
    open.countDown();
    assertThat(held.get()).isEqualTo(1);
    for (Future<Integer> write : List.of(first, closer)) {
      assertThatThrownBy(write::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StoreUnavailable.class);
    }
    assertThat(committed()).isEmpty();
    assertThatThrownBy(() -> writer.write(session -> insert(session, 2)))
        .isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void interruptedCaller_isRefusedAndStaysInterrupted() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Future<Integer> held = hold(open);
    Future<Boolean> cancelled =
        threads.submit(() -> {
          Thread.currentThread().interrupt();
          assertThatThrownBy(() -> writer.write(session -> insert(session, 1)))
              .isInstanceOf(StoreUnavailable.class);
          return Thread.interrupted();
        });
    assertThat(cancelled.get()).isTrue();
    open.countDown();
    assertThat(held.get()).isEqualTo(1);
  }

  private record CountingCommits(AtomicInteger count) implements SQLiteCommitListener {
    @Override
    public void onCommit() {
      count.incrementAndGet();
    }

    @Override
    public void onRollback() {}
  }
}
