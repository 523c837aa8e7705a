package io.portreeve.gateway.store;

import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Port: what is kept for minutes, under names that nobody guesses. Losing it costs somebody a step
 * that he repeats; what is not found is over.
 *
 * <p>Each method throws {@link StoreUnavailable} where that cannot be looked at now.
 */
public interface ShortLived {
  /** So many of a kind are kept; of more the oldest goes. */
  int MOST = 10_000;

  /** Keeps it so long, in the place of what was kept under that name. */
  void put(String name, JsonObject content, Duration life);

  /**
   * Likewise, in the share of somebody, which is a half: it may be a proxy that all come from. Of
   * more his oldest goes.
   */
  void putFor(String sharer, String name, JsonObject content, Duration life);

  /** What is kept under a name. */
  Optional<JsonObject> get(String name);

  /** The same, and from then on it is kept no more: of many who take it, one gets it. */
  Optional<JsonObject> take(String name);

  /** Keeps it no more. */
  void remove(String name);

  /** In this process, each kind by itself. */
  static Function<String, ShortLived> ofProcess(InstantSource clock) {
    return _ -> new InMemoryShortLived(clock, MOST);
  }
}
