package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.legacy.FromServer;
import io.portreeve.mcp.legacy.ServerHandshake;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads what a stateless server says to one request: its notifications, as far as this request may
 * cause them, and its one answer.
 *
 * <p>A notification that must not be is dropped and reported; an answer that must not be fails the
 * request. Subscription ids are taken off: only the client's own, put on by whoever speaks to it,
 * would mean anything. For one thread.
 */
final class ModernReading {
  private final Request asked;
  private final RequestId id;
  private final Consumer<String> dropped;
  private final int mostNotifications;
  private int notifications;
  private Optional<JsonNumber> lastProgress = Optional.empty();
  private Optional<Grant> grant = Optional.empty();

  ModernReading(Request asked, RequestId id, int mostNotifications, Consumer<String> dropped) {
    this.asked = asked;
    this.id = id;
    this.mostNotifications = mostNotifications;
    this.dropped = dropped;
  }

  /** What of the message goes on; empty if nothing does. */
  Optional<ServerMessage> read(RpcMessage message) throws UpstreamException {
    return switch (message) {
      case RpcNotification notification -> notification(notification);
      case RpcResponse response -> Optional.of(answer(response));
      case RpcRequest _ ->
          throw new UpstreamException("the server sent a request, which this revision forbids");
    };
  }

  private ServerMessage answer(RpcResponse response) throws UpstreamException {
    return switch (response) {
      case RpcResponse.Success success -> {
        expect(success.id().equals(id));
        yield result(success.result());
      }
      case RpcResponse.Refusal refusal -> {
        expect(refusal.id().isEmpty() || refusal.id().get().equals(id));
        yield new Failure(error(refusal.error()));
      }
    };
  }

  private static void expect(boolean ours) throws UpstreamException {
    if (!ours) {
      throw new UpstreamException("the server answered another request than the one sent");
    }
  }

  private Result result(JsonObject body) throws UpstreamException {
    try {
      Result result =
          Result.of(asked, MetaKeys.withoutReserved(body, Set.of(MetaKeys.SERVER_INFO)));
      return result instanceof DiscoverResult discovered ? carried(discovered) : result;
    } catch (ProtocolException malformed) {
      throw new UpstreamException("the server's result is refused: " + malformed.getMessage());
    }
  }

  private static DiscoverResult carried(DiscoverResult result) {
    JsonObject capabilities = ServerHandshake.carried(result.capabilities());
    return result.withJson(result.json().with("capabilities", capabilities));
  }

  /** The client's missing capability is its own business; all other reserved codes are ours. */
  private static McpError error(McpError error) {
    return error.code() == ErrorCode.MISSING_CLIENT_CAPABILITY ? error : FromServer.error(error);
  }

  private Optional<ServerMessage> notification(RpcNotification received) {
    notifications++;
    if (notifications > mostNotifications) {
      if (notifications == mostNotifications + 1) {
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
      return passed.map(notification -> notification);
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
    if (clients.isEmpty() || !progress.token().equals(id.json()) || !further) {
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
