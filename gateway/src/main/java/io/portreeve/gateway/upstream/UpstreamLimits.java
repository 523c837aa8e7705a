package io.portreeve.gateway.upstream;

import java.time.Duration;

/**
 * What one server may make the gateway keep.
 *
 * @param maxMessage bytes of one message
 * @param maxQueued bytes of notifications that wait for one slow client
 * @param maxNotifications that one request may cause
 * @param sessionsPerPrincipal sessions or child processes of one principal
 * @param sessions of all principals together
 * @param sessionIdle after which an unused one is ended
 * @param parkedPerPrincipal calls of one principal that wait for its answer
 * @param parked of all principals together
 * @param parkedLife how long a call waits for its client's answer
 */
public record UpstreamLimits(
    int maxMessage,
    int maxQueued,
    int maxNotifications,
    int sessionsPerPrincipal,
    int sessions,
    Duration sessionIdle,
    int parkedPerPrincipal,
    int parked,
    Duration parkedLife) {
  private static final UpstreamLimits DEFAULTS =
      new UpstreamLimits(
          16 << 20,
          4 << 20,
          100_000,
          8,
          256,
          Duration.ofMinutes(15),
          16,
          1_000,
          Duration.ofMinutes(10));

  /**
   * Messages of 16 MiB, 4 MiB of waiting notifications, 8 sessions a principal and 256 in all, idle
   * for 15 minutes; 16 parked calls a principal and 1,000 in all, for 10 minutes.
   */
  public static UpstreamLimits defaults() {
    return DEFAULTS;
  }

  public UpstreamLimits withMaxMessage(int bytes) {
    return new UpstreamLimits(
        bytes,
        maxQueued,
        maxNotifications,
        sessionsPerPrincipal,
        sessions,
        sessionIdle,
        parkedPerPrincipal,
        parked,
        parkedLife);
  }

  public UpstreamLimits withSessions(int perPrincipal, int all) {
    return new UpstreamLimits(
        maxMessage,
        maxQueued,
        maxNotifications,
        perPrincipal,
        all,
        sessionIdle,
        parkedPerPrincipal,
        parked,
        parkedLife);
  }

  public UpstreamLimits withParked(int perPrincipal, int all) {
    return new UpstreamLimits(
        maxMessage,
        maxQueued,
        maxNotifications,
        sessionsPerPrincipal,
        sessions,
        sessionIdle,
        perPrincipal,
        all,
        parkedLife);
  }
}
