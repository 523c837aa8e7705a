package io.portreeve.agent.memory;

import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Settings;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;

/**
 * The memories that lie in one place.
 *
 * @param keys what signs them
 */
public record Memories(
    MemoryKeys keys, Pages pages, Heads heads, MemoryLimits limits, SecureRandom random) {

  /**
   * Those of a gateway's data directory: pages in its folder {@code memories}, heads in its store.
   *
   * @param settings of that directory's store
   */
  public static Memories in(DataDirectory data, Settings settings, MemoryLimits limits) {
    SecureRandom random = new SecureRandom();
    return new Memories(
        MemoryKeys.in(data, random),
        new FolderPages(data.directory("memories")),
        new StoredHeads(settings),
        limits,
        random);
  }

  /** One of them; it begins with the first entry. */
  public SignedMemory open(MemoryId id) {
    return new SignedMemory(id, keys, pages, heads, limits, random);
  }

  /** Which have begun. */
  public List<MemoryId> all() {
    return heads.all().stream()
        .map(Head::id)
        .sorted(
            Comparator.comparing(MemoryId::owner)
                .thenComparing(MemoryId::kind)
                .thenComparing(MemoryId::name))
        .toList();
  }

  /**
   * Signs everything under the key that signs now, so that an earlier one can be removed.
   *
   * @throws IOException if one of them cannot be read or kept; those before it are done
   */
  public void sign() throws IOException {
    for (MemoryId id : all()) {
      SignedMemory memory = open(id);
      if (memory.isSignedEarlier()) {
        var _ = memory.sign();
      }
    }
  }
}
