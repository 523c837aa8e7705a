package io.portreeve.gateway.downstream;

import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One stream of messages to a client, apart from the connection that carries it: it is filled on,
 * within bounds, while nobody reads, and what was read can be read again for a while. What it keeps
 * is text: a message can take far more memory, and hold on to more than itself.
 *
 * <p>One reader at a time: a new one takes over, so no message goes to two.
 */
final class EventLog {
  private final LegacyLimits limits;
  private final InstantSource clock;
  private final KeptEvents memory;
  private final String owner;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Event> kept = new ArrayDeque<>();
  private long bytes;
  private long last;
  private long read;
  private boolean ended;
  private boolean forgotten;
  private Optional<Reader> reader = Optional.empty();
  private Instant left;

  /**
   * @param memory that it shares with all others
   * @param owner the principal whose part of it this takes
   */
  EventLog(LegacyLimits limits, InstantSource clock, KeptEvents memory, String owner) {
    this.limits = limits;
    this.clock = clock;
    this.memory = memory;
    this.owner = owner;
    this.left = clock.instant();
  }

  /** A message and its place in the stream, counted from 1. */
  static final class Event {
    private final long number;
    private final byte[] line;
    private final boolean answer;
    private final Optional<String> wanting;
    private boolean inHand;
    private boolean dropped;

    private Event(long number, byte[] line, RpcMessage message) {
      this.number = number;
      this.line = line;
      this.answer = message instanceof RpcResponse;
      this.wanting = StepUp.scopes(message);
    }

    long number() {
      return number;
    }

    /** The message, without a line end; not to be changed. */
    byte[] line() {
      return line;
    }

    /** The scopes of a token that the client must have first, if it says so. */
    Optional<String> wanting() {
      return wanting;
    }

    /** Whether it is a response. */
    boolean isAnswer() {
      return answer;
    }
  }

  /** What a reader finds. */
  sealed interface Next {
    /** The next message. */
    record Message(Event event) implements Next {}

    /** Nothing came in that time. */
    record Silence() implements Next {}

    /** Nothing more will come, or another reader took over. */
    record End() implements Next {}
  }

  String owner() {
    return owner;
  }

  /**
   * Adds a message; waits while too many are unread. If there is no room for it and nobody reads,
   * it is lost, and the stream cannot be resumed.
   *
   * @throws InterruptedException also if nobody reads them for too long
   */
  void append(RpcMessage message) throws InterruptedException {
    byte[] line = message.toJson().toLine();
    boolean room = memory.await(this, memory.weight(line.length), limits.orphan());
    boolean added = false;
    lock.lockInterruptibly();
    try {
      long patience = limits.orphan().toNanos();
      while (room && !makeRoom(line.length, false)) {
        if (patience <= 0) {
          throw new InterruptedException("the client does not read");
        }
        patience = changed.awaitNanos(patience);
      }
      added = room && add(line, message);
      if (!room) {
        lose();
      }
    } finally {
      lock.unlock();
      giveUnless(added || !room, line.length);
    }
  }

  /** Adds a message at once; the oldest give way. What still waits is not added twice. */
  void offer(RpcMessage message) {
    byte[] line = message.toJson().toLine();
    if (!memory.take(this, memory.weight(line.length))) {
      return;
    }
    boolean added = false;
    lock.lock();
    try {
      boolean waits =
          kept.stream().anyMatch(it -> it.number() > read && Arrays.equals(it.line(), line));
      added = !waits && makeRoom(line.length, true) && add(line, message);
    } finally {
      lock.unlock();
      giveUnless(added, line.length);
    }
  }

  private void giveUnless(boolean added, int size) {
    if (!added) {
      memory.give(this, memory.weight(size));
    }
  }

  private boolean add(byte[] line, RpcMessage message) {
    if (ended || (forgotten && reader.isEmpty())) {
      return false;
    }
    last++;
    kept.add(new Event(last, line, message));
    bytes += line.length;
    changed.signalAll();
    return true;
  }

  /** Whoever comes back must not miss a message without being told. */
  private void lose() {
    dropAll();
    last++;
    read = last;
  }

  /** Drops what was read, oldest first, and what was not only if that is allowed. */
  private boolean makeRoom(int size, boolean dropUnread) {
    while (!kept.isEmpty()
        && (kept.size() >= limits.waiting() || bytes + size > limits.waitingBytes())) {
      if (kept.getFirst().number() > passed() && !dropUnread) {
        return false;
      }
      drop();
    }
    return true;
  }

  /** What nobody will read but who comes back: a reader may be reading again what was read. */
  private long passed() {
    return reader.map(current -> Math.min(current.at, read)).orElse(read);
  }

  private void drop() {
    Event oldest = kept.removeFirst();
    bytes -= oldest.line().length;
    oldest.dropped = true;
    giveUnused(oldest);
  }

  private void dropAll() {
    while (!kept.isEmpty()) {
      drop();
    }
  }

  private void giveUnused(Event event) {
    if (event.dropped && !event.inHand) {
      memory.give(this, memory.weight(event.line().length));
    }
  }

  /** Drops what was read, and is not being written. */
  void dropRead() {
    lock.lock();
    try {
      while (!kept.isEmpty() && kept.getFirst().number() <= passed() && !kept.getFirst().inHand) {
        drop();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Drops everything, unless somebody reads. */
  void dropLeft() {
    lock.lock();
    try {
      if (reader.isEmpty()) {
        dropAll();
        read = last;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
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

  /** Nobody can come back for it: nothing is kept once its reader, if there is one, is done. */
  void forget() {
    lock.lock();
    try {
      ended = true;
      forgotten = true;
      if (reader.isEmpty()) {
        dropAll();
      }
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

  /** Reads the stream for one connection; what it got last is its own until it asks for more. */
  final class Reader implements AutoCloseable {
    private long at;
    private Optional<Event> got = Optional.empty();

    private Reader(long after) {
      this.at = after;
    }

    /** Waits so long for the next message. */
    Next next(Duration patience) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        giveBack();
        long left = patience.toNanos();
        while (mine() && mustWait() && left > 0) {
          left = changed.awaitNanos(left);
        }
        return mine() ? found() : new Next.End();
      } finally {
        lock.unlock();
      }
    }

    /** What a reader who was taken over from is still writing is not written twice at a time. */
    private boolean mustWait() {
      return following().map(event -> event.inHand).orElse(!ended);
    }

    private Optional<Event> following() {
      return kept.stream().filter(it -> it.number() > at).findFirst();
    }

    private Next found() {
      if (mustWait()) {
        return new Next.Silence();
      }
      Optional<Event> event = following();
      if (event.isEmpty()) {
        return new Next.End();
      }
      got = event;
      event.get().inHand = true;
      at = event.get().number();
      read = Math.max(read, at);
      changed.signalAll();
      return new Next.Message(event.get());
    }

    private void giveBack() {
      got.ifPresent(event -> {
        event.inHand = false;
        giveUnused(event);
        changed.signalAll();
      });
      got = Optional.empty();
    }

    private boolean mine() {
      return reader.filter(current -> current == this).isPresent();
    }

    /** Leaves the stream to whoever comes back for it, though it may still be writing. */
    void leave() {
      lock.lock();
      try {
        if (mine()) {
          reader = Optional.empty();
          left = clock.instant();
          if (forgotten) {
            dropAll();
          }
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Likewise, done with what it got. */
    @Override
    public void close() {
      lock.lock();
      try {
        giveBack();
        leave();
      } finally {
        lock.unlock();
      }
    }
  }
}
