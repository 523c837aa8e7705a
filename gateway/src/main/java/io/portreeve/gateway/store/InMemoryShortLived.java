package io.portreeve.gateway.store;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@link ShortLived} of one process. Of too much the oldest is forgotten. */
final class InMemoryShortLived implements ShortLived {
  private final InstantSource clock;
  private final int most;
  private final Map<String, Kept> all = new LinkedHashMap<>();
  private final Map<String, Set<String>> shares = new HashMap<>();

  InMemoryShortLived(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  private record Kept(Optional<String> sharer, JsonObject content, Instant since, Duration life) {
    boolean lives(Instant now) {
      return Age.isLessThan(life, since, now);
    }
  }

  @Override
  public synchronized void put(String name, JsonObject content, Duration life) {
    put(name, new Kept(Optional.empty(), content, clock.instant(), life));
  }

  @Override
  public synchronized void putFor(String sharer, String name, JsonObject content, Duration life) {
    put(name, new Kept(Optional.of(sharer), content, clock.instant(), life));
    Set<String> his = shares.computeIfAbsent(sharer, _ -> new LinkedHashSet<>());
    his.add(name);
    if (his.size() > most / 2) {
      var _ = removed(his.iterator().next());
    }
  }

  private void put(String name, Kept kept) {
    var _ = removed(name);
    all.put(name, kept);
    if (all.size() > most) {
      var _ = removed(all.keySet().iterator().next());
    }
  }

  private Optional<Kept> removed(String name) {
    Optional<Kept> gone = Optional.ofNullable(all.remove(name));
    gone.flatMap(Kept::sharer).ifPresent(sharer -> leave(sharer, name));
    return gone;
  }

  private void leave(String sharer, String name) {
    Set<String> his = shares.getOrDefault(sharer, new LinkedHashSet<>());
    his.remove(name);
    if (his.isEmpty()) {
      var _ = shares.remove(sharer);
    }
  }

  @Override
  public synchronized Optional<JsonObject> get(String name) {
    return living(Optional.ofNullable(all.get(name)));
  }

  @Override
  public synchronized Optional<JsonObject> take(String name) {
    return living(removed(name));
  }

  private Optional<JsonObject> living(Optional<Kept> kept) {
    return kept.filter(one -> one.lives(clock.instant())).map(Kept::content);
  }

  @Override
  public synchronized void remove(String name) {
    var _ = removed(name);
  }
}
