package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What came of a request, as whoever asked hears it. */
final class Heard implements ServerStream {
  private final List<ServerMessage> all = new ArrayList<>();
  private final BlockingQueue<ServerMessage> queue = new LinkedBlockingQueue<>();

  @Override
  public synchronized void deliver(ServerMessage message) {
    all.add(message);
    queue.add(message);
  }

  synchronized List<ServerMessage> all() {
    return List.copyOf(all);
  }

  /** Waits for the next message; fails the test if none comes for long. */
  ServerMessage next() throws InterruptedException {
    ServerMessage next = queue.poll(1, TimeUnit.MINUTES);
    if (next == null) {
      throw new AssertionError("nothing was delivered");
    }
    return next;
  }

  List<Notification> notifications() {
    return all().stream()
        .filter(Notification.class::isInstance)
        .map(Notification.class::cast)
        .toList();
  }

  /** The only final answer, which must be the last message. */
  ServerMessage end() {
    List<ServerMessage> messages = all();
    List<ServerMessage> ends =
        messages.stream().filter(message -> !(message instanceof Notification)).toList();
    if (ends.size() != 1 || !messages.getLast().equals(ends.getFirst())) {
      throw new AssertionError("not exactly one answer, at the end: " + messages);
    }
    return ends.getFirst();
  }

  JsonObject result() {
    return ((Result) end()).json();
  }

  InputRequired inputRequired() {
    return (InputRequired) end();
  }

  Failure failure() {
    return (Failure) end();
  }
}
