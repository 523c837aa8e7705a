package io.portreeve.gateway.http;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What the connections of one listener share. */
final class ListenerState {
  private final HttpEngine engine;
  private final ListenerOptions options;
  private final HttpHandler handler;
  private final HttpRefusals refusals;
  private final MessageMemory memory;
  private final AtomicInteger handling = new AtomicInteger();
  private final Set<ServerConnection> connections = new HashSet<>();
  private final AddressCount addresses;
  private volatile boolean draining;

  ListenerState(
      HttpEngine engine, ListenerOptions options, HttpHandler handler, HttpRefusals refusals) {
    this.engine = engine;
    this.options = options;
    this.handler = handler;
    this.refusals = refusals;
    this.addresses = new AddressCount(options.maxConnectionsPerAddress());
    this.memory = new MessageMemory(options.maxBufferedBytes());
  }

  HttpEngine engine() {
    return engine;
  }

  ListenerOptions options() {
    return options;
  }

  HttpHandler handler() {
    return handler;
  }

  HttpRefusals refusals() {
    return refusals;
  }

  MessageMemory memory() {
    return memory;
  }

  /** Takes a place among the requests being handled; to be given back by {@link #handled}. */
  boolean admit() {
    if (handling.incrementAndGet() <= options.maxRequests()) {
      return true;
    }
    handling.decrementAndGet();
    return false;
  }

  int underWay() {
    return handling.get();
  }

  void handled() {
    handling.decrementAndGet();
  }

  /** Registers a connection, or says why there is no place for it. */
  synchronized Optional<Refusal> add(ServerConnection connection) {
    if (connections.size() >= options.maxConnections()) {
      return Optional.of(Refusal.OVERLOADED);
    }
    if (!addresses.add(connection.peer().remote().getAddress())) {
      return Optional.of(Refusal.ADDRESS_OVERLOADED);
    }
    connections.add(connection);
    return Optional.empty();
  }

  synchronized void remove(ServerConnection connection) {
    if (connections.remove(connection)) {
      addresses.remove(connection.peer().remote().getAddress());
    }
    notifyAll();
  }

  synchronized List<ServerConnection> connections() {
    return List.copyOf(connections);
  }

  boolean draining() {
    return draining;
  }

  void drain() {
    draining = true;
    connections().forEach(ServerConnection::drain);
  }

  /** Waits until no connection is left; false if some are after that time. */
  synchronized boolean awaitNone(long nanos) throws InterruptedException {
    long deadline = System.nanoTime() + nanos;
    while (!connections.isEmpty()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(left / 1_000_000, 1));
    }
    return true;
  }
}
