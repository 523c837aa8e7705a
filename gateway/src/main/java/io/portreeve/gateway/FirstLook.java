package io.portreeve.gateway;

import io.portreeve.gateway.catalog.CatalogLoader;
import io.portreeve.gateway.catalog.NotAsked;
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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Asks every server for its definitions, once and in the background: what waits for approval, and
 * which server cannot be reached, is known before any client comes. A few servers at a time, and
 * none for longer than {@link #LONGEST}, counted from when its turn comes.
 */
final class FirstLook implements AutoCloseable {
  /** After so long a server is asked for nothing more. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  /** How long to wait for looks that were told to end. */
  static final Duration LAST_MOMENTS = Duration.ofSeconds(2);

  static final int AT_A_TIME = 4;

  private final Collection<ServerId> servers;
  private final CatalogLoader loader;
  private final InstantSource clock;
  private final Supplier<ExchangeId> ids;
  private final Semaphore turns = new Semaphore(AT_A_TIME);
  private final Duration lastMoments;
  private final Runnable after;
  private final AtomicInteger left;
  private final Set<ServerId> pending = ConcurrentHashMap.newKeySet();
  private final Map<ServerId, Turn> asked = new ConcurrentHashMap<>();
  private final ExecutorService looks =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("first-look-", 0).factory());
  private boolean begun;

  /**
   * A look that has not begun.
   *
   * @param lastMoments how long {@link #close} waits for looks that do not end when they are told
   * @param after runs when the last server was looked at, unless the look was closed before
   */
  FirstLook(
      Collection<ServerId> servers,
      CatalogLoader loader,
      InstantSource clock,
      Supplier<ExchangeId> ids,
      Duration lastMoments,
      Runnable after) {
    this.servers = List.copyOf(servers);
    this.loader = loader;
    this.clock = clock;
    this.ids = ids;
    this.lastMoments = lastMoments;
    this.after = after;
    this.left = new AtomicInteger(servers.size());
    this.pending.addAll(servers);
  }

  /**
   * Begins, and returns at once; a second time, or after the end, does nothing.
   *
   * @param principal who looks; a program is started for it
   */
  synchronized void begin(Principal principal) {
    if (begun || looks.isShutdown()) {
      return;
    }
    begun = true;
    if (servers.isEmpty()) {
      looks.execute(after);
    }
    for (ServerId server : servers) {
      Exchange asking = asking(server, principal);
      looks.execute(() -> lookInTurn(asking));
    }
  }

  /** A server that is asked now. */
  private record Turn(Instant since, Thread asking) {}

  /** Those that are not looked at to the end yet. */
  Set<ServerId> pending() {
    return Set.copyOf(pending);
  }

  /** Since when each is asked that is asked at this moment; others wait for their turn. */
  Map<ServerId, Instant> asked() {
    Map<ServerId, Instant> all = new HashMap<>();
    asked.forEach((server, turn) -> all.put(server, turn.since()));
    return all;
  }

  /** Waits no longer for a server that is asked, so that another gets its turn. */
  void giveUp(ServerId server) {
    Optional.ofNullable(asked.get(server)).ifPresent(turn -> turn.asking().interrupt());
  }

  /** Likewise, for those that have been asked for {@link #LONGEST}. */
  void giveUpLate() {
    Instant early = clock.instant().minus(LONGEST);
    asked()
        .forEach((server, since) -> {
          if (!since.isAfter(early)) {
            giveUp(server);
          }
        });
  }

  private void lookInTurn(Exchange asking) {
    try {
      turns.acquire();
      try {
        asked.put(asking.server(), new Turn(clock.instant(), Thread.currentThread()));
        look(asking, clock.instant().plus(LONGEST));
      } finally {
        asked.remove(asking.server());
        turns.release();
        lookedAt(asking.server());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookedAt(ServerId server) {
    pending.remove(server);
    if (left.decrementAndGet() == 0 && !looks.isShutdown()) {
      after.run();
    }
  }

  private void look(Exchange asking, Instant until) throws InterruptedException {
    for (DefinitionPins.Kind kind : DefinitionPins.Kind.values()) {
      if (!looks.isShutdown() && clock.instant().isBefore(until)) {
        look(asking, kind);
      }
    }
  }

  private void look(Exchange asking, DefinitionPins.Kind kind) throws InterruptedException {
    try {
      loader.load(asking, kind);
    } catch (NotAsked noCredential) {
      return; // its definitions are seen when somebody comes who has one
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
    stop();
    try {
      boolean _ = looks.awaitTermination(lastMoments.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void stop() {
    List<Runnable> _ = looks.shutdownNow();
  }
}
