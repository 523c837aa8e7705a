package io.portreeve.gateway.downstream;

import java.time.Duration;

/**
 * The bounds of stateful sessions. A client that reaches one loses that session or message, and
 * takes nothing from anybody else.
 *
 * @param sessions in all
 * @param sessionsOfOne of one principal
 * @param requests under way in one session
 * @param batch messages of one batch
 * @param rounds in which a server may ask for more before it answers
 * @param waiting messages that wait for one stream's reader, or may be replayed to it
 * @param waitingBytes likewise, in bytes; one message may always wait
 * @param streams of one session that are kept for a reader who comes back
 * @param subscriptions of resources in one session
 * @param unread sessions of one principal that are listened for while nobody reads
 * @param idle how long a session lives that nobody uses
 * @param answer how long a client may take to answer what it is asked
 * @param orphan how long an exchange runs on, and its stream is kept, for a reader who left
 * @param grace how long an answer may take to still be one JSON body and not a stream
 * @param reopen how long to wait before a subscription that ended is opened anew
 */
public record LegacyLimits(
    int sessions,
    int sessionsOfOne,
    int requests,
    int batch,
    int rounds,
    int waiting,
    int waitingBytes,
    int streams,
    int subscriptions,
    int unread,
    Duration idle,
    Duration answer,
    Duration orphan,
    Duration grace,
    Duration reopen) {

  /** What fits most: a thousand sessions, fifty of each principal, gone after half an hour. */
  public static LegacyLimits defaults() {
    return new LegacyLimits(
        1_000,
        50,
        64,
        64,
        8,
        256,
        4 << 20,
        16,
        256,
        4,
        Duration.ofMinutes(30),
        Duration.ofMinutes(5),
        Duration.ofMinutes(2),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5));
  }

  /** A copy with other numbers of sessions. */
  public LegacyLimits withSessions(int all, int ofOne) {
    return new LegacyLimits(
        all,
        ofOne,
        requests,
        batch,
        rounds,
        waiting,
        waitingBytes,
        streams,
        subscriptions,
        unread,
        idle,
        answer,
        orphan,
        grace,
        reopen);
  }

  /** A copy with another number of sessions that are listened for while nobody reads. */
  public LegacyLimits withUnread(int newUnread) {
    return new LegacyLimits(
        sessions,
        sessionsOfOne,
        requests,
        batch,
        rounds,
        waiting,
        waitingBytes,
        streams,
        subscriptions,
        newUnread,
        idle,
        answer,
        orphan,
        grace,
        reopen);
  }

  /** A copy with other bounds of one session. */
  public LegacyLimits withLoad(int newRequests, int newWaiting) {
    return new LegacyLimits(
        sessions,
        sessionsOfOne,
        newRequests,
        batch,
        rounds,
        newWaiting,
        waitingBytes,
        streams,
        subscriptions,
        unread,
        idle,
        answer,
        orphan,
        grace,
        reopen);
  }

  /** A copy with other patience. */
  public LegacyLimits withPatience(
      Duration newIdle, Duration newAnswer, Duration newOrphan, Duration newGrace) {
    return new LegacyLimits(
        sessions,
        sessionsOfOne,
        requests,
        batch,
        rounds,
        waiting,
        waitingBytes,
        streams,
        subscriptions,
        unread,
        newIdle,
        newAnswer,
        newOrphan,
        newGrace,
        reopen);
  }
}
