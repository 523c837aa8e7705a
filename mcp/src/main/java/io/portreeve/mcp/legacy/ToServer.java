package io.portreeve.mcp.legacy;

import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.util.Set;

/** What the gateway says to a stateful server. */
public final class ToServer {
  private ToServer() {}

  /**
   * The parameters of a request in the words of {@code revision}: nothing of the per-request
   * metadata of 2026-07-28, nothing of its rounds, no task.
   */
  public static JsonObject params(Request request, Revision revision) {
    JsonObject params =
        MetaKeys.withoutReserved(request.params(), Set.of())
            .without(Answerable.INPUT_RESPONSES)
            .without(Answerable.REQUEST_STATE)
            .without("task");
    boolean completionWithoutContext =
        request instanceof Complete && !revision.atLeast(Revision.V2025_06_18);
    return withoutToken(completionWithoutContext ? params.without("context") : params);
  }

  /** The same parameters, asking for progress under a token of ours. */
  public static JsonObject withToken(JsonObject params, Json token) {
    JsonObject meta = params.object(MetaKeys.META).orElse(JsonObject.empty());
    return params.with(MetaKeys.META, meta.with(RequestMeta.PROGRESS_TOKEN, token));
  }

  /** The client's token means nothing on a connection that it shares with others. */
  private static JsonObject withoutToken(JsonObject params) {
    JsonObject meta = params.object(MetaKeys.META).orElse(JsonObject.empty());
    if (!meta.has(RequestMeta.PROGRESS_TOKEN)) {
      return params;
    }
    JsonObject rest = meta.without(RequestMeta.PROGRESS_TOKEN);
    return rest.size() == 0 ? params.without(MetaKeys.META) : params.with(MetaKeys.META, rest);
  }
}
