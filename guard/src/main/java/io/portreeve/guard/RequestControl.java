package io.portreeve.guard;

import io.portreeve.mcp.ClientMessage;

/** Judges what a client says, as rewritten by the controls before it. */
public non-sealed interface RequestControl extends Control {
  Verdict<ClientMessage> onRequest(Exchange exchange, ClientMessage message);
}
