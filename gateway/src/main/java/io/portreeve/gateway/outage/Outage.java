package io.portreeve.gateway.outage;

import io.portreeve.gateway.keeping.Age;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells the operator when something begins to fail and when it answers again: one line for each
 * change and not for each need, and of what comes and goes at most one line in a while.
 */
public final class Outage {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final String what;
  private final Duration pause;
  private final InstantSource clock;
  private final Lines lines;
  private volatile Optional<String> told = Optional.empty();
  private Optional<Instant> last = Optional.empty();

  /** Takes lines for the operator. */
  public interface Lines {
    void line(System.Logger.Level level, String text);
  }

  /** Of {@code what} nothing was told yet. */
  public Outage(String what, InstantSource clock, Lines lines) {
    this(what, PAUSE, clock, lines);
  }

  /**
   * Likewise.
   *
   * @param pause how long nothing more is told after a line about a failure
   */
  public Outage(String what, Duration pause, InstantSource clock, Lines lines) {
    this.what = what;
    this.pause = pause;
    this.clock = clock;
    this.lines = lines;
  }

  /** The same as far as it was told, and from now on told to these lines. */
  public synchronized Outage telling(Lines others) {
    Outage same = new Outage(what, pause, clock, others);
    same.told = told;
    same.last = last;
    return same;
  }

  /** It did not do what it was asked, and why, in our own words. */
  public synchronized void failed(String why) {
    Instant now = clock.instant();
    if (told.equals(Optional.of(why))
        || last.filter(at -> Age.isLessThan(pause, at, now)).isPresent()) {
      return;
    }
    told = Optional.of(why);
    last = Optional.of(now);
    lines.line(System.Logger.Level.WARNING, "%s fails: %s".formatted(what, why));
  }

  /** It did; whoever says so often waits for nobody. */
  public void answered() {
    if (told.isPresent()) {
      answersAgain();
    }
  }

  private synchronized void answersAgain() {
    if (told.isPresent()) {
      told = Optional.empty();
      lines.line(System.Logger.Level.INFO, "%s answers again".formatted(what));
    }
  }
}
