package io.portreeve.testkit;

import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;

/** What a server says, and the request that it says it to. */
public record Reply(Request asked, ServerMessage said) {}
