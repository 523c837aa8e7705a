package io.portreeve.gateway.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Lines on their way to a child: whoever adds one never waits for the child to read. */
final class Unread {
  /** What a line takes besides its bytes. */
  private static final int OVERHEAD = 32;

  private final int most;
  private final Deque<byte[]> lines = new ArrayDeque<>();
  private int size;
  private boolean closed;

  Unread(int most) {
    this.most = most;
  }

  /** False if the child has too much to read already, or its input is closed. */
  synchronized boolean add(byte[] line) {
    if (closed || line.length > most - size) {
      return false;
    }
    lines.add(line);
    size += line.length + OVERHEAD;
    notifyAll();
    return true;
  }

  /** The next line, once there is one; empty after the last one before the close. */
  synchronized Optional<byte[]> next() throws InterruptedException {
    while (lines.isEmpty() && !closed) {
      wait();
    }
    return Optional.ofNullable(lines.peek());
  }

  /** The line that {@link #next} gave was written. */
  synchronized void written() {
    size -= lines.remove().length + OVERHEAD;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
