package io.portreeve.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API keys that exist. Records are never deleted, so that an old audit entry can be explained.
 *
 * <p>Instants are kept to the microsecond.
 */
public interface ApiKeys {

  /** The same keys, where what is done with them is put on record as done by this person. */
  ApiKeys by(String person);

  /** Adds a key; false, and nothing changed, if its id is taken. */
  boolean add(ApiKeyRecord key);

  Optional<ApiKeyRecord> find(String id);

  /** All keys, revoked and expired ones too, oldest first. */
  List<ApiKeyRecord> list();

  /**
   * Revokes a key for good; false if it does not exist or was revoked before (that instant stays).
   */
  boolean revoke(String id, Instant at);

  /**
   * Sets from when on the key is refused, earlier or later than before; false if it does not exist.
   */
  boolean expire(String id, Instant at);

  /**
   * Puts another hash of the same key in the place of one; false, and nothing changed, if that is
   * not the one that is kept any more.
   *
   * @param under the mark of the pepper that the other is under
   */
  boolean rehash(String id, Digest from, Digest to, Digest under);

  /**
   * Notes when keys were last used; unknown ids are passed over, an earlier instant changes
   * nothing.
   */
  void used(Map<String, Instant> lastUses);
}
