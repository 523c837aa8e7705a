package io.portreeve.gateway.catalog;

import io.portreeve.gateway.store.Digest;
import io.portreeve.guard.DefinitionPins;
import io.portreeve.mcp.json.Json;
import java.time.Instant;

/** One definition as the server sent it last, and how it stands. */
record Definition(Digest digest, Json json, DefinitionPins.Standing standing, Instant judged) {
  Definition judged(DefinitionPins.Standing now, Instant at) {
    return new Definition(digest, json, now, at);
  }
}
