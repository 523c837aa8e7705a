package io.portreeve.gateway.journey;

import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionAcknowledged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Collects the final answers of several servers and passes their notifications on, one at a time.
 */
final class Merging {
  /** Notifications that a server sends before all have acknowledged wait here, up to this many. */
  private static final int MOST_EARLY = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ServerId, ServerMessage> answers = new LinkedHashMap<>();
  private final List<Notification> early = new ArrayList<>();
  private final Set<ServerId> unacknowledged = new HashSet<>();
  private final ServerStream out;
  private Optional<SubscriptionAcknowledged> acknowledged = Optional.empty();
  private Optional<InterruptedException> gone = Optional.empty();

  Merging(Request asked, Set<ServerId> servers, ServerStream out) {
    this.out = out;
    if (asked instanceof Listen) {
      unacknowledged.addAll(servers);
    }
  }

  void deliver(ServerId server, ServerMessage message) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      stay();
      switch (message) {
        case SubscriptionAcknowledged ack -> acknowledge(server, ack);
        case Notification notification -> pass(notification);
        case Result result -> finish(server, result);
        case Failure failure -> finish(server, failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** From now on nothing is delivered: nobody is there to read it. */
  void gone(InterruptedException why) {
    lock.lock();
    try {
      gone = Optional.of(why);
    } finally {
      lock.unlock();
    }
  }

  /** The answers, once every server has given its own. */
  Map<ServerId, ServerMessage> answers() throws InterruptedException {
    stay();
    return Map.copyOf(answers);
  }

  private void stay() throws InterruptedException {
    if (gone.isPresent()) {
      throw new InterruptedException(gone.get().getMessage());
    }
  }

  private void pass(Notification notification) throws InterruptedException {
    if (unacknowledged.isEmpty()) {
      out.deliver(notification);
    } else if (early.size() < MOST_EARLY) {
      early.add(notification);
    }
  }

  private void finish(ServerId server, ServerMessage last) throws InterruptedException {
    answers.put(server, last);
    settle(server);
  }

  private void acknowledge(ServerId server, SubscriptionAcknowledged ack)
      throws InterruptedException {
    acknowledged = Optional.of(acknowledged.map(others -> union(others, ack)).orElse(ack));
    settle(server);
  }

  /** The acknowledgement is the first message of a stream, so one speaks for all the servers. */
  private void settle(ServerId server) throws InterruptedException {
    if (unacknowledged.remove(server) && unacknowledged.isEmpty() && acknowledged.isPresent()) {
      out.deliver(acknowledged.get());
      for (Notification notification : early) {
        out.deliver(notification);
      }
      early.clear();
    }
  }

  private static SubscriptionAcknowledged union(
      SubscriptionAcknowledged one, SubscriptionAcknowledged other) {
    return one.withFilter(one.filter().union(other.filter()));
  }
}
