package io.portreeve.agent.memory;

import io.portreeve.gateway.keys.GeneratedSecret;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import java.security.SecureRandom;
import java.util.List;

/** The keys of memories: the first signs, what one of the others signed is as good. */
public final class MemoryKeys {
  private final List<MemoryKey> keys;

  /**
   * These.
   *
   * @param secrets never empty
   */
  public MemoryKeys(List<Secret> secrets) {
    this.keys = secrets.stream().map(MemoryKey::new).toList();
  }

  /**
   * Those of a data directory: {@code memory-key.secret}, made if there is none, and {@code
   * memory-key-earlier.secret} as long as it lies there. A gateway signs what memories of servers
   * hold under keys that are derived from the same.
   */
  public static MemoryKeys in(DataDirectory data, SecureRandom random) {
    return new MemoryKeys(GeneratedSecret.ofMemories(data, random));
  }

  Signed sign(Head life, long sequence, String previous, long first, Entry entry) {
    MemoryKey key = keys.getFirst();
    return key.sign(life, new Signed(key.id(), sequence, previous, first, entry, ""));
  }

  boolean isGenuine(Head life, Signed signed) {
    return keys.stream()
        .filter(key -> key.id().equals(signed.key()))
        .anyMatch(key -> key.isGenuine(life, signed));
  }

  /** Whether it was signed by a key that signs no more. */
  boolean isEarlier(Signed signed) {
    return !keys.getFirst().id().equals(signed.key());
  }
}
