package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;

/** Tells the operator of connections that were turned away and of handlers that failed. */
final class OperatorLog implements HttpRefusals {
  private static final System.Logger LOG = System.getLogger("io.portreeve");

  @Override
  public void refused(Refusal refusal, Peer peer) {
    LOG.log(System.Logger.Level.DEBUG, "refused {0}: {1}", peer.remote(), refusal);
  }

  @Override
  public void failed(Throwable cause, Peer peer) {
    LOG.log(System.Logger.Level.WARNING, "a request failed", cause);
  }
}
