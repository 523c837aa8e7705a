package io.portreeve.gateway.journey;

import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.Arrays;
import java.util.List;

/**
 * What we offer in a server's place: our revisions, and of its capabilities those that we carry.
 */
final class OwnOffer {
  private static final List<String> REVISIONS =
      Arrays.stream(Revision.values()).map(Revision::wire).toList().reversed();

  private OwnOffer() {}

  /** Extensions are dropped: none passes unjudged, and no control judges them yet. */
  static DiscoverResult of(DiscoverResult theirs) {
    JsonObject capabilities = theirs.capabilities().without("extensions").without("tasks");
    JsonObject json =
        theirs
            .json()
            .with("supportedVersions", JsonArray.ofStrings(REVISIONS))
            .with("capabilities", capabilities)
            .with("ttlMs", 0)
            .with("cacheScope", "private");
    return new DiscoverResult(json);
  }
}
