package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The server needs answers from the client before it can complete the request. */
public record InputRequired(JsonObject json) implements Result {
  public InputRequired {
    Optional<JsonObject> requests = Members.optionalObject(json, "inputRequests");
    Optional<String> state = Members.optionalString(json, "requestState");
    if (requests.isEmpty() && state.isEmpty()) {
      throw ProtocolException.invalidParams("`inputRequests` or `requestState` is needed");
    }
    requests.ifPresent(InputRequired::check);
  }

  private static void check(JsonObject requests) {
    for (String key : requests.names()) {
      var _ = InputRequest.of(Members.object(requests, key));
    }
  }

  /** The requests by the server's own keys, in its order. */
  public Map<String, InputRequest> inputRequests() {
    Map<String, InputRequest> found = new LinkedHashMap<>();
    json.object("inputRequests")
        .ifPresent(requests ->
            requests
                .names()
                .forEach(key -> found.put(key, InputRequest.of(Members.object(requests, key)))));
    return found;
  }

  public Optional<String> requestState() {
    return json.string("requestState");
  }

  public InputRequired withRequestState(String state) {
    return new InputRequired(json.with("requestState", JsonString.of(state)));
  }

  @Override
  public InputRequired withJson(JsonObject replacement) {
    return new InputRequired(replacement);
  }
}
