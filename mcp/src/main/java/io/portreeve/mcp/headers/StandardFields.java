package io.portreeve.mcp.headers;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.ReadResource;
import io.portreeve.mcp.Request;
import java.util.Optional;

/** The fields that every request of revision 2026-07-28 carries over HTTP. */
public final class StandardFields {
  public static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
  public static final String METHOD = "Mcp-Method";
  public static final String NAME = "Mcp-Name";

  private StandardFields() {}

  /** What {@link #NAME} repeats, not yet encoded; empty for a request that must not carry it. */
  public static Optional<String> nameOf(Request request) {
    return switch (request) {
      case CallTool call -> Optional.of(call.tool().value());
      case GetPrompt get -> Optional.of(get.prompt().value());
      case ReadResource read -> Optional.of(read.uri().value());
      case Discover _, Listing _, Complete _, Listen _ -> Optional.empty();
    };
  }
}
