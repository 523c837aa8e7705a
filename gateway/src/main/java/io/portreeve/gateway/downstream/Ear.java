package io.portreeve.gateway.downstream;

import io.portreeve.gateway.journey.Doorway;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.SubscriptionFilter;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.ClientHandshake;
import io.portreeve.mcp.legacy.FromClient;
import io.portreeve.mcp.legacy.ToClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One subscription at the servers, on a thread of its own: opened anew when it ends by itself after
 * it was acknowledged, and heard only while it is its turn.
 */
final class Ear {
  private static final int LONGEST_WAIT = 12;

  private final LegacyCore core;
  private final ClientHandshake client;
  private final Doorway.Entry.Open entry;
  private final Listen listen;
  private final Turn turn;
  private final ClientStream news;
  private final Thread thread;
  private final CompletableFuture<Optional<McpError>> opened = new CompletableFuture<>();
  private boolean acknowledged;

  Ear(
      LegacyCore core,
      ClientHandshake client,
      Doorway.Entry.Open entry,
      JsonObject filter,
      Turn turn,
      ClientStream news) {
    this.core = core;
    this.client = client;
    this.entry = entry;
    JsonObject params = JsonObject.of("notifications", filter);
    this.listen = new Listen(FromClient.claiming(params, client, LogLevel.INFO));
    this.turn = turn;
    this.news = news;
    this.thread = Thread.ofVirtual().name("legacy-listen").unstarted(this::run);
  }

  /** Whose turn it is to be heard: the latest that was acknowledged, until the session ends. */
  static final class Turn {
    private Optional<Ear> current = Optional.empty();
    private boolean over;

    synchronized boolean take(Ear ear) {
      if (over) {
        return false;
      }
      current.filter(old -> !old.equals(ear)).ifPresent(Ear::stop);
      current = Optional.of(ear);
      return true;
    }

    synchronized boolean isOf(Ear ear) {
      return !over && current.filter(ear::equals).isPresent();
    }

    synchronized void silence() {
      current.ifPresent(Ear::stop);
      current = Optional.empty();
    }

    synchronized void end() {
      over = true;
      silence();
    }
  }

  void start() {
    thread.start();
  }

  void stop() {
    thread.interrupt();
  }

  /** Why the servers will not tell what was asked; nothing once they have agreed to. */
  Optional<McpError> opened(Duration patience) throws InterruptedException {
    try {
      Optional<McpError> refused = opened.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (refused.isPresent()) {
        stop();
      }
      return refused;
    } catch (TimeoutException | ExecutionException late) {
      stop();
      return Optional.of(
          new McpError(ErrorCode.INTERNAL_ERROR, "the server did not agree in time"));
    } catch (InterruptedException cancelled) {
      stop();
      throw cancelled;
    }
  }

  private void run() {
    try {
      for (int ended = 1; true; ended = Math.min(2 * ended, LONGEST_WAIT)) {
        core.journey()
            .travel(core.arrivals().again(entry), client.revision(), listen, this::deliver);
        if (!acknowledged) {
          return;
        }
        Thread.sleep(core.limits().reopen().multipliedBy(ended));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      refuse(new McpError(ErrorCode.INTERNAL_ERROR, "the subscription ended"));
    }
  }

  private void deliver(ServerMessage message) throws InterruptedException {
    switch (message) {
      case SubscriptionAcknowledged ack -> acknowledged(ack.filter());
      case Notification notification -> tell(notification);
      case Failure failure -> refuse(failure.error());
      case Result _ -> refuse(new McpError(ErrorCode.INTERNAL_ERROR, "the subscription ended"));
    }
  }

  private void acknowledged(SubscriptionFilter honoured) throws InterruptedException {
    Set<ResourceUri> missing = new HashSet<>(listen.filter().resources());
    honoured.resources().forEach(missing::remove);
    if (!missing.isEmpty()) {
      refuse(new McpError(ErrorCode.LEGACY_RESOURCE_NOT_FOUND, "resource not found"));
      throw new InterruptedException("not what was asked for");
    }
    if (!turn.take(this)) {
      throw new InterruptedException("the session is over");
    }
    acknowledged = true;
    opened.complete(Optional.empty());
  }

  private void tell(Notification notification) throws InterruptedException {
    Optional<RpcNotification> known = ToClient.notification(notification);
    if (known.isPresent() && turn.isOf(this)) {
      news.send(known.get());
    }
  }

  private void refuse(McpError error) {
    opened.complete(Optional.of(error));
  }
}
