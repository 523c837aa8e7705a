package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.mcp.MetaKeys;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The trace context of an HTTP request (W3C Trace Context), for a message that has none in {@code
 * _meta}: many clients are traced by what sends their requests, which knows nothing of messages.
 * What the message says goes before it.
 */
final class TraceFields {
  private static final String PARENT = "traceparent";
  private static final String STATE = "tracestate";

  /** Version 00; a later one is not guessed at. */
  private static final Pattern FORM = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private static final int LONGEST_STATE = 512;

  private TraceFields() {}

  /** The request with it; as it is where there is none, several, or none of that form. */
  static Request fallBack(HttpFields headers, Request request) {
    List<String> parents = headers.all(PARENT);
    if (parents.size() != 1 || !FORM.matcher(parents.getFirst()).matches()) {
      return request;
    }
    JsonObject meta = request.params().object(MetaKeys.META).orElse(JsonObject.empty());
    if (meta.has(PARENT) || meta.has(STATE)) {
      return request;
    }
    JsonObject traced = meta.with(PARENT, parents.getFirst());
    String state = String.join(",", headers.all(STATE));
    boolean whole = !state.isEmpty() && state.length() <= LONGEST_STATE;
    return request.withParams(
        request.params().with(MetaKeys.META, whole ? traced.with(STATE, state) : traced));
  }
}
