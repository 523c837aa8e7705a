package io.portreeve.lab;

import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;

/** The lab's own servers need no report of who was turned away. */
final class Unheard implements HttpRefusals {
  @Override
  public void refused(Refusal refusal, Peer peer) {}

  @Override
  public void failed(Throwable cause, Peer peer) {}
}
