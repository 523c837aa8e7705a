package io.portreeve.gateway.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The books of a pool: which connections are there and who waits for one. Those who wait are served
 * in their order. A destination nobody has a connection to leaves no trace.
 */
final class Lanes {
  /** What a caller gets: a connection that was kept, or the right to open one. */
  sealed interface Grant {
    record Kept(ClientConnection connection) implements Grant {}

    record Open() implements Grant {}
  }

  private static final Grant OPEN = new Grant.Open();

  private static final class Lane {
    final Deque<ClientConnection> idle = new ArrayDeque<>();
    int count;
  }

  private static final class Waiter {
    final Destination destination;
    final Thread thread = Thread.currentThread();
    @Nullable Grant grant;

    Waiter(Destination destination) {
      this.destination = destination;
    }
  }

  private final PoolOptions options;
  private final Map<Destination, Lane> lanes = new HashMap<>();
  private final Set<ClientConnection> connections = new HashSet<>();
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private int total;
  private boolean closed;

  Lanes(PoolOptions options) {
    this.options = options;
  }

  PoolOptions options() {
    return options;
  }

  /** Waits for a grant until {@code deadline} on the clock of {@link System#nanoTime}. */
  Grant acquire(Destination destination, long deadline) throws HttpFailure, InterruptedException {
    Waiter waiter;
    synchronized (this) {
      Grant grant = grant(destination);
      if (grant != null) {
        return grant;
      }
      waiter = new Waiter(destination);
      waiters.add(waiter);
    }
    while (true) {
      long left = deadline - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(this, left);
      }
      boolean interrupted = Thread.interrupted();
      synchronized (this) {
        Grant grant = waiter.grant;
        if (grant != null && !interrupted) {
          return grant;
        }
        if (interrupted || left <= 0 || closed) {
          giveUp(waiter);
          if (interrupted) {
            throw new InterruptedException();
          }
          throw new HttpFailure(closed ? HttpFailure.Kind.CLOSED : HttpFailure.Kind.EXHAUSTED);
        }
      }
    }
  }

  private void giveUp(Waiter waiter) {
    waiters.remove(waiter);
    switch (waiter.grant) {
      case null -> {}
      case Grant.Kept kept -> keep(kept.connection());
      case Grant.Open _ -> freed(waiter.destination);
    }
  }

  private @Nullable Grant grant(Destination destination) throws HttpFailure {
    if (closed) {
      throw new HttpFailure(HttpFailure.Kind.CLOSED);
    }
    ClientConnection kept = takeKept(destination);
    if (kept != null) {
      return new Grant.Kept(kept);
    }
    Lane lane = lanes.get(destination);
    if ((lane == null || lane.count < options.maxPerDestination())
        && (total < options.maxConnections() || evictOne())) {
      lanes.computeIfAbsent(destination, _ -> new Lane()).count++;
      total++;
      return OPEN;
    }
    return null;
  }

  private @Nullable ClientConnection takeKept(Destination destination) {
    Lane lane = lanes.get(destination);
    ClientConnection kept = lane == null ? null : lane.idle.pollLast();
    while (lane != null && kept != null && !kept.usable()) {
      forget(kept);
      kept = lane.idle.pollLast();
    }
    return kept;
  }

  /** Makes room by closing a connection that some other destination does not use. */
  private boolean evictOne() {
    for (Lane lane : lanes.values()) {
      ClientConnection unused = lane.idle.pollFirst();
      if (unused != null) {
        forget(unused);
        return true;
      }
    }
    return false;
  }

  /** A connection was opened by right of a grant. */
  void opened(ClientConnection connection) {
    synchronized (this) {
      connections.add(connection);
      if (!closed && connection.active()) {
        return;
      }
    }
    // It ended before it stood in the books, or the pool did.
    remove(connection);
  }

  /** The connection that a grant allowed could not be opened. */
  synchronized void notOpened(Destination destination) {
    freed(destination);
  }

  /** A call is over and its connection can take another. */
  synchronized void release(ClientConnection connection) {
    if (connections.contains(connection)) {
      keep(connection);
    }
  }

  private void keep(ClientConnection connection) {
    Lane lane = lanes.get(connection.destination());
    if (lane != null) {
      lane.idle.addLast(connection);
      serve();
    }
  }

  /** A connection has ended. */
  synchronized void remove(ClientConnection connection) {
    Lane lane = lanes.get(connection.destination());
    if (lane != null) {
      lane.idle.remove(connection);
    }
    forget(connection);
    serve();
  }

  private void forget(ClientConnection connection) {
    if (connections.remove(connection)) {
      free(connection.destination());
    }
    connection.close();
  }

  private void freed(Destination destination) {
    free(destination);
    serve();
  }

  private void free(Destination destination) {
    Lane lane = lanes.get(destination);
    total--;
    if (lane != null && --lane.count == 0) {
      lanes.remove(destination);
    }
  }

  private void serve() {
    Iterator<Waiter> all = waiters.iterator();
    while (all.hasNext()) {
      Waiter waiter = all.next();
      Grant grant;
      try {
        grant = grant(waiter.destination);
      } catch (HttpFailure poolClosed) {
        return;
      }
      if (grant != null) {
        waiter.grant = grant;
        all.remove();
        LockSupport.unpark(waiter.thread);
        return;
      }
    }
  }

  synchronized int size() {
    return total;
  }

  void close() {
    Set<ClientConnection> open;
    synchronized (this) {
      closed = true;
      open = Set.copyOf(connections);
      waiters.forEach(waiter -> LockSupport.unpark(waiter.thread));
    }
    open.forEach(ClientConnection::close);
  }
}
