package io.portreeve.gateway.http;

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
}
