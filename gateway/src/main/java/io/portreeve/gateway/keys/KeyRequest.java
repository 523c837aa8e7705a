package io.portreeve.gateway.keys;

import io.portreeve.gateway.store.ApiKeyRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a new API key shall be.
 *
 * @param principal whose authority it carries
 * @param client the software that will have it, as policy and audit name it; empty: the key itself
 * @param roles the roles it carries, for policy
 * @param labels names that help people find it again
 * @param expires from when on it is refused; empty: never
 */
public record KeyRequest(
    String principal,
    Optional<String> client,
    Set<String> roles,
    Map<String, String> labels,
    Optional<Instant> expires) {
  public KeyRequest {
    roles = Set.copyOf(roles);
    labels = Map.copyOf(labels);
  }

  /** The same, with who makes it among its labels. */
  KeyRequest madeBy(String person) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(ApiKeyRecord.MADE_BY, person);
    return new KeyRequest(principal, client, roles, all, expires);
  }

  /** A client of its own. */
  public KeyRequest(
      String principal, Set<String> roles, Map<String, String> labels, Optional<Instant> expires) {
    this(principal, Optional.empty(), roles, labels, expires);
  }
}
