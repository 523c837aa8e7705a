package io.portreeve.mcp;

/** A JSON-RPC error. Its text is as hostile as any other text of a server. */
public record Failure(McpError error) implements ServerMessage {}
