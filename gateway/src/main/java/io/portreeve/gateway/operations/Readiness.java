package io.portreeve.gateway.operations;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.store.StoreUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Whether requests can be answered: nobody stops the gateway, the audit log takes records, the
 * store takes writes, and what nodes share of the moment can be asked. Servers have no part in it:
 * one that is down takes nothing from the others.
 *
 * <p>The store is written to once in a second at most, however often this is asked.
 */
public final class Readiness {
  private static final String NAME = "readiness";
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final BooleanSupplier audit;
  private final Settings store;
  private final BooleanSupplier state;
  private final InstantSource clock;
  private volatile boolean stopping;
  private Optional<Instant> tried = Optional.empty();
  private boolean writable;

  /**
   * Of a gateway.
   *
   * @param state whether what nodes share of the moment can be asked
   */
  public Readiness(AuditJournal audit, Settings store, BooleanSupplier state, InstantSource clock) {
    this(audit::isAvailable, store, state, clock);
  }

  Readiness(BooleanSupplier audit, Settings store, BooleanSupplier state, InstantSource clock) {
    this.audit = audit;
    this.store = store;
    this.state = state;
    this.clock = clock;
  }

  /** From now on it is not ready. */
  public void stop() {
    stopping = true;
  }

  /** Why it is not, in a word; empty if it is. */
  Optional<String> lack() {
    if (stopping) {
      return Optional.of("stopping");
    }
    if (!audit.getAsBoolean()) {
      return Optional.of("audit");
    }
    if (!isStoreWritable()) {
      return Optional.of("store");
    }
    return state.getAsBoolean() ? Optional.empty() : Optional.of("state");
  }

  private synchronized boolean isStoreWritable() {
    Instant now = clock.instant();
    if (tried.filter(at -> now.isBefore(at.plus(FRESH)) && !now.isBefore(at)).isEmpty()) {
      tried = Optional.of(now);
      writable = write(now);
    }
    return writable;
  }

  private boolean write(Instant now) {
    try {
      store.put(NAME, now.toString().getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (StoreUnavailable unavailable) {
      return false;
    }
  }
}
