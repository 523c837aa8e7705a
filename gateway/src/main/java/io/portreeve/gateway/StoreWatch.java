package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PostgresSettings;
import io.portreeve.gateway.outage.Causes;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.store.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Tells the operator that the store cannot be asked, or keeps nothing, and that it does again: once
 * each, and while it lasts at most once a minute where the reason becomes another. Whoever uses it
 * again and again by himself says here what came of it, and tells nobody else.
 */
final class StoreWatch {
  private static final System.Logger LOG = System.getLogger("io.portreeve.store.outage");
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Outage asking;

  /** A store whose disk is full, or that may only be read, is asked as before. */
  private final Outage keeping;

  StoreWatch(String what, InstantSource clock, Outage.Lines lines) {
    this.asking = new Outage("asking " + what, PAUSE, clock, lines);
    this.keeping = new Outage("writing in " + what, PAUSE, clock, lines);
  }

  /** That of the store of a configuration. */
  static StoreWatch of(Configuration configuration, InstantSource clock) {
    String what =
        configuration
            .state()
            .postgres()
            .map(PostgresSettings::address)
            .map(address -> "the store, PostgreSQL " + address)
            .orElseGet(() -> "the store in " + configuration.data());
    return new StoreWatch(what, clock, LOG::log);
  }

  /** It could not be asked. */
  void failed(StoreUnavailable down) {
    asking.failed(why(down));
  }

  /** It could. */
  void answered() {
    asking.answered();
  }

  /** It did not keep what it was given. */
  void notKept(StoreUnavailable down) {
    keeping.failed(why(down));
  }

  /** It did. */
  void kept() {
    keeping.answered();
  }

  private static String why(StoreUnavailable down) {
    return Causes.root(down).getMessage() + "; what needs it is refused meanwhile";
  }
}
