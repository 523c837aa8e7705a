package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A server of revision 2026-07-28 as a child process: one for each principal and credential, on
 * which their requests interleave.
 */
final class ModernStdioUpstream implements EraUpstream {
  private final UpstreamSettings settings;
  private final Children children;
  private final HeldAnswers answers;
  private final Alarms alarms;
  private final UpstreamObserver observer;
  private final Pool<Key, ModernConnection> connections;

  private record Key(String principal, String credential) {}

  ModernStdioUpstream(
      UpstreamSettings settings,
      Children children,
      HeldAnswers answers,
      Alarms alarms,
      InstantSource clock,
      UpstreamObserver observer) {
    this.settings = settings;
    this.children = children;
    this.answers = answers;
    this.alarms = alarms;
    this.observer = observer;
    this.connections = new Pool<>(settings.limits(), clock, alarms);
  }

  @Override
  public void send(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, StaleEra, InterruptedException {
    Attempt attempt = () -> attempt(exchange, request, out);
    attempt.withSecond(false);
  }

  private void attempt(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, StaleEra, SessionLost, InterruptedException {
    String principal = exchange.principal().id();
    UpstreamCredential.Granted granted = Caller.once(settings.credentials(), exchange).granted();
    Caller caller = Caller.kept(settings.credentials(), exchange, granted);
    try (Pool<Key, ModernConnection>.Lease lease =
        connections.acquire(new Key(principal, granted.set()), principal, () -> open(caller))) {
      call(lease.value(), request, out);
    }
  }

  private ModernConnection open(Caller caller) throws UpstreamException, InterruptedException {
    ModernConnection connection =
        new ModernConnection(settings, children.child(caller), answers, observer);
    connection.open();
    CredentialWatch.over(connection, caller, alarms);
    return connection;
  }

  private void call(ModernConnection connection, Request request, ServerStream out)
      throws UpstreamException, StaleEra, SessionLost, InterruptedException {
    RequestId id = connection.nextId();
    Inbox inbox =
        new Inbox(
            settings.limits().maxQueued(),
            () ->
                saw(Oddity.NOTIFICATIONS_DROPPED, "a client reads slower than the server speaks"));
    Duration longest = connection.started() ? settings.timeout() : settings.opening();
    Alarms.Pending alarm =
        request instanceof Listen
            ? () -> {}
            : alarms.after(longest, () -> inbox.hear(new Sound.Rang(0)));
    try {
      connection.request(ModernAsk.of(request, id), request, inbox);
      read(inbox, reading(request, id), out);
    } finally {
      alarm.cancel();
      connection.end(id);
    }
  }

  private ModernReading reading(Request request, RequestId id) {
    return new ModernReading(
        request,
        id,
        settings.limits().maxNotifications(),
        why -> saw(Oddity.NOTIFICATION_REFUSED, why));
  }

  private static void read(Inbox inbox, ModernReading reading, ServerStream out)
      throws UpstreamException, StaleEra, SessionLost, InterruptedException {
    for (boolean more = true; more; ) {
      more =
          switch (inbox.take()) {
            case Sound.Said said -> take(said.notification(), reading, out);
            case Sound.Answered answered -> take(current(answered.response()), reading, out);
            case Sound.Lost lost -> throw new SessionLost(lost);
            case Sound.Unasked unasked -> throw unasked.none();
            case Sound.Rang _ -> throw new UpstreamException("the server took too long");
            case Sound.Asked _ -> true; // never passed on by the connection
          };
    }
  }

  /** True if more is to come. */
  private static boolean take(RpcMessage message, ModernReading reading, ServerStream out)
      throws UpstreamException, InterruptedException {
    Optional<ServerMessage> passed = reading.read(message);
    if (passed.isPresent()) {
      out.deliver(passed.get());
    }
    return passed.isEmpty() || passed.get() instanceof Notification;
  }

  private static RpcResponse current(RpcResponse response) throws StaleEra {
    if (response instanceof RpcResponse.Refusal refusal
        && refusal.error().code() == ErrorCode.UNSUPPORTED_VERSION) {
      throw new StaleEra("the server no longer speaks this revision");
    }
    return response;
  }

  private void saw(Oddity oddity, String detail) {
    observer.saw(settings.id(), oddity, detail);
  }

  int processes() {
    return connections.size();
  }

  @Override
  public void close() {
    connections.close();
  }
}
