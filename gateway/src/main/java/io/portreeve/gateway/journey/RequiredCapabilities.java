package io.portreeve.gateway.journey;

import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.json.JsonObject;

/** What a client would have to declare to be asked what a server asks of it. */
final class RequiredCapabilities {
  private RequiredCapabilities() {}

  static JsonObject of(InputRequired asks) {
    return asks.inputRequests().values().stream()
        .map(RequiredCapabilities::of)
        .reduce(JsonObject.empty(), Capabilities::union);
  }

  private static JsonObject of(InputRequest request) {
    JsonObject none = JsonObject.empty();
    return switch (request) {
      case InputRequest.Roots _ -> JsonObject.of("roots", none);
      case InputRequest.Sample sample ->
          JsonObject.of(
              "sampling", sample.params().has("tools") ? JsonObject.of("tools", none) : none);
      case InputRequest.Elicit elicit ->
          JsonObject.of("elicitation", JsonObject.of(elicit.url() ? "url" : "form", none));
    };
  }
}
