package io.portreeve.gateway.catalog;

import io.portreeve.gateway.keeping.Age;
import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins;
import java.time.Instant;

/**
 * The version of a definition that the server sent last, and how it stands. Its text is in the
 * store: a server could fill the memory with it.
 */
record Definition(Digest digest, DefinitionPins.Standing standing, Instant judged) {
  Definition judged(DefinitionPins.Standing now, Instant at) {
    return new Definition(digest, now, at);
  }

  boolean isFreshAt(Instant now) {
    return Age.isLessThan(PinnedDefinitions.FRESH, judged, now);
  }
}
