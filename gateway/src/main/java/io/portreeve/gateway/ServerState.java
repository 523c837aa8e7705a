package io.portreeve.gateway;

import io.portreeve.mcp.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells the operator when a server begins to fail and when it answers again: one line for each
 * change and not for each call, and of one that comes and goes at most one line in a while.
 */
final class ServerState {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final ServerId server;
  private final String reach;
  private final InstantSource clock;
  private final Lines lines;
  private Optional<String> told = Optional.empty();
  private Instant next = Instant.MIN;

  /** Takes lines for the operator. */
  interface Lines {
    void line(System.Logger.Level level, String text);
  }

  /** A server of which nothing was told yet; {@code reach} says where it is. */
  ServerState(ServerId server, String reach, InstantSource clock, Lines lines) {
    this.server = server;
    this.reach = reach;
    this.clock = clock;
    this.lines = lines;
  }

  /** It did not do what it was asked, and why, in our own words. */
  synchronized void failed(String why) {
    Instant now = clock.instant();
    if (told.equals(Optional.of(why)) || now.isBefore(next)) {
      return;
    }
    told = Optional.of(why);
    next = now.plus(PAUSE);
    lines.line(
        System.Logger.Level.WARNING, "server %s (%s) fails: %s".formatted(server, reach, why));
  }

  /** It did. */
  synchronized void answered() {
    if (told.isPresent()) {
      told = Optional.empty();
      lines.line(System.Logger.Level.INFO, "server %s (%s) answers again".formatted(server, reach));
    }
  }
}
