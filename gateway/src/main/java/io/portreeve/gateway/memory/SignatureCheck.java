package io.portreeve.gateway.memory;

import io.portreeve.gateway.keys.GeneratedSecret;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.MemorySignature;
import java.security.SecureRandom;
import java.util.Optional;

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
