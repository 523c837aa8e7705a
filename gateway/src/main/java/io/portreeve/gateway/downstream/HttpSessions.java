package io.portreeve.gateway.downstream;

import io.portreeve.gateway.store.StoreUnavailable;
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
  private static final System.Logger LOG = System.getLogger("io.portreeve.sessions");

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
    OpenSession facts = new OpenSession(owner, client, offer.capabilities(), Optional.empty());
    String id = core.token();
    core.register().begin(id, facts);
    Placed placed = place(id, facts);
    placed.expired().forEach(HttpSession::end);
    placed.displaced().ifPresent(this::over);
    if (placed.session().isEmpty()) {
      core.register().end(id);
    }
    return placed.session();
  }

  /**
   * What came of finding a place for a session.
   *
   * @param session empty if there is none
   * @param expired those that nobody comes back for, which are no longer open
   * @param displaced the one that it takes the place of, which is no longer open
   */
  private record Placed(
      Optional<HttpSession> session, List<HttpSession> expired, Optional<HttpSession> displaced) {}

  private synchronized Placed place(String id, OpenSession facts) {
    List<HttpSession> expired = expired();
    List<HttpSession> own =
        open.values().stream().filter(session -> session.countsFor(facts.owner())).toList();
    boolean full =
        open.size() >= core.limits().sessions() || own.size() >= core.limits().sessionsOfOne();
    Optional<HttpSession> displaced =
        own.stream()
            .filter(session -> full && session.quiet())
            .min(Comparator.comparing(HttpSession::used));
    if (full && displaced.isEmpty()) {
      return new Placed(Optional.empty(), expired, displaced);
    }
    displaced.ifPresent(quiet -> open.remove(quiet.id()));
    HttpSession placed = session(id, facts);
    open.put(id, placed);
    return new Placed(Optional.of(placed), expired, displaced);
  }

  private HttpSession session(String id, OpenSession facts) {
    EventLogs streams = new EventLogs(core, facts.owner().id());
    LegacySession session =
        new LegacySession(
            core,
            facts.client(),
            facts.capabilities(),
            streams.standing().log()::offer,
            level -> core.register().level(id, level));
    return new HttpSession(id, facts.owner(), session, streams, core.register().isShared(), now());
  }

  /**
   * The session of that id, if it is this principal's; one that began at another node goes on here.
   *
   * @throws io.portreeve.gateway.store.StoreUnavailable if it is not known now whether it is open
   */
  Optional<HttpSession> find(String id, Principal principal) {
    return switch (core.register().find(id, principal)) {
      case SessionRegister.Standing.Unshared _ -> here(id, principal);
      case SessionRegister.Standing.Foreign _ -> Optional.empty();
      case SessionRegister.Standing.Over _ -> {
        gone(id);
        yield Optional.empty();
      }
      case SessionRegister.Standing.Open(OpenSession facts) -> {
        Optional<HttpSession> found =
            here(id, principal).or(() -> goOn(id, facts)).filter(it -> it.belongsTo(principal));
        found.ifPresent(session -> facts.level().ifPresent(session.session()::level));
        yield found;
      }
    };
  }

  private synchronized Optional<HttpSession> here(String id, Principal principal) {
    Optional<HttpSession> found =
        Optional.ofNullable(open.get(id))
            .filter(session -> session.belongsTo(principal) && !hasExpired(session));
    found.ifPresent(session -> session.used(now()));
    return found;
  }

  /** What it takes the place of here goes on elsewhere. */
  private Optional<HttpSession> goOn(String id, OpenSession facts) {
    Placed placed = met(id, facts);
    placed.expired().forEach(HttpSession::end);
    placed.displaced().ifPresent(HttpSession::end);
    return placed.session();
  }

  /** Another request for it may have been quicker. */
  private synchronized Placed met(String id, OpenSession facts) {
    HttpSession other = open.get(id);
    return other != null && !hasExpired(other)
        ? new Placed(Optional.of(other), List.of(), Optional.empty())
        : place(id, facts);
  }

  private void gone(String id) {
    Optional<HttpSession> left;
    synchronized (this) {
      left = Optional.ofNullable(open.remove(id));
    }
    left.ifPresent(HttpSession::end);
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
    gone(session.id());
    core.register().end(session.id());
  }

  /**
   * One that its principal has no place for any more; where that cannot be told now, it expires.
   */
  void over(HttpSession session) {
    synchronized (this) {
      open.remove(session.id());
    }
    session.end();
    try {
      core.register().end(session.id());
    } catch (StoreUnavailable unreachable) {
      LOG.log(
          System.Logger.Level.DEBUG, "a session lives on until it is idle too long", unreachable);
    }
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
    left.stream().filter(session -> !session.quiet()).forEach(this::keep);
  }

  /** What is read here is used, though nobody names it; what was ended elsewhere ends here. */
  private void keep(HttpSession session) {
    try {
      if (!core.register().keep(session.id(), session.owner())) {
        gone(session.id());
      }
    } catch (StoreUnavailable unreachable) {
      LOG.log(
          System.Logger.Level.DEBUG, "whether a session is open is looked at again", unreachable);
    }
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
