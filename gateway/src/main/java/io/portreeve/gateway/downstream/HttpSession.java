package io.portreeve.gateway.downstream;

import io.portreeve.guard.Principal;
import java.time.Instant;

/** A stateful session over HTTP: whose it is, what it does, and the streams that it says it on. */
final class HttpSession {
  private final String id;
  private final Principal owner;
  private final LegacySession session;
  private final EventLogs streams;
  private final boolean shared;
  private volatile Instant used;

  /**
   * @param shared whether other nodes may serve it, too
   */
  HttpSession(
      String id,
      Principal owner,
      LegacySession session,
      EventLogs streams,
      boolean shared,
      Instant now) {
    this.id = id;
    this.shared = shared;
    this.owner = owner;
    this.session = session;
    this.streams = streams;
    this.used = now;
  }

  String id() {
    return id;
  }

  /**
   * Whether this is whoever began it, with the same client. What it listens to is judged by the
   * roles that it began with, so those must be the same, too.
   */
  boolean belongsTo(Principal principal) {
    return principal.continues(owner);
  }

  /** Bounds are a principal's, whatever clients it has. */
  boolean countsFor(Principal principal) {
    return owner.id().equals(principal.id());
  }

  Principal owner() {
    return owner;
  }

  boolean hasOwnerOf(HttpSession other) {
    return countsFor(other.owner);
  }

  /** Whether some of it may run at another node. */
  boolean mayRunElsewhere() {
    return shared;
  }

  LegacySession session() {
    return session;
  }

  EventLogs streams() {
    return streams;
  }

  Instant used() {
    return used;
  }

  void used(Instant now) {
    used = now;
  }

  /** Whether nothing is under way and nobody reads. */
  boolean quiet() {
    return session.idle() && !streams.anyRead();
  }

  /** Whether nobody reads what is said about none of the client's requests. */
  boolean unread() {
    return !streams.standing().log().hasReader();
  }

  /** When somebody last read it. */
  Instant left() {
    return streams.standing().log().left();
  }

  /** Listens no more while nobody reads; whoever comes back to read is listened for again. */
  void pause() {
    session.pause(this::unread);
  }

  /** Ends what nobody comes back for. */
  void sweep() {
    streams.sweep();
    if (streams.standing().log().abandoned()) {
      pause();
    }
  }

  void end() {
    session.close();
    streams.end();
  }
}
