package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.ProtocolException;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A listening stream on a session: the server's own notifications, subscribed to and filtered as
 * the listener asked. It lasts until the listener goes or the session ends.
 */
final class LegacyListening {
  private final LegacySession session;
  private final Listen asked;
  private final Inbox inbox;
  private final List<ResourceUri> subscribed = new ArrayList<>();

  LegacyListening(LegacySession session, Listen asked) {
    this.session = session;
    this.asked = asked;
    this.inbox = session.inbox();
  }

  void run(ServerStream out) throws UpstreamException, SessionLost, InterruptedException {
    session.listen(inbox);
    try {
      Grant grant = Grant.of(asked.filter(), this::offered, subscribe());
      out.deliver(
          new SubscriptionAcknowledged(JsonObject.of("notifications", grant.filter().json())));
      while (true) {
        switch (inbox.take()) {
          case Sound.Said said -> said(said.notification(), grant, out);
          case Sound.Lost lost -> throw new SessionLost(lost);
          case Sound.Unasked unasked -> throw unasked.none();
          case Sound.Asked _, Sound.Answered _, Sound.Rang _ -> {} // nobody sends these here
        }
      }
    } finally {
      session.stopListening(inbox);
      Thread.ofVirtual().start(this::unsubscribe);
    }
  }

  private boolean offered(ListChanged.Kind kind) {
    String capability =
        switch (kind) {
          case TOOLS -> "tools";
          case PROMPTS -> "prompts";
          case RESOURCES -> "resources";
        };
    return session.handshake().offers(capability, "listChanged");
  }

  private List<ResourceUri> subscribe()
      throws UpstreamException, SessionLost, InterruptedException {
    if (session.handshake().offers("resources", "subscribe")) {
      for (ResourceUri uri : asked.filter().resources()) {
        if (session.subscribed().add(uri)) {
          subscribed.add(uri);
        }
      }
    }
    return List.copyOf(subscribed);
  }

  private void unsubscribe() {
    try {
      for (ResourceUri uri : subscribed) {
        session.subscribed().remove(uri);
      }
    } catch (UpstreamException | SessionLost gone) {
      session.saw(Oddity.ANSWER_UNDELIVERED, "a subscription could not be ended");
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }

  private void said(RpcNotification said, Grant grant, ServerStream out)
      throws InterruptedException {
    Optional<Notification> known = known(said);
    boolean granted =
        known.isPresent()
            && switch (known.get()) {
              case ListChanged changed -> grant.allows(changed);
              case ResourceUpdated updated -> grant.allows(updated);
              case Progress _, LogMessage _, SubscriptionAcknowledged _ -> false;
            };
    if (granted) {
      out.deliver(known.get());
    }
  }

  private Optional<Notification> known(RpcNotification said) {
    try {
      JsonObject params = MetaKeys.withoutReserved(said.params(), Set.of());
      return Optional.of(Notification.of(said.method(), params));
    } catch (ProtocolException unknown) {
      session.saw(Oddity.NOTIFICATION_REFUSED, "an unknown or malformed notification");
      return Optional.empty();
    }
  }
}
