package io.portreeve.guard;

import io.portreeve.mcp.ServerMessage;

/** Judges what a server says, as rewritten by the controls before it. */
public non-sealed interface ResponseControl extends Control {
  Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message);
}
