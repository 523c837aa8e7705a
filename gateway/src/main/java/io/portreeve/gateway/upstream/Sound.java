package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.CredentialMissing;
import io.portreeve.mcp.RpcMessage;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.RpcResponse;

/** What whoever waits for a server may hear. */
sealed interface Sound {
  /**
   * A notification.
   *
   * @param size of the message it came in, in bytes
   */
  record Said(RpcNotification notification, int size) implements Sound {}

  /** A request of the server. */
  record Asked(RpcRequest request) implements Sound {}

  /** The answer to what we asked. */
  record Answered(RpcResponse response) implements Sound {}

  /**
   * Nothing more will come.
   *
   * @param unsent whether the server certainly never saw the request
   */
  record Lost(String why, boolean unsent) implements Sound {}

  /** Nothing was asked, for there was nothing to show. */
  record Unasked(CredentialMissing none) implements Sound {}

  /** An alarm of our own. */
  record Rang(int bell) implements Sound {}

  static Sound of(RpcMessage message, int size) {
    return switch (message) {
      case RpcNotification notification -> new Said(notification, size);
      case RpcRequest request -> new Asked(request);
      case RpcResponse response -> new Answered(response);
    };
  }

  /** Hears, on any thread, without blocking. */
  @FunctionalInterface
  interface Ear {
    void hear(Sound sound);
  }
}
