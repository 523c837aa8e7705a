package io.portreeve.mcp;

import io.portreeve.mcp.json.JsonObject;

/**
 * What a client says, in the one form that controls see: the model of revision 2026-07-28.
 *
 * <p>Sealed, so that a new kind of message breaks the compile of every control that forgot it.
 */
public sealed interface ClientMessage permits Request, Cancelled {
  /** The method name on the wire. */
  String method();

  JsonObject params();
}
