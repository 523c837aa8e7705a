package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/** A request that a client may send; anything else is an unknown method and refused. */
public sealed interface Request extends ClientMessage
    permits Discover, Listing, Invocation, Listen {
  default RequestMeta meta() {
    return RequestMeta.of(params());
  }

  /** The same request with other parameters; they are validated as if they had been received. */
  Request withParams(JsonObject params);

  /**
   * Reads the parameters of one method.
   *
   * @throws ProtocolException when the method is unknown or its parameters are malformed
   */
  static Request of(String method, JsonObject params) {
    Request request = read(method, params);
    var _ = request.meta();
    return request;
  }

  private static Request read(String method, JsonObject params) {
    return switch (method) {
      case Discover.METHOD -> new Discover(params);
      case ListTools.METHOD -> new ListTools(params);
      case ListPrompts.METHOD -> new ListPrompts(params);
      case ListResources.METHOD -> new ListResources(params);
      case ListResourceTemplates.METHOD -> new ListResourceTemplates(params);
      case CallTool.METHOD -> new CallTool(params);
      case GetPrompt.METHOD -> new GetPrompt(params);
      case ReadResource.METHOD -> new ReadResource(params);
      case Complete.METHOD -> new Complete(params);
      case Listen.METHOD -> new Listen(params);
      default -> throw ProtocolException.methodNotFound();
    };
  }
}
