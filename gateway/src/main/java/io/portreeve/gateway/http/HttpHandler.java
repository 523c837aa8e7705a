package io.portreeve.gateway.http;

import java.util.Optional;

/** Answers requests; each call has a virtual thread of its own and may block. */
@FunctionalInterface
public interface HttpHandler {

  /**
   * Replies exactly once through {@code reply}.
   *
   * <p>A handler that throws, or returns without a reply, is answered for with an empty 500; if its
   * stream is still open, the connection is aborted so that the peer cannot take it for complete.
   */
  void handle(HttpRequest request, HttpReply reply) throws Exception;

  /**
   * Who answers for the body of a request that is not short, told by its head alone: the request
   * has no body yet. If nobody does, the body is not read, {@link #handle} gets the request without
   * it, and the connection ends with the reply. May block.
   */
  default Optional<String> sender(HttpRequest head) {
    return Optional.of(head.peer().remote().getAddress().getHostAddress());
  }
}
