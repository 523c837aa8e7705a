package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.ResourceUri;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The resources that a session is subscribed to, each as long as anyone listens for it. */
final class Subscribed {
  private final LegacySession session;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ResourceUri, Integer> listeners = new HashMap<>();

  Subscribed(LegacySession session) {
    this.session = session;
  }

  /** One more listens; false if the server does not let us. */
  boolean add(ResourceUri uri) throws UpstreamException, SessionLost, InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!listeners.containsKey(uri) && !ask("resources/subscribe", uri)) {
        return false;
      }
      listeners.merge(uri, 1, Integer::sum);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** One less listens. */
  void remove(ResourceUri uri) throws UpstreamException, SessionLost, InterruptedException {
    lock.lockInterruptibly();
    try {
      int left = listeners.getOrDefault(uri, 0) - 1;
      if (left > 0) {
        listeners.put(uri, left);
      } else if (listeners.remove(uri) != null) {
        var _ = ask("resources/unsubscribe", uri);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean ask(String method, ResourceUri uri)
      throws UpstreamException, SessionLost, InterruptedException {
    JsonObject params = JsonObject.empty().with("uri", uri.value());
    return session.ask(method, params) instanceof RpcResponse.Success;
  }
}
