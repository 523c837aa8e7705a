package io.portreeve.gateway.downstream;

import io.portreeve.guard.Principal;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.legacy.ClientHandshake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions that are open, by ids that nobody can guess.
 *
 * <p>An id proves nothing: it opens a session only to the principal, with the client, who was
 * authenticated for this very request and began it. To anybody else it does not exist.
 */
final class HttpSessions {
  private final LegacyCore core;
  private final Map<String, HttpSession> open = new LinkedHashMap<>();

  HttpSessions(LegacyCore core) {
    this.core = core;
  }

  /**
   * Begins a session, unless there are too many. A principal with too many of its own loses the one
   * that was quiet longest: clients forget to end theirs.
   */
  Optional<HttpSession> begin(Principal owner, ClientHandshake client, DiscoverResult offer) {
    List<HttpSession> ended = new ArrayList<>();
    Optional<HttpSession> begun = begin(owner, client, offer, ended);
    ended.forEach(HttpSession::end);
    return begun;
  }

  private synchronized Optional<HttpSession> begin(
      Principal owner, ClientHandshake client, DiscoverResult offer, List<HttpSession> ended) {
    ended.addAll(expired());
    List<HttpSession> own =
        open.values().stream().filter(session -> session.countsFor(owner)).toList();
    boolean full = open.size() >= core.limits().sessions();
    if (full || own.size() >= core.limits().sessionsOfOne()) {
      Optional<HttpSession> quiet =
          own.stream().filter(HttpSession::quiet).min(Comparator.comparing(HttpSession::used));
      if (quiet.isEmpty()) {
        return Optional.empty();
      }
      open.remove(quiet.get().id());
      ended.add(quiet.get());
    }
    EventLogs streams = new EventLogs(core, owner.id());
    LegacySession session = new LegacySession(core, client, offer, streams.standing().log()::offer);
    HttpSession begun = new HttpSession(core.token(), owner, session, streams, now());
    open.put(begun.id(), begun);
    return Optional.of(begun);
  }

  synchronized Optional<HttpSession> find(String id, Principal principal) {
    Optional<HttpSession> found =
        Optional.ofNullable(open.get(id))
            .filter(session -> session.belongsTo(principal) && !hasExpired(session));
    found.ifPresent(session -> session.used(now()));
    return found;
  }

  /**
   * A reader left a session. Of those that nobody reads only its principal's latest few are
   * listened for on: clients forget to end theirs, and listening is bounded.
   */
  void left(HttpSession session) {
    surplus(session).forEach(HttpSession::pause);
  }

  private synchronized List<HttpSession> surplus(HttpSession session) {
    return open.values().stream()
        .filter(session::hasOwnerOf)
        .filter(HttpSession::unread)
        .sorted(Comparator.comparing(HttpSession::left).reversed())
        .skip(core.limits().unread())
        .toList();
  }

  void end(HttpSession session) {
    synchronized (this) {
      open.remove(session.id());
    }
    session.end();
  }

  /** Ends what was idle too long, and what nobody comes back for. */
  void sweep() {
    List<HttpSession> ended;
    List<HttpSession> left;
    synchronized (this) {
      ended = expired();
      left = new ArrayList<>(open.values());
    }
    ended.forEach(HttpSession::end);
    left.forEach(HttpSession::sweep);
  }

  synchronized boolean reading() {
    return open.values().stream().anyMatch(session -> session.streams().anyRead());
  }

  void endAll() {
    List<HttpSession> all;
    synchronized (this) {
      all = new ArrayList<>(open.values());
      open.clear();
    }
    all.forEach(HttpSession::end);
  }

  private List<HttpSession> expired() {
    List<HttpSession> expired = open.values().stream().filter(this::hasExpired).toList();
    expired.forEach(session -> open.remove(session.id()));
    return expired;
  }

  private boolean hasExpired(HttpSession session) {
    Instant end = session.used().plus(core.limits().idle());
    return !now().isBefore(end) && session.quiet();
  }

  private Instant now() {
    return core.arrivals().clock().instant();
  }
}
