package io.portreeve.gateway.store;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.keeping.Bounded;
import io.portreeve.mcp.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link ShortLived} of one process. Of too much the oldest is forgotten. */
final class InMemoryShortLived implements ShortLived {
  private final InstantSource clock;
  private final int most;
  private final Map<String, Kept> all;

  InMemoryShortLived(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
    this.all = Bounded.newest(most);
  }

  private record Kept(Optional<String> sharer, JsonObject content, Instant since, Duration life) {
    boolean lives(Instant now) {
      return Age.isLessThan(life, since, now);
    }
  }

  @Override
  public synchronized void put(String name, JsonObject content, Duration life) {
    all.put(name, new Kept(Optional.empty(), content, clock.instant(), life));
  }

  @Override
  public synchronized void putFor(String sharer, String name, JsonObject content, Duration life) {
    Kept kept = new Kept(Optional.of(sharer), content, clock.instant(), life);
    all.put(name, kept);
    List<String> his =
        all.entrySet().stream()
            .filter(one -> one.getValue().sharer().equals(kept.sharer()))
            .map(Map.Entry::getKey)
            .toList();
    his.stream().limit(Math.max(0, his.size() - most / 2)).forEach(all::remove);
  }

  @Override
  public synchronized Optional<JsonObject> get(String name) {
    return living(Optional.ofNullable(all.get(name)));
  }

  @Override
  public synchronized Optional<JsonObject> take(String name) {
    return living(Optional.ofNullable(all.remove(name)));
  }

  private Optional<JsonObject> living(Optional<Kept> kept) {
    return kept.filter(one -> one.lives(clock.instant())).map(Kept::content);
  }

  @Override
  public synchronized void remove(String name) {
    var _ = all.remove(name);
  }
}
