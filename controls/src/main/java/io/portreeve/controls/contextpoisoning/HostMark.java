package io.portreeve.controls.contextpoisoning;

import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/**
 * Where a host says in {@code _meta} which conversation a request belongs to, and what its user
 * wrote. It is between the host and us: no server gets it, and none can say it.
 */
public final class HostMark {
  public static final String KEY = "io.portreeve/conversation";

  private HostMark() {}

  /** The params or the result without it; empty if it is not there. */
  public static Optional<JsonObject> cut(JsonObject body) {
    return body.object(MetaKeys.META)
        .filter(meta -> meta.has(KEY))
        .map(meta -> meta.without(KEY))
        .map(rest ->
            rest.size() == 0 ? body.without(MetaKeys.META) : body.with(MetaKeys.META, rest));
  }
}
