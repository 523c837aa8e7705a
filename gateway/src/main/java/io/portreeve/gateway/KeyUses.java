package io.portreeve.gateway;

import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.recurring.Recurring;
import io.portreeve.gateway.store.StoreUnavailable;
import java.time.Duration;

/** Writes down every few seconds, and at the end, when which key was last used. */
final class KeyUses implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final System.Logger LOG = System.getLogger("io.portreeve.keys.uses-unwritten");

  private final KeyRing keys;
  private final Recurring writing;

  KeyUses(KeyRing keys) {
    this.keys = keys;
    this.writing = Recurring.start("key-uses", PAUSE, this::write);
  }

  /** What the store does not take now it is offered again. */
  private void write() {
    try {
      keys.recordUses();
    } catch (StoreUnavailable down) {
      LOG.log(System.Logger.Level.WARNING, "last uses of keys not written: {0}", down.getMessage());
    }
  }

  @Override
  public void close() {
    writing.close();
    write();
  }
}
