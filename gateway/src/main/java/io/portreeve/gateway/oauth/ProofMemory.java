package io.portreeve.gateway.oauth;

import io.portreeve.gateway.store.Digest;
import io.portreeve.gateway.store.SingleUse;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers in this process which proofs were used, so that none is used twice.
 *
 * <p>It is bounded for each key and as a whole; what it has no room to remember is refused. What is
 * too old to be used again is forgotten, whether or not its room is needed. What was made before it
 * began it cannot know, so that counts as used: a restart opens no second chance.
 */
public final class ProofMemory implements SingleUse {
  /** So many take about 40 MiB. */
  static final int MOST = 500_000;

  private final InstantSource clock;
  private final int most;
  private final Instant begun;
  private final Set<Used> used = new HashSet<>();
  private final Map<String, Integer> ofKey = new HashMap<>();

  /** Those that are over together, by the second in which they are. */
  private final TreeMap<Long, List<Used>> byEnd = new TreeMap<>();

  /** Nothing was used yet of what is made from now on. */
  public ProofMemory(InstantSource clock) {
    this(clock, MOST);
  }

  ProofMemory(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
    this.begun = clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** A proof of a key, by half of the SHA-256 of its id: ids are as long as their makers like. */
  private record Used(String key, long first, long second) {
    static Used of(String key, String id) {
      ByteBuffer digest = ByteBuffer.wrap(Digest.sha256(id).bytes());
      return new Used(key, digest.getLong(), digest.getLong());
    }
  }

  @Override
  public boolean spend(String key, String id, Instant made, Instant until) {
    return !made.isBefore(begun) && remember(Used.of(key, id), until.getEpochSecond());
  }

  private synchronized boolean remember(Used proof, long end) {
    forget();
    boolean room = used.size() < most && ofKey.getOrDefault(proof.key(), 0) < MOST_OF_ONE;
    if (!room || !used.add(proof)) {
      return false;
    }
    ofKey.merge(proof.key(), 1, Integer::sum);
    byEnd.computeIfAbsent(end, _ -> new ArrayList<>()).add(proof);
    return true;
  }

  private void forget() {
    long now = clock.instant().getEpochSecond();
    while (!byEnd.isEmpty() && byEnd.firstKey() < now) {
      byEnd.pollFirstEntry().getValue().forEach(this::forget);
    }
  }

  private void forget(Used proof) {
    used.remove(proof);
    if (ofKey.merge(proof.key(), -1, Integer::sum) == 0) {
      ofKey.remove(proof.key());
    }
  }

  /** How many it remembers now. */
  synchronized int size() {
    return used.size();
  }
}
