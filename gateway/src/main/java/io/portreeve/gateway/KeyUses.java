package io.portreeve.gateway;

import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.store.StoreUnavailable;
import java.time.Duration;

/** Writes down every few seconds, and at the end, when which key was last used. */
final class KeyUses implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final KeyRing keys;
  private final StoreWatch watch;
  private final Recurring writing;

  KeyUses(KeyRing keys, StoreWatch watch) {
    this.keys = keys;
    this.watch = watch;
    this.writing = Recurring.start("key-uses", PAUSE, this::write);
  }

  /** What the store does not take now it is offered again. */
  private void write() {
    try {
      keys.recordUses();
      watch.kept();
    } catch (StoreUnavailable down) {
      watch.notKept(down);
    }
  }

  @Override
  public void close() {
    writing.close();
    write();
  }
}
