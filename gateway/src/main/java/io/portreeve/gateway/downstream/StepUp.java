package io.portreeve.gateway.downstream;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.json.JsonObject;
import java.util.Optional;

/** What goes with an answer over HTTP whose reader must first get a token that grants more. */
final class StepUp {
  private StepUp() {}

  /** The scopes that are wanted, if it is such an answer. */
  static Optional<String> scopes(RpcMessage said) {
    return said instanceof RpcResponse.Refusal refusal ? scopes(refusal.error()) : Optional.empty();
  }

  private static Optional<String> scopes(McpError error) {
    return error.code() == ErrorCode.INSUFFICIENT_SCOPE
        ? error.data().flatMap(data -> ((JsonObject) data).string("scope"))
        : Optional.empty();
  }

  /** The challenge that belongs to an answer; nothing for any other. */
  static HttpFields fields(RpcMessage said, Challenges challenges) {
    return scopes(said).map(challenges::wanting).orElseGet(HttpFields::empty);
  }
}
