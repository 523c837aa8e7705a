package io.portreeve.testkit.server;

import io.portreeve.mcp.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** What the client answers to a scripted server's own requests. */
final class Answers {
  private final AtomicLong last = new AtomicLong();
  private final Map<String, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();

  /** An id for a new request of the server, which no client can take for one of its own. */
  String next() {
    String id = "s" + last.incrementAndGet();
    waiting.put(id, new CompletableFuture<>());
    return id;
  }

  void came(JsonObject answer) {
    CompletableFuture<JsonObject> waits = waiting.get(answer.string("id").orElse(""));
    if (waits != null) {
      waits.complete(answer);
    }
  }

  JsonObject await(String id) throws InterruptedException, TimeoutException {
    CompletableFuture<JsonObject> waits = waiting.getOrDefault(id, new CompletableFuture<>());
    try {
      return waits.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("nobody completes it so", impossible);
    }
  }
}
