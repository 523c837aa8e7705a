package io.portreeve.gateway.store;

import io.portreeve.guard.Provenance;
import java.util.Optional;

/**
 * What stands beside a question when it is asked, and is no part of what is approved.
 *
 * @param provenance where the values come from that decide; empty where nobody knows
 * @param conversation where a yes to these values may hold for more than this call; empty if it may
 *     not
 */
public record Grounds(Optional<Provenance> provenance, Optional<String> conversation) {
  /** Nothing is known but the call. */
  public static Grounds none() {
    return new Grounds(Optional.empty(), Optional.empty());
  }
}
