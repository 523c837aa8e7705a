package io.portreeve.mcp;

/** What a server says, in the one form that controls see: the model of revision 2026-07-28. */
public sealed interface ServerMessage permits Result, Failure, Notification {}
