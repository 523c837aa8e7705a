package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** What a server says on the stream of a request before, or instead of, its result. */
public sealed interface Notification extends ServerMessage
    permits Progress, LogMessage, ListChanged, ResourceUpdated, SubscriptionAcknowledged {
  String SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";

  String method();

  JsonObject params();

  Notification withParams(JsonObject params);

  /**
   * Reads a notification of a server.
   *
   * @throws ProtocolException when the method is unknown or its parameters are malformed
   */
  static Notification of(String method, JsonObject params) {
    return switch (method) {
      case Progress.METHOD -> new Progress(params);
      case LogMessage.METHOD -> new LogMessage(params);
      case ResourceUpdated.METHOD -> new ResourceUpdated(params);
      case SubscriptionAcknowledged.METHOD -> new SubscriptionAcknowledged(params);
      default ->
          new ListChanged(
              ListChanged.Kind.of(method).orElseThrow(ProtocolException::methodNotFound), params);
    };
  }
}
