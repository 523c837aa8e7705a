package io.portreeve.gateway.audit;

import io.portreeve.gateway.outage.Outage;
import io.portreeve.gateway.store.Settings;
import io.portreeve.gateway.waiting.Uninterrupted;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * {@link Witness} in the store. What is handed over while one line is being written waits as the
 * newest alone: the store is asked as often as it can answer, and the journal never waits for it.
 * That it cannot be kept is told, and that it can again.
 */
public final class StoredWitness implements Witness {
  /** The name of its setting, and how those of several journals begin. */
  public static final String NAME = "audit-head";

  private static final System.Logger LOG = System.getLogger("io.portreeve.audit.witness");
  private static final byte[] NOTHING = {};

  private final String name;
  private final Supplier<Settings> settings;
  private final Outage keeping;
  private final AtomicReference<byte[]> newest = new AtomicReference<>(NOTHING);
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("audit-witness").factory());

  /** Keeps it among these settings, which need not be there before they are asked. */
  public StoredWitness(Supplier<Settings> settings, InstantSource clock) {
    this(settings, clock, LOG::log);
  }

  StoredWitness(Supplier<Settings> settings, InstantSource clock, Outage.Lines lines) {
    this(NAME, settings, clock, lines);
  }

  private StoredWitness(
      String name, Supplier<Settings> settings, InstantSource clock, Outage.Lines lines) {
    this.name = name;
    this.settings = settings;
    this.keeping = new Outage("keeping the newest audit checkpoint", clock, lines);
  }

  /** Of one of several journals that share a store, which is called so. */
  public static StoredWitness of(String journal, Supplier<Settings> settings, InstantSource clock) {
    return new StoredWitness(NAME + "-" + journal, settings, clock, LOG::log);
  }

  /** The line of the checkpoint that these settings hold; empty if there is none. */
  public static Optional<byte[]> keptIn(Settings settings) {
    return settings.get(NAME);
  }

  @Override
  public Optional<byte[]> kept() {
    return settings.get().get(name);
  }

  @Override
  public void keep(byte[] checkpoint) {
    if (newest.getAndSet(checkpoint.clone()).length == 0) {
      writer.execute(this::write);
    }
  }

  private void write() {
    byte[] line = newest.getAndSet(NOTHING);
    try {
      settings.get().put(name, line);
      keeping.answered();
    } catch (RuntimeException unkept) {
      keeping.failed(unkept.getMessage() + "; the store has none of the newer ones meanwhile");
    }
  }

  /** An interrupt does not end the wait, since the store may close next; it is kept. */
  @Override
  public void close() {
    writer.shutdown();
    Uninterrupted.await(() -> {
      boolean _ = writer.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    });
  }
}
