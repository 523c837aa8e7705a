package io.portreeve.mcp;

import java.util.Arrays;
import java.util.Optional;

/** A published revision of the protocol, oldest first; {@link #wire} is its name on the wire. */
public enum Revision {
  V2024_11_05("2024-11-05"),
  V2025_03_26("2025-03-26"),
  V2025_06_18("2025-06-18"),
  V2025_11_25("2025-11-25"),
  V2026_07_28("2026-07-28");

  private final String wire;

  Revision(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  /**
   * Whether the revision opens with {@code initialize} and keeps a session; the last one does not.
   */
  public boolean stateful() {
    return this != V2026_07_28;
  }

  public boolean atLeast(Revision other) {
    return compareTo(other) >= 0;
  }

  public static final Revision LATEST = V2026_07_28;
  public static final Revision LATEST_STATEFUL = V2025_11_25;

  public static Optional<Revision> of(String wire) {
    return Arrays.stream(values()).filter(revision -> revision.wire.equals(wire)).findFirst();
  }
}
