package io.portreeve.gateway.telemetry;

import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;

/** Requests that say of which trace they are. */
final class Saying {
  private Saying() {}

  static Request of(Request request, String parent, String state) {
    JsonObject meta =
        request
            .params()
            .object(MetaKeys.META)
            .orElse(JsonObject.empty())
            .with("traceparent", parent)
            .with("tracestate", state);
    return request.withParams(request.params().with(MetaKeys.META, meta));
  }
}
