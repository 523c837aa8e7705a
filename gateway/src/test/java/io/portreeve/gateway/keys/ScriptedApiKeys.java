package io.portreeve.gateway.keys;

import io.portreeve.gateway.store.ApiKeyRecord;
import io.portreeve.gateway.store.ApiKeys;
import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * API keys in a map; counts look-ups, fails on demand, lets a test act in the midst of a look-up.
 */
final class ScriptedApiKeys implements ApiKeys {
  private final Map<String, ApiKeyRecord> keys = new ConcurrentHashMap<>();
  private final AtomicInteger lookUps = new AtomicInteger();
  private final AtomicInteger rehashes = new AtomicInteger();
  private volatile boolean failing;
  private volatile boolean failingToNote;
  private volatile Runnable afterRead = () -> {};

  int lookUps() {
    return lookUps.get();
  }

  /** How often a key was to be put under another secret. */
  int rehashes() {
    return rehashes.get();
  }

  void fail(boolean now) {
    failing = now;
  }

  /** Whether it can be asked and takes nothing. */
  void failToNote(boolean now) {
    failingToNote = now;
  }

  /** What happens after a look-up has read its record and before it answers. */
  void afterRead(Runnable action) {
    afterRead = action;
  }

  /** Nobody's name is kept here. */
  @Override
  public ApiKeys by(String person) {
    return this;
  }

  @Override
  public boolean add(ApiKeyRecord key) {
    return keys.putIfAbsent(key.id(), key) == null;
  }

  @Override
  public Optional<ApiKeyRecord> find(String id) {
    lookUps.incrementAndGet();
    if (failing) {
      throw new StoreUnavailable("scripted");
    }
    Optional<ApiKeyRecord> found = Optional.ofNullable(keys.get(id));
    afterRead.run();
    return found;
  }

  @Override
  public List<ApiKeyRecord> list() {
    return List.copyOf(keys.values());
  }

  @Override
  public boolean revoke(String id, Instant at) {
    return find(id).filter(key -> key.revoked().isEmpty()).isPresent()
        && edit(id, key -> with(key, key.expires(), Optional.of(at), key.lastUsed()));
  }

  @Override
  public boolean expire(String id, Instant at) {
    return edit(id, key -> with(key, Optional.of(at), key.revoked(), key.lastUsed()));
  }

  @Override
  public boolean rehash(String id, Digest from, Digest to, Digest under) {
    rehashes.incrementAndGet();
    if (failingToNote) {
      throw new StoreUnavailable("scripted");
    }
    return Optional.ofNullable(keys.get(id)).filter(key -> key.hash().equals(from)).isPresent()
        && edit(
            id,
            key ->
                new ApiKeyRecord(
                    key.id(),
                    key.principal(),
                    key.client(),
                    key.roles(),
                    key.labels(),
                    to,
                    key.created(),
                    key.expires(),
                    key.revoked(),
                    key.lastUsed(),
                    Optional.of(under)));
  }

  /** As a build left it that noted no secret. */
  void forgetSecretOf(String id) {
    boolean _ =
        edit(
            id,
            key ->
                new ApiKeyRecord(
                    key.id(),
                    key.principal(),
                    key.client(),
                    key.roles(),
                    key.labels(),
                    key.hash(),
                    key.created(),
                    key.expires(),
                    key.revoked(),
                    key.lastUsed(),
                    Optional.empty()));
  }

  @Override
  public void used(Map<String, Instant> lastUses) {
    if (failingToNote) {
      throw new StoreUnavailable("scripted");
    }
    lastUses.forEach(
        (id, at) -> edit(id, key -> with(key, key.expires(), key.revoked(), Optional.of(at))));
  }

  private boolean edit(String id, UnaryOperator<ApiKeyRecord> change) {
    return keys.computeIfPresent(id, (_, key) -> change.apply(key)) != null;
  }

  private static ApiKeyRecord with(
      ApiKeyRecord key,
      Optional<Instant> expires,
      Optional<Instant> revoked,
      Optional<Instant> lastUsed) {
    return new ApiKeyRecord(
        key.id(),
        key.principal(),
        key.client(),
        key.roles(),
        key.labels(),
        key.hash(),
        key.created(),
        expires,
        revoked,
        lastUsed,
        key.madeUnder());
  }
}
