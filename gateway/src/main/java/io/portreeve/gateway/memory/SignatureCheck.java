package io.portreeve.gateway.memory;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.gateway.keys.GeneratedSecret;
import io.portreeve.gateway.memory.EntryVerdict.Why;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.MemoryHead;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemorySignatures;
import io.portreeve.gateway.store.MemoryState;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Under which of the keys of a data directory signatures stand; makes no key. */
public final class SignatureCheck {
  private final Optional<EntryKey> current;
  private final Optional<EntryKey> earlier;

  /** What a signature is found to be. */
  public enum Standing {
    /** Under the key that signs now. */
    CURRENT,
    /** Under the one before it, which is still there. */
    EARLIER,
    /** Altered, or of a key that is not here: its entry counts as planted. */
    BROKEN
  }

  private SignatureCheck(Optional<EntryKey> current, Optional<EntryKey> earlier) {
    this.current = current;
    this.earlier = earlier;
  }

  /** By the keys of a directory; where there is none, nothing is genuine. */
  public static SignatureCheck in(DataDirectory data) {
    return new SignatureCheck(key(data, "memory-key"), key(data, "memory-key-earlier"));
  }

  private static Optional<EntryKey> key(DataDirectory data, String name) {
    return GeneratedSecret.isIn(data, name)
        ? Optional.of(new EntryKey(GeneratedSecret.in(data, name, new SecureRandom())))
        : Optional.empty();
  }

  /** Under which key the head of a memory stands; broken where it does not fit what is there. */
  public Standing ofHead(MemoryState state) {
    if (state.head().isEmpty() && state.signatures().isEmpty()) {
      return Standing.CURRENT;
    }
    if (fits(current, state)) {
      return Standing.CURRENT;
    }
    return fits(earlier, state) ? Standing.EARLIER : Standing.BROKEN;
  }

  private static boolean fits(Optional<EntryKey> key, MemoryState state) {
    return key.filter(it -> state.head().filter(head -> it.isWhole(state, head)).isPresent())
        .isPresent();
  }

  /** What becomes of an entry that its server shows, as things stand. */
  public EntryVerdict of(MemoryState state, MemoryEntry entry) {
    if (ofHead(state) == Standing.BROKEN) {
      return new EntryVerdict.Quarantined(Why.ALTERED);
    }
    Set<String> names =
        keys().stream().map(key -> key.entry(state.server(), entry)).collect(Collectors.toSet());
    List<MemorySignature> kept =
        state.signatures().stream().filter(one -> names.contains(one.entry())).toList();
    return kept.stream()
        .filter(one -> isOf(one, state.server(), entry))
        .findFirst()
        .<EntryVerdict>map(EntryVerdict.Genuine::new)
        .orElseGet(() -> new EntryVerdict.Quarantined(kept.isEmpty() ? Why.UNSIGNED : Why.BROKEN));
  }

  /** The entry and its seal have to be under the same key. */
  private boolean isOf(MemorySignature one, String server, MemoryEntry entry) {
    return keys().stream()
        .anyMatch(key -> key.entry(server, entry).equals(one.entry()) && key.isGenuine(one));
  }

  private List<EntryKey> keys() {
    return Stream.of(current, earlier).flatMap(Optional::stream).toList();
  }

  /** Whether there is the key that signs. */
  public boolean canSign() {
    return current.isPresent();
  }

  /**
   * Seals what verifies as it stands, whatever the head said: for an operator who has seen what is
   * wrong. Nothing is sealed where there is no key.
   */
  public MemoryHead accept(MemorySignatures signatures, MemoryState seen) {
    EntryKey key = current.orElseThrow(() -> new IllegalStateException("there is no key"));
    List<String> broken =
        seen.signatures().stream()
            .filter(one -> of(one) == Standing.BROKEN)
            .map(MemorySignature::entry)
            .toList();
    return signatures.remove(
        seen.server(),
        broken,
        List.of(),
        (before, after) -> {
          if (!before.equals(seen)) {
            throw new IllegalStateException("it was changed meanwhile");
          }
          return key.head(after, before.changes() + 1);
        });
  }

  /** What this one is. */
  public Standing of(MemorySignature signature) {
    if (current.filter(key -> key.isGenuine(signature)).isPresent()) {
      return Standing.CURRENT;
    }
    return earlier.filter(key -> key.isGenuine(signature)).isPresent()
        ? Standing.EARLIER
        : Standing.BROKEN;
  }
}
