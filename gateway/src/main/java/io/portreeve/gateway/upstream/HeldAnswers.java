package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.MessageMemory;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcResponse;
import io.portreeve.mcp.ServerId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the answers of one server take until whoever asked is done with them. */
final class HeldAnswers {
  /** Why an answer fails that there is no room for. */
  static final String NO_ROOM = "too much is under way for an answer of this length";

  private final MessageMemory memory;
  private final String server;
  private final Map<RequestId, MessageMemory.Holding> held = new ConcurrentHashMap<>();

  HeldAnswers(MessageMemory memory, ServerId server) {
    this.memory = memory;
    this.server = server.value();
  }

  /** What an answer takes, to be given back by whoever reads it. */
  MessageMemory.Holding holding() {
    return memory.holding(server);
  }

  /** The same, given back by {@link #give}. */
  MessageMemory.Holding holding(RequestId id) {
    return held.computeIfAbsent(id, _ -> holding());
  }

  /** The answer, if there is room for it, else one that says that there is not. Never waits. */
  RpcResponse held(RequestId id, RpcResponse answer, int size) {
    return size <= MessageMemory.SHORT || holding(id).grow(size)
        ? answer
        : new RpcResponse.Refusal(Optional.of(id), new McpError(ErrorCode.INTERNAL_ERROR, NO_ROOM));
  }

  boolean has(RequestId id) {
    return held.containsKey(id);
  }

  /** Nobody needs the answer any more. */
  void give(RequestId id) {
    MessageMemory.Holding holding = held.remove(id);
    if (holding != null) {
      holding.close();
    }
  }
}
