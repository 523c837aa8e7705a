package io.portreeve.gateway.catalog;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins;
import java.time.Instant;

/**
 * A version of a definition that a server sent, and how it stands. Its text is in the store: a
 * server could fill the memory with it.
 */
record Definition(Digest digest, DefinitionPins.Standing standing, Instant judged) {
  Definition judged(DefinitionPins.Standing now, Instant at) {
    return new Definition(digest, now, at);
  }

  boolean isApproved() {
    return standing == DefinitionPins.Standing.APPROVED;
  }

  /** Which of two counts: of one version the newer judgement, of two the approved one. */
  Definition or(Definition newer) {
    boolean better = newer.digest.equals(digest) || (newer.isApproved() && !isApproved());
    return better ? newer : this;
  }

  boolean isFreshAt(Instant now) {
    return Age.isLessThan(PinnedDefinitions.FRESH, judged, now);
  }
}
