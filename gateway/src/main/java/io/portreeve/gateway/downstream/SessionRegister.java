package io.portreeve.gateway.downstream;

import io.portreeve.guard.Principal;
import io.portreeve.mcp.LogLevel;

/**
 * Port: which sessions of the older revisions are open at an endpoint, at whatever node they began.
 * What is under way in one, and its streams, are the node's that it runs on.
 *
 * <p>Each method throws {@link io.portreeve.gateway.store.StoreUnavailable} where that cannot be
 * looked at now.
 */
public interface SessionRegister {
  /** What is known of a session. */
  sealed interface Standing {
    /** Each node knows its own, and no other knows them. */
    record Unshared() implements Standing {}

    /** It never was, or is over. */
    record Over() implements Standing {}

    /** It is not for this principal to go on with; to him it does not exist. */
    record Foreign() implements Standing {}

    /** It is open. */
    record Open(OpenSession session) implements Standing {}
  }

  /** Whether other nodes may serve what began here. */
  boolean isShared();

  /** A session began; of too many of its principal that goes which was named the longest ago. */
  void begin(String id, OpenSession session);

  /** How it stands, for somebody who names it; what is named is used, and lives on. */
  Standing find(String id, Principal principal);

  /** Whether it is still open; what its principal reads is used as well. */
  boolean keep(String id, Principal owner);

  /** Its client chose another level. */
  void level(String id, LogLevel level);

  /** It is over, at every node. */
  void end(String id);

  /** Each node knows its own. */
  static SessionRegister ofProcess() {
    return new SessionRegister() {
      @Override
      public boolean isShared() {
        return false;
      }

      @Override
      public void begin(String id, OpenSession session) {}

      @Override
      public Standing find(String id, Principal principal) {
        return new Standing.Unshared();
      }

      @Override
      public boolean keep(String id, Principal owner) {
        return true;
      }

      @Override
      public void level(String id, LogLevel level) {}

      @Override
      public void end(String id) {}
    };
  }
}
