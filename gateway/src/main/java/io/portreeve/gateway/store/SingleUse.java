package io.portreeve.gateway.store;

import java.time.Instant;

/**
 * What may be used once only, such as the proofs of clients. What was made before this began to
 * remember it cannot know, so that counts as used: no restart and no loss opens a second chance.
 */
@FunctionalInterface
public interface SingleUse {
  /** So many of one owner are remembered at once; those beyond count as used. */
  int MOST_OF_ONE = 4096;

  /**
   * Uses something up; false if it was used before, or that cannot be told.
   *
   * @param owner whose it is; owners share no ids
   * @param id what its maker calls it, different for everything of the owner
   * @param made when it was made
   * @param until from when on it is too old to be used again
   * @throws StoreUnavailable if what was used cannot be looked at now
   */
  boolean spend(String owner, String id, Instant made, Instant until);
}
