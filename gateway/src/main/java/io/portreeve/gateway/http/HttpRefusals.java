package io.portreeve.gateway.http;

/** Told of everything that went wrong outside a handler's own replies; must not block. */
public interface HttpRefusals {

  /** A peer was turned away; no handler ran. */
  void refused(Refusal refusal, Peer peer);

  /** A handler threw, or returned without a reply; the peer got a 500 or a broken stream. */
  void failed(Throwable cause, Peer peer);
}
