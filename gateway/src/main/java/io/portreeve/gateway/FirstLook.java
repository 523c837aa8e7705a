package io.portreeve.gateway;

import io.portreeve.gateway.catalog.CatalogLoader;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Asks every server for its definitions, once and in the background: what waits for approval, and
 * which server cannot be reached, is known before any client comes. A few servers at a time, and
 * none after {@link #LONGEST}.
 */
final class FirstLook implements AutoCloseable {
  /** After so long nothing more is asked for. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  private static final Duration LAST_MOMENTS = Duration.ofSeconds(2);
  private static final int AT_A_TIME = 4;

  private final Collection<ServerId> servers;
  private final CatalogLoader loader;
  private final InstantSource clock;
  private final Supplier<ExchangeId> ids;
  private final Semaphore turns = new Semaphore(AT_A_TIME);
  private final List<Thread> looking = new ArrayList<>();
  private boolean over;

  /** A look that has not begun. */
  FirstLook(
      Collection<ServerId> servers,
      CatalogLoader loader,
      InstantSource clock,
      Supplier<ExchangeId> ids) {
    this.servers = List.copyOf(servers);
    this.loader = loader;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Begins, and returns at once; a second time, or after the end, does nothing.
   *
   * @param principal who looks; a program is started for it
   */
  synchronized void begin(Principal principal) {
    if (over || !looking.isEmpty()) {
      return;
    }
    Instant until = clock.instant().plus(LONGEST);
    for (ServerId server : servers) {
      Exchange asking = asking(server, principal);
      looking.add(
          Thread.ofVirtual().name("first-look-" + server).start(() -> lookInTurn(asking, until)));
    }
  }

  private void lookInTurn(Exchange asking, Instant until) {
    try {
      turns.acquire();
      try {
        look(asking, until);
      } finally {
        turns.release();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Exchange asking, Instant until) throws InterruptedException {
    for (DefinitionPins.Kind kind : DefinitionPins.Kind.values()) {
      if (clock.instant().isBefore(until)) {
        loader.load(asking, kind);
      }
    }
  }

  private Exchange asking(ServerId server, Principal principal) {
    Discover asked = new Discover(params());
    return new Exchange(ids.get(), clock.instant(), "", principal, Revision.LATEST, server, asked);
  }

  private static JsonObject params() {
    JsonObject meta =
        JsonObject.empty()
            .with("io.modelcontextprotocol/protocolVersion", Revision.LATEST.wire())
            .with("io.modelcontextprotocol/clientCapabilities", JsonObject.empty());
    return JsonObject.of("_meta", meta);
  }

  /** Looks no further, and waits a moment until nobody looks. */
  @Override
  public void close() {
    try {
      for (Thread thread : stopped()) {
        boolean _ = thread.join(LAST_MOMENTS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Thread> stopped() {
    over = true;
    looking.forEach(Thread::interrupt);
    return List.copyOf(looking);
  }
}
