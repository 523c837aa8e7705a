package io.portreeve.gateway.downstream;

import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What one client was asked and has not answered yet, by ids of ours. */
final class Waiting {
  private static final RequestId NOBODY = RequestId.of(0);

  private final Map<RequestId, CompletableFuture<RpcResponse>> asked = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  /** One question: whoever asked must close it. */
  record Question(Waiting waiting, RequestId id, CompletableFuture<RpcResponse> answer)
      implements AutoCloseable {
    @Override
    public void close() {
      waiting.asked.remove(id);
    }
  }

  Question ask() {
    RequestId id = RequestId.of(last.incrementAndGet());
    CompletableFuture<RpcResponse> answer = new CompletableFuture<>();
    asked.put(id, answer);
    return new Question(this, id, answer);
  }

  /** Whether that was awaited; the first answer counts. */
  boolean answered(RpcResponse response) {
    RequestId id =
        switch (response) {
          case RpcResponse.Success success -> success.id();
          case RpcResponse.Refusal refusal when refusal.id().isPresent() -> refusal.id().get();
          case RpcResponse.Refusal _ -> NOBODY;
        };
    CompletableFuture<RpcResponse> waiting = asked.get(id);
    return waiting != null && waiting.complete(response);
  }
}
