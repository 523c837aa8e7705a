package io.portreeve.gateway.upstream;

import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The notifications that one request may cause, as far as it asked for them: progress under the
 * client's token and only forward, logs of the level it wants, and for a listener what was granted.
 *
 * <p>Whatever else a server notifies is dropped and reported. Subscription ids are taken off: only
 * the client's own, put on by whoever speaks to it, would mean anything. For one thread.
 */
final class Notices {
  private final Request asked;
  private final Json token;
  private final int most;
  private final Consumer<String> dropped;
  private int count;
  private Optional<JsonNumber> lastProgress = Optional.empty();
  private Optional<Grant> grant = Optional.empty();

  /**
   * @param token the progress token that we gave the server
   * @param most the most notifications that may go on; a listener has no limit
   */
  Notices(Request asked, Json token, int most, Consumer<String> dropped) {
    this.asked = asked;
    this.token = token;
    this.most = asked instanceof Listen ? Integer.MAX_VALUE : most;
    this.dropped = dropped;
  }

  /** What of it goes on; empty if nothing does. */
  Optional<Notification> read(RpcNotification received) {
    count = Math.min(count, Integer.MAX_VALUE - 1) + 1;
    if (count > most) {
      if (count == most + 1) {
        dropped.accept("more notifications than one request may cause");
      }
      return Optional.empty();
    }
    try {
      JsonObject params = MetaKeys.withoutReserved(received.params(), Set.of());
      Optional<Notification> passed = passed(Notification.of(received.method(), params));
      if (passed.isEmpty()) {
        dropped.accept("a notification that the request does not allow");
      }
      return passed;
    } catch (ProtocolException malformed) {
      dropped.accept("an unknown or malformed notification");
      return Optional.empty();
    }
  }

  private Optional<Notification> passed(Notification notification) {
    boolean listens = asked instanceof Listen;
    return switch (notification) {
      case Progress progress -> listens ? Optional.empty() : progress(progress);
      case LogMessage log -> Optional.<Notification>of(log).filter(_ -> !listens && wanted(log));
      case SubscriptionAcknowledged granted ->
          asked instanceof Listen listen ? granted(listen, granted) : Optional.empty();
      case ListChanged changed ->
          Optional.<Notification>of(changed)
              .filter(_ -> grant.filter(it -> it.allows(changed)).isPresent());
      case ResourceUpdated updated ->
          Optional.<Notification>of(updated)
              .filter(_ -> grant.filter(it -> it.allows(updated)).isPresent());
    };
  }

  private Optional<Notification> granted(Listen listen, SubscriptionAcknowledged granted) {
    if (grant.isPresent()) {
      return Optional.empty();
    }
    Grant given = Grant.of(listen.filter(), granted.filter());
    grant = Optional.of(given);
    return Optional.of(granted.withFilter(given.filter()));
  }

  private Optional<Notification> progress(Progress progress) {
    Optional<Json> clients = asked.meta().progressToken();
    JsonNumber done = (JsonNumber) progress.params().get("progress").orElseThrow();
    boolean further =
        lastProgress.filter(last -> done.decimal().compareTo(last.decimal()) <= 0).isEmpty();
    if (clients.isEmpty() || !progress.token().equals(token) || !further) {
      return Optional.empty();
    }
    lastProgress = Optional.of(done);
    return clients.map(progress::withToken);
  }

  /** Never unless the request asked for logs, and at least as serious as it asked. */
  private boolean wanted(LogMessage log) {
    Optional<LogLevel> least = asked.meta().logLevel().flatMap(LogLevel::of);
    Optional<LogLevel> level = LogLevel.of(log.level());
    return least.isPresent() && level.isPresent() && level.get().atLeast(least.get());
  }
}
