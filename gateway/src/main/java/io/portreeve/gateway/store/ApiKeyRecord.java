package io.portreeve.gateway.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One API key as it is kept: who it speaks for, and a keyed hash that verifies it. The key itself
 * cannot be had from this record.
 *
 * @param id public name of the key; appears in the key's text, in lists and in the audit journal
 * @param principal whose authority the key carries
 * @param client the software that has it, if the operator said which
 * @param hash HMAC-SHA-256 of the secret under a pepper that is not in the store
 * @param madeUnder the mark of that pepper, by which nobody finds it out; empty where a build of
 *     before it was noted made the hash
 */
public record ApiKeyRecord(
    String id,
    String principal,
    Optional<String> client,
    Set<String> roles,
    Map<String, String> labels,
    Digest hash,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> revoked,
    Optional<Instant> lastUsed,
    Optional<Digest> madeUnder) {

  /** The label that says who made it. */
  public static final String MADE_BY = "made-by";

  public ApiKeyRecord {
    if (id.isBlank() || principal.isBlank()) {
      throw new IllegalArgumentException("an API key has an id and a principal");
    }
    roles = Set.copyOf(roles);
    labels = Map.copyOf(labels);
    client.ifPresent(ApiKeyRecord::requireName);
    roles.forEach(ApiKeyRecord::requireName);
    labels.forEach((name, value) -> requireLabel(name, value));
  }

  private static void requireName(String text) {
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "clients, roles and label names are printable and not blank");
    }
  }

  private static void requireLabel(String name, String value) {
    requireName(name);
    if (name.contains("=") || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a label name has no '=', a label no control character");
    }
  }

  /** Who made it, by the name under which he approves calls; empty if nobody knows. */
  public Optional<String> madeBy() {
    return Optional.ofNullable(labels.get(MADE_BY));
  }

  /** Whether the key may be used at this instant: not revoked and not yet expired. */
  public boolean isLiveAt(Instant now) {
    return revoked.isEmpty() && (expires.isEmpty() || now.isBefore(expires.get()));
  }

  /** The hash stays out of logs: it would let a thief of the pepper test guesses. */
  @Override
  public String toString() {
    return "ApiKeyRecord[id=%s, principal=%s, roles=%s]".formatted(id, principal, roles);
  }
}
