package io.portreeve.gateway.downstream;

import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One stream of messages to a client, apart from the connection that carries it: it is filled on,
 * within bounds, while nobody reads, and what was read can be read again for a while.
 *
 * <p>One reader at a time: a new one takes over, so no message goes to two.
 */
final class EventLog {
  private final LegacyLimits limits;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Event> kept = new ArrayDeque<>();
  private long bytes;
  private long last;
  private long read;
  private boolean ended;
  private Optional<Reader> reader = Optional.empty();
  private Instant left;

  EventLog(LegacyLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
    this.left = clock.instant();
  }

  /** A message and its place in the stream, counted from 1. */
  record Event(long number, RpcMessage message, int size) {}

  /** What a reader finds. */
  sealed interface Next {
    /** The next message. */
    record Message(Event event) implements Next {}

    /** Nothing came in that time. */
    record Silence() implements Next {}

    /** Nothing more will come, or another reader took over. */
    record End() implements Next {}
  }

  /**
   * Adds a message; waits while too many are unread.
   *
   * @throws InterruptedException also if nobody reads them for too long
   */
  void append(RpcMessage message) throws InterruptedException {
    int size = JsonWriter.measure(message.toJson());
    lock.lockInterruptibly();
    try {
      long patience = limits.orphan().toNanos();
      while (!makeRoom(size, false)) {
        if (patience <= 0) {
          throw new InterruptedException("the client does not read");
        }
        patience = changed.awaitNanos(patience);
      }
      add(message, size);
    } finally {
      lock.unlock();
    }
  }

  /** Adds a message at once; the oldest give way. What still waits is not added twice. */
  void offer(RpcMessage message) {
    int size = JsonWriter.measure(message.toJson());
    lock.lock();
    try {
      boolean waits =
          kept.stream().anyMatch(it -> it.number() > read && it.message().equals(message));
      if (!waits && makeRoom(size, true)) {
        add(message, size);
      }
    } finally {
      lock.unlock();
    }
  }

  private void add(RpcMessage message, int size) {
    if (!ended) {
      last++;
      kept.add(new Event(last, message, size));
      bytes += size;
      changed.signalAll();
    }
  }

  /** Drops what was read, oldest first, and what was not only if that is allowed. */
  private boolean makeRoom(int size, boolean dropUnread) {
    while (!kept.isEmpty()
        && (kept.size() >= limits.waiting() || bytes + size > limits.waitingBytes())) {
      if (kept.getFirst().number() > read && !dropUnread) {
        return false;
      }
      bytes -= kept.removeFirst().size();
    }
    return true;
  }

  /** Nothing more will be added. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Reads on after what was read last. */
  Reader read() {
    lock.lock();
    try {
      return taken(read);
    } finally {
      lock.unlock();
    }
  }

  /** Reads again what followed that message; nothing if that is not known any more. */
  Optional<Reader> readAfter(long number) {
    lock.lock();
    try {
      long oldest = kept.isEmpty() ? last : kept.getFirst().number() - 1;
      return number < oldest || number > last ? Optional.empty() : Optional.of(taken(number));
    } finally {
      lock.unlock();
    }
  }

  private Reader taken(long after) {
    Reader taken = new Reader(after);
    reader = Optional.of(taken);
    changed.signalAll();
    return taken;
  }

  /** Whether nobody has read for so long that nobody will. */
  boolean abandoned() {
    lock.lock();
    try {
      Instant bound = left.plus(limits.orphan());
      return reader.isEmpty() && !clock.instant().isBefore(bound);
    } finally {
      lock.unlock();
    }
  }

  /** When the last reader left. */
  Instant left() {
    lock.lock();
    try {
      return left;
    } finally {
      lock.unlock();
    }
  }

  boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  boolean hasReader() {
    lock.lock();
    try {
      return reader.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** Reads the stream for one connection. */
  final class Reader implements AutoCloseable {
    private long at;

    private Reader(long after) {
      this.at = after;
    }

    /** Waits so long for the next message. */
    Next next(Duration patience) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long left = patience.toNanos();
        while (mine() && at == last && !ended && left > 0) {
          left = changed.awaitNanos(left);
        }
        return mine() ? found() : new Next.End();
      } finally {
        lock.unlock();
      }
    }

    private Next found() {
      Optional<Event> event = kept.stream().filter(it -> it.number() > at).findFirst();
      if (event.isEmpty()) {
        return ended ? new Next.End() : new Next.Silence();
      }
      at = event.get().number();
      read = Math.max(read, at);
      changed.signalAll();
      return new Next.Message(event.get());
    }

    private boolean mine() {
      return reader.filter(current -> current == this).isPresent();
    }

    /** Leaves the stream to whoever comes back for it. */
    @Override
    public void close() {
      lock.lock();
      try {
        if (mine()) {
          reader = Optional.empty();
          left = clock.instant();
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
