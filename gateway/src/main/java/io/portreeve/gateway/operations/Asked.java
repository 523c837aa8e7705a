package io.portreeve.gateway.operations;

import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Complete;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.GetPrompt;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Listing;
import io.portreeve.mcp.ReadResource;

/** What clients ask for, by its kind. */
enum Asked {
  TOOL_CALL("tool-call"),
  PROMPT("prompt"),
  RESOURCE("resource"),
  COMPLETION("completion"),
  LIST("list"),
  DISCOVERY("discovery"),
  STREAM("stream"),
  CANCELLATION("cancellation");

  private final String word;

  Asked(String word) {
    this.word = word;
  }

  static Asked of(ClientMessage message) {
    return switch (message) {
      case CallTool _ -> TOOL_CALL;
      case GetPrompt _ -> PROMPT;
      case ReadResource _ -> RESOURCE;
      case Complete _ -> COMPLETION;
      case Listing _ -> LIST;
      case Discover _ -> DISCOVERY;
      case Listen _ -> STREAM;
      case Cancelled _ -> CANCELLATION;
    };
  }

  /** As it stands in labels. */
  String word() {
    return word;
  }
}
