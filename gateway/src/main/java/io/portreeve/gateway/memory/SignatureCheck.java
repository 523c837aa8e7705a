package io.portreeve.gateway.memory;

import io.portreeve.controls.contextpoisoning.MemoryEntry;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.memory.EntryVerdict.Why;
import io.portreeve.gateway.store.MemorySignature;
import io.portreeve.gateway.store.MemoryState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Under which of the keys of ours signatures stand; makes no key, and signs nothing. */
public final class SignatureCheck {
  /** How many characters of what stands for an entry name it: 64 bits, under our key. */
  private static final int DIGEST = 16;

  private final Optional<EntryKey> current;
  private final List<EntryKey> earlier;

  /** What a signature is found to be. */
  public enum Standing {
    /** Under the key that signs now. */
    CURRENT,
    /** Under the one before it, which is still there. */
    EARLIER,
    /** Altered, or of a key that is not here: its entry counts as planted. */
    BROKEN
  }

  private SignatureCheck(Optional<EntryKey> current, List<EntryKey> earlier) {
    this.current = current;
    this.earlier = earlier;
  }

  /** By these keys; where there is none for memories, nothing is genuine. */
  public static SignatureCheck by(OwnSecrets keys) {
    return new SignatureCheck(
        keys.ofMemories().map(EntryKey::new),
        keys.ofMemoriesEarlier().stream().map(EntryKey::new).toList());
  }

  /** By any of these secrets, of which none is the one that signs. */
  public static SignatureCheck under(List<Secret> secrets) {
    return new SignatureCheck(Optional.empty(), secrets.stream().map(EntryKey::new).toList());
  }

  /** Under which key the head of a memory stands; broken where it does not fit what is there. */
  public Standing ofHead(MemoryState state) {
    if (state.head().isEmpty() && state.signatures().isEmpty()) {
      return Standing.CURRENT;
    }
    if (fits(current.stream(), state)) {
      return Standing.CURRENT;
    }
    return fits(earlier.stream(), state) ? Standing.EARLIER : Standing.BROKEN;
  }

  private static boolean fits(Stream<EntryKey> keys, MemoryState state) {
    return keys.anyMatch(key -> state.head().filter(head -> key.isWhole(state, head)).isPresent());
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
        .orElseGet(() ->
            kept.isEmpty() ? unsigned(state, entry) : new EntryVerdict.Quarantined(Why.BROKEN));
  }

  private EntryVerdict unsigned(MemoryState state, MemoryEntry entry) {
    return state.signatures().stream()
        .filter(one ->
            keys().stream()
                .anyMatch(key ->
                    key.discarded(state.server(), entry).equals(one.entry()) && key.isGenuine(one)))
        .findFirst()
        .<EntryVerdict>map(EntryVerdict.Discarded::new)
        .orElseGet(() -> new EntryVerdict.Quarantined(Why.UNSIGNED));
  }

  /**
   * By what an operator names an entry to decide on it. Only who has the key can make another entry
   * that has it, too. Empty where there is no key.
   */
  public Optional<String> digest(String server, MemoryEntry entry) {
    return current.map(key -> key.entry(server, entry).substring(0, DIGEST));
  }

  /** Whether it is the decision to discard an entry, and no signature of one. */
  public static boolean discards(MemorySignature signature) {
    return EntryKey.discards(signature);
  }

  /** The entry and its seal have to be under the same key. */
  private boolean isOf(MemorySignature one, String server, MemoryEntry entry) {
    return keys().stream()
        .anyMatch(key -> key.entry(server, entry).equals(one.entry()) && key.isGenuine(one));
  }

  /** All that there are. */
  List<EntryKey> keys() {
    return Stream.concat(current.stream(), earlier.stream()).toList();
  }

  /** Whether there is the key that signs. */
  public boolean canSign() {
    return current.isPresent();
  }

  /** The key that signs, where there is one. */
  Optional<EntryKey> signing() {
    return current;
  }

  /** What this one is. */
  public Standing of(MemorySignature signature) {
    if (current.filter(key -> key.isGenuine(signature)).isPresent()) {
      return Standing.CURRENT;
    }
    return earlier.stream().anyMatch(key -> key.isGenuine(signature))
        ? Standing.EARLIER
        : Standing.BROKEN;
  }
}
