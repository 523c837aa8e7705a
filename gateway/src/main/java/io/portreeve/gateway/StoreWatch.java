package io.portreeve.gateway;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.PostgresSettings;
import io.portreeve.gateway.outage.Causes;
import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.store.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Tells the operator that the store cannot be asked, and that it can again: once each, and while it
 * lasts at most once a minute where the reason becomes another. Whoever asks it again and again by
 * himself says here what came of it, and tells nobody else.
 */
final class StoreWatch {
  private static final System.Logger LOG = System.getLogger("io.portreeve.store.outage");
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Outage outage;

  StoreWatch(String what, InstantSource clock, Outage.Lines lines) {
    this.outage = new Outage("asking " + what, PAUSE, clock, lines);
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

  /** It could not be asked, whatever for: reads and writes fail of the same. */
  void failed(StoreUnavailable down) {
    String why =
        Causes.of(down)
            .reduce((_, deeper) -> deeper)
            .map(cause -> String.valueOf(cause.getMessage()))
            .orElse("");
    outage.failed(why + "; what needs it is refused meanwhile");
  }

  /** It could. */
  void answered() {
    outage.answered();
  }
}
